r"""What diplomacy is about, as words: one pattern a subject, all languages together, and what it is mistaken for.

Data only; `news.relevance` weighs it. Patterns are stems: they begin at a word and may end anywhere in it, unless they close with `\b`.
"""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject, how much a mention says (1 = as much as "talks"), and its words."""

    weight: float
    pattern: re.Pattern[str]


def _words(*stems: str) -> re.Pattern[str]:
    latin = [stem for stem in stems if ord(stem.lstrip("(?:\\b")[0]) < 0x0600]  # noqa: PLR2004 - first Arabic letter
    other = [
        stem for stem in stems if stem not in latin
    ]  # Arabic takes prefixes, Chinese and Japanese no spaces
    parts = [rf"\b(?:{'|'.join(latin)})"] + ([f"(?:{'|'.join(other)})"] if other else [])
    return re.compile("|".join(parts), re.IGNORECASE)


SUBJECTS: Final[dict[str, Subject]] = {
    "talks": Subject(1.0, _words(
        r"talks\b", "negotiat", "mediat(?:e|or|ion|ing)", "peace process", "peace plan", "dialogue", "consultations", "back-?channel", "phone call", "held a call", "spoke by phone", "shuttle diplomacy",
        "переговор", "посредни", "консультаци", "телефонн(?:ый|ого|ом) разговор", "мирн(?:ый|ого|ому) (?:план|процесс)", "перемовин", "переговорн", "посередни", "négociat", "pourparlers", "médiat(?:eur|ion)", "entretien téléphonique",
        "negociaci", "conversaciones", "diálogo", "mediaci", "mediador", "verhandl", "gespräche\\b", "vermittl", "telefonat", "negoziat", "colloqui", "mediazione", "negocjac", "rozmowy", "negociaç", "müzakere", "görüşme",
        "مفاوضات", "محادثات", "مباحثات", "وساطة", "会谈", "谈判", "磋商", "会談", "協議", "交渉", "회담", "협상")),
    "summit": Subject(1.1, _words(
        r"summit(?:s)?\b(?! of mount)", "саммит", "саміт", "sommet (?:de|des|du|entre|européen|mondial)", "au sommet\\b", r"cumbre\b", "gipfel(?:treffen)?\\b", r"vertice\b", "szczyt (?:nato|ue|eu|g7)", "cúpula", "zirve", "قمة", "峰会", "首脳会", "정상회")),
    "treaty": Subject(1.1, _words(
        "treat(?:y|ies)\\b", r"accords?\b", "memorandum", "agreement (?:with|between|on|to)", "peace (?:deal|agreement)", "signed (?:an|a) (?:agreement|deal|pact)", r"pact\b", "ratif", r"(?:transit|border|water|fishe?r(?:y|ies)|fishing|visa|migration|readmission|extradition|maritime|customs|defen[cs]e|intergovernmental) (?:agreement|accord)s?\b", r"(?:transit|fishe?r(?:y|ies)|fishing|grain|migration) deal\b", r"joins? .{0,40}\bconvention\b", "protocol (?:on|to)", "convention on", "communiqué", r"communique\b", "declaration",
        "договор", "соглашени", "меморандум", "ратифи", "договір", "угод[аиу]", "traité", "accord (?:de|avec|entre|sur|franco|commercial)", "tratado", "acuerdo (?:de|con|entre|comercial)", "vertrag", "abkommen", "trattato", "accordo (?:di|con|tra)", "traktat", "umow[ay]", "acordo (?:de|com|entre)", "anlaşma",
        "معاهدة", "اتفاق", "条约", "協定", "条約", "协议", "协定", "협정", "조약")),
    "sanctions": Subject(1.2, _words(
        "sanction(?:s|ed|ing)\\b", "embargo", "asset freeze", "frozen assets", "blacklist", "export control", "price cap", "санкци", "эмбарго", "санкці", "ембарго", "sanctions", "gel des avoirs", "sancion", "sanktion", "sanzion", "sankcj", "sanç", "yaptırım", "عقوبات", "制裁", "제재")),
    "statement": Subject(0.6, _words(
        "foreign ministry (?:said|spokes|statement)", "joint statement", "condemn", "expressed (?:concern|support|readiness|regret)", "called (?:for|on)\\b.{0,40}(?:restraint|de-escalation|release|ceasefire)", "urges? (?:restraint|calm)", "protest note", "summon", "rejects? (?:claim|accusation)", "warns? (?:of|against|that)", "welcomed the",
        "осудил", "заявил[аи]? (?:глава|мид|министр|президент|представитель)", "нот[аыу] протеста", "выразил[аи]? (?:обеспокоенность|готовность|протест)", "вызвал[аи]? посла", "засуди", "condamn", "déclaration commune", "conden(?:a|ó)", "declaración conjunta", "verurteil", "gemeinsame erklärung", "einbestellt", "تدين", "أدان", "بيان مشترك", "谴责", "声明", "非難", "外交部发言人")),
    "visit": Subject(0.8, _words(
        r"(?:state|official|working|historic|surprise) visit", "visit(?:s|ed)? (?:to|by)\\b", "arriv(?:es|ed) in\\b", "hosts? (?:the )?(?:president|prime|foreign|leader)", "received (?:the )?(?:ambassador|president|prime|foreign|credentials)", "met (?:with )?(?:his|her|the|president|prime|foreign)", "meets? (?:with )?(?:his|her|president|prime|foreign|counterpart|visiting)", "counterpart", "delegation", "red carpet", "bilateral",
        "визит", "делегац", "прибыл (?:в|с)", "встретил(?:ся|ась|ись) с (?:президент|премьер|глав|министр|посл)", "принял (?:посла|президента|главу|министра|верительн)", "двусторонн", "візит", "зустрі(?:вся|лася|лися|ч)", "двосторонн", "visite (?:officielle|d['’]état|de travail)", "en visite", "homologue", "délégation", "s['’]est rendue? ", "visita (?:oficial|de estado|a\\b)", "homólog", "delegación", "staatsbesuch", "amtskollege", "amtskollegin", "besuch(?:t|te)? (?:in|bei|des)", "delegation", "visita ufficiale", "omologo", "wizyt", "ziyaret", "زيارة", "نظيره", "وفد", "访问", "会见", "訪問", "방문")),
    "ambassador": Subject(1.2, _words(
        "ambassador", "embass(?:y|ies)", "consul(?:ate|ar|-general|s)?\\b", "envoy", r"charg[ée] d['’]affaires", "persona non grata", "credentials", "diplomatic (?:mission|ties|relations|staff|immunity|row|spat|crisis|rift|corps)", "recalls? (?:its|his|the) ambassador", "expel(?:s|led)? .{0,30}diplomat",
        r"пос(?:ол|л(?:а|у|ом|ы|ов|ам|ами))\b", "посольств", "консул(?!ьт)", "посланник", "спецпредставител", "дипотношени", "дипломатически", "верительн", "посл(?:а|у|ом|и|ів)\\b", "надзвичайн", "дипломатичн", "ambassad", "consulat", "émissaire", "embajad", "consulad", "enviado especial", "botschaft", "konsul(?!t)", "gesandt", "sondergesandt", "ambasciat", "ambasad", "embaixad", "büyükelçi", "elçilik", "سفير", "سفارة", "قنصل", "مبعوث", "大使", "领事", "特使", "領事", "대사")),
    "diplomacy": Subject(1.2, _words(
        "diplomat", "diplomacy", "foreign (?:minister|ministry|secretary|affairs|policy|office|relations)", "secretary of state", "state department", "high representative", "special representative", "top diplomat",
        "дипломат", "министр(?:а|у|ом)? иностранных дел", "\\bмид\\b", "внешн(?:яя|ей|юю) политик", "внешнеполитич", "министерств[оаеу] иностранных дел", "мзс", "міністр(?:а|у|ом)? закордонних", "зовнішн(?:я|ьої|ю) політик", "diplomatie", "diplomatique", "affaires étrangères", "diplomacia", "diplomátic", "asuntos exteriores", "relaciones exteriores", "canciller(?:ía)?\\b", "cancillería", "außenminister", "auswärtige", "außenpolit", "diplomatisch", "ministro degli esteri", "diplomazia", "farnesina", "minister spraw zagranicznych", "dyplom", "relações exteriores", "itamaraty", "dışişleri", "diplomasi",
        "وزير الخارجية", "وزارة الخارجية", "دبلوماسي", "الدبلوماسية", "外交", "外长", "外相", "外務", "외교", "외무")),
    "ceasefire": Subject(1.4, _words(
        "cease-?fire", r"truce\b", "armistice", "peacekeep", "de-?escalat", "hostage (?:deal|release)", "prisoner (?:swap|exchange)", "peace (?:talks|accord|treaty|mission)", "humanitarian (?:pause|corridor)",
        "перемири", "прекращени[еяю] огня", "обмен(?:а|е|ом)? (?:воен)?пленн", "миротвор", "деэскалац", "перемир['’]?я", "припинення вогню", "обмін(?:у)? полонен", "cessez-le-feu", "trêve", "désescalade", "alto el fuego", "cese (?:el|al|del) fuego", "tregua", "waffenruhe", "waffenstillstand", "feuerpause", "deeskalat", "cessate il fuoco", "zawieszenie broni", "rozejm", "cessar-fogo", "ateşkes", "وقف إطلاق النار", "هدنة", "停火", "停戦", "휴전")),
    "conflict": Subject(0.8, _words(
        r"war (?:in|with|on|against|between|crimes?)", "invasion", "invad(?:e|ed|ing)", "occupied (?:territor|west)", "occupation", "air ?strike", "missile", "drone (?:attack|strike)", "troops", "shelling", "offensive", "military (?:operation|aid|buildup|exercise|drills)", "armed conflict", "border clash", "front ?line", "hostilities", "rebels?\\b", "militants?\\b", "genocide",
        "войн[аыуе]", "вторжени", "ракетн", "обстрел", "военн(?:ая|ой|ую) (?:операци|помощ)", "боевы[ех] действ", "конфликт", "війн[аиуі]", "обстріл", "вторгнення", "бойов(?:і|их) ді", "guerre", "invasion", "frappes?\\b", "conflit", "guerra", "invasión", "ataque(?:s)? aéreo", "misil", "conflicto", "krieg", "invasion", "angriff(?:e|s|skrieg)?\\b", "rakete", "konflikt", "guerra", "wojn", "savaş", "حرب", "غارات", "غارة", "قصف", "النزاع", "战争", "冲突", "空袭", "戦争", "侵攻", "紛争", "전쟁")),
    "nuclear": Subject(0.9, _words(
        "nuclear (?:deal|programme|program|weapon|talks|arsenal|test|treaty|power)", "uranium", "enrichment", "non-?proliferation", "disarmament", "arms control", "ballistic", "warhead", "ядерн", "обогащени[ея] урана", "нераспространени", "разоружени", "nucléaire (?:iranien|nord)", "programme nucléaire", "arme nucléaire", "désarmement", "programa nuclear", "armas nucleares", "atomprogramm", "atomwaffe", "atomabkommen", "abrüstung", "uran", "النووي", "核武", "核问题", "核兵器", "非核化", "核開発", "비핵화", "핵무기")),
    "trade": Subject(0.7, _words(
        "tariffs?\\b", "trade (?:deal|war|talks|pact|agreement|dispute|barriers|mission)", "free trade", "customs union", "import dut", "export ban", "economic (?:partnership|corridor|cooperation)", "пошлин", "торгов(?:ая|ой|ую|ые|ых) (?:войн|сделк|соглашен|перегов|оборот)", "товарооборот", "экономическ(?:ое|ого) сотрудничеств", "мит[оа]\\b", "droits de douane", "libre-échange", "aranceles", "libre comercio", "zölle", "handelsabkommen", "freihandel", "dazi\\b", "cła\\b", "gümrük vergi", "رسوم جمركية", "تجارة حرة", "关税", "贸易战", "関税", "自由貿易", "관세")),
    "aid": Subject(0.6, _words(
        "humanitarian", "refugee", "asylum seekers", "displaced (?:people|persons|families)", "aid (?:convoy|agency|workers|package)", "famine", "гуманитарн", "беженц", "гуманітарн", "біженц", "humanitaire", "réfugié", "humanitari[ao]", "refugiad", "humanitär", "flüchtling", "umanitari", "humanitarn", "uchodźc", "إنسانية", "لاجئين", "人道", "难民", "難民")),
    "court": Subject(0.8, _words(
        "international (?:criminal )?court", "international tribunal", "arrest warrant for", "war crimes (?:court|tribunal|trial)", "extradit", "international law", "the hague", "международн(?:ый|ого|ому|ом) (?:уголовн|суд|прав)", "экстрадиц", "міжнародн(?:ий|ого) (?:кримінальн|суд)", "cour (?:pénale )?internationale", "droit international", "corte (?:penal )?internacional", "derecho internacional", "strafgerichtshof", "völkerrecht", "المحكمة الجنائية", "القانون الدولي", "国际法", "国际法院", "国際司法", "国際法")),
    "territory": Subject(0.8, _words(
        "sovereignty", "territorial integrity", "reunification", "normali[sz](?:ation|e|ing) (?:of )?(?:relations|ties)", "annex(?:ed|ation|ing)", "disputed (?:territor|region|border|waters|island)", "border (?:dispute|crossing|treaty|talks|commission|demarcat)", "demarcat", "recogni[sz](?:es|ed|e|ing|ition of) (?:the )?(?:state|independence|government|palestin|kosovo|taiwan|somaliland)", "independence referendum", "self-determination",
        "суверенитет", "территориальн(?:ая|ой|ую) целостн", "аннекси", "делимитац", "демаркац", "границ[аеыу] (?:с|между)", "независимост", "суверенітет", "територіальн(?:а|ої|у) цілісн", "анексі", "souverainet", "intégrité territoriale", "annexion", "reconnaissance de l['’](?:état|indépendance)", "soberanía", "integridad territorial", "anexi", "souveränität", "territoriale integrität", "annexion", "سيادة", "主权", "领土", "主権", "領有")),
    "alliance": Subject(0.8, _words(
        "alliance", "all(?:y|ies)\\b", "defen[cs]e (?:pact|cooperation|minister|secretary|ties|spending)", "strategic partner", "security (?:guarantee|council|cooperation|pact|alliance)", "accession", "membership (?:talks|bid|action)", "candidate (?:country|status)", "arms (?:deal|sale|deliver|shipment)", "veto(?:ed|es)?\\b",
        "альянс", "союзник", "стратегическ(?:ое|ого|ий) партн", "гаранти(?:и|й|ями) безопасн", "вступлени[ея] в", "поставк(?:и|у|ами) оруж", "союзни[кц]", "гарант(?:ії|ій) безпек", "вступ до", "alliance", "alliés", "adhésion à", "garanties de sécurité", "alianza", "aliados", "adhesión a", "garantías de seguridad", "bündnis", "verbündet", "sicherheitsgarant", "beitritt", "waffenlieferung", "alleanza", "alleati", "sojusz", "تحالف", "حلفاء", "同盟", "联盟", "战略伙伴", "동맹")),
    "bodies": Subject(0.9, _words(
        "security council", "general assembly", "draft resolution", "un (?:resolution|mission|envoy|chief|secretary)", "secretary-general", "peacekeepers", "special rapporteur", "world leaders", "multilateral",
        "совбез", "совет(?:а|е)? безопасности", "генассамбле", "резолюци(?:я|ю|и) (?:совб|оон)", "генсек(?:а|у|ом)? оон", "рад(?:а|и|і) безпеки", "генсек", "conseil de sécurité", "résolution de l['’]onu", "consejo de seguridad", "resolución de la onu", "sicherheitsrat", "un-resolution", "consiglio di sicurezza", "rada bezpieczeństwa", "مجلس الأمن", "الأمين العام", "安理会", "安保理", "안보리")),
    "leaders": Subject(0.5, _words(
        r"(?:president|prime minister|chancellor|king|crown prince|emir|premier)\b", "head(?:s)? of state", "world leaders", r"президент(?:а|у|ом|ы|ов)?\b", "премьер", "канцлер", "глав[аыу] государств", "прем['’]єр", r"président(?:e)?\b", "premier ministre", "chef(?:s)? d['’]état", "presidente", "primer ministro", "präsident", "ministerpräsident", r"kanzler(?:in)?\b", "premier\\b", "prezydent", "cumhurbaşkanı", "الرئيس", "رئيس الوزراء", "国家主席", "总统", "总理", "大統領", "首相", "대통령", "총리")),
}  # fmt: skip

STRONG: Final = frozenset({"sanctions", "ambassador", "diplomacy", "ceasefire", "treaty", "summit"})
"""Subjects that are diplomacy even where no country is named that we know."""

PAIR: Final = _words(
    r"(?:both|the two|two) (?:countries|governments|parliaments|capitals)\b", r"governments of (?:both|the two)\b",
    "обеи(?:х|ми) стран", "двух стран", "обе страны", "двумя странами", r"обоих (?:государств|правительств|парламент)", "обо(?:х|ма) країн", "двох країн", "обидві країни", "двома країнами", "обидва(?: уряди| парламенти)",
    "(?:les|des|aux) deux (?:pays|gouvernements|parlements|capitales)\\b", "(?:ambos|los dos|de dos) (?:países|gobiernos|parlamentos)", "beide[rn]? (?:staaten|regierungen|parlamente|hauptstädte)", "(?:i|dei|ai|entrambi i) due (?:paesi|governi)", "(?:obu|oba) (?:krajów|kraje|rząd)", "(?:ambos os|os dois|dos dois) (?:países|governos)", "iki ülke",
    "البلدين", "البلدان\\b", "الحكومتين", "两国", "両国", "양국",
)  # fmt: skip
"""Words for two states that are dealing with each other, whatever they are called."""

SPORT: Final = _words(
    r"(?:football|soccer|rugby|cricket|tennis|golf|basketball|hockey|handball|volleyball|athletics|boxing|cycling|swimming|badminton|baseball|chess|judo|wrestling|biathlon|formula (?:one|1)|f1|nba|nfl|mlb|nhl|uefa|fifa|ufc|ioc|olympi\w+|paralympi\w+|wimbledon|atp|wta|grand prix|world cup|champions league|europa league|premier league|la liga|bundesliga|serie a|super bowl|euro 20\d\d)\b",
    r"(?:striker|midfielder|goalkeeper|goalscorer|defender|batsman|bowler|quarterback|referee|knockout stage|quarter-?finals?|semi-?finals?|play-?offs?|penalty shoot|hat-?trick|half-?time|clean sheet|innings|wickets?|transfer window|head coach|medal(?:s|list)?|kick-?off|standings|championship|tournament|qualifier|qualifying|fixture|scored|squad|grand slam|match (?:day|winner))\b",
    "футбол", "хокке", "теннис", "баскетбол", "волейбол", "чемпионат", "матч", "сборн(?:ая|ой|ую)", "голкипер", "вратар", "нападающ", "полузащитник", "тренер", "олимпи", "турнир", "плей-офф", "полуфинал", "лиг[аеуи] (?:чемпионов|европы|наций)", "кубок", "кубка", "медал", "спортсмен", "боксер", "боксёр", "единоборств", "матчі", "збірн(?:а|ої)", "чемпіонат", "воротар", "футболіст",
    r"football", r"coupe du monde", "ligue (?:1|des champions|des nations)", "attaquant", "gardien de but", "entraîneur", "buteur", "match\\b", "mi-temps", "championnat", "tournoi", "demi-finale", "sélectionneur", "fútbol", "selección", "delantero", "portero", "entrenador", "partido (?:de|contra|ante) ", "liga de campeones", "mundial (?:de|sub|20)", "semifinal", "goles?\\b", "torneo", "fußball", "bundesliga", "nationalmannschaft", "torwart", "stürmer", "spieltag", "weltmeisterschaft", "trainer\\b", "halbfinale", "calcio", "serie a\\b", "allenatore", "attaccante", "piłkar", "mecz", "mistrzostw", "futebol", "jogador", "futbol", "maç",
    "كرة القدم", "مباراة", "المنتخب", "هدف(?:ا|ين) ", "كأس", "الدوري", "لاعب", "مدرب", "足球", "世界杯", "比赛", "球员", "奥运", "サッカー", "野球", "試合", "優勝", "選手", "五輪", "축구", "야구",
)  # fmt: skip
ELSEWHERE: Final = _words(
    r"(?:box office|celebrit\w+|album|netflix|hollywood|actor|actress|singer|rapper|concert|film festival|premiere|recipe|horoscope|fashion week|red carpet look|reality (?:show|tv)|song contest|eurovision|oscars?|grammys?|tv series|trailer|gameplay|video game|smartphone|iphone|android|laptop|gadget|app store|lottery|wedding|royal baby|weight loss|skincare|discount|black friday|best deals)\b",
    r"(?:quarterly (?:results|earnings|profit)|share price|shares (?:rose|fell|jumped|slipped|closed)|dividend|ipo|startup|start-up|venture capital|takeover bid|merger|oil prices?|crude|per barrel|wall street|stock markets?|stocks|nasdaq|dow jones|investors?|acquisition|acquire[sd]?|earnings per share|bitcoin|cryptocurrenc\w+|crypto|mortgage|house prices|retail sales|stake in|carmaker|airline)\b",
    r"(?:pay (?:agreement|deal|offer|rise|talks|dispute)|collective (?:agreement|bargaining)|union members|trade unions?)\b",
    r"(?:burglar\w*|robber\w*|car crash|road accident|traffic|shoplift\w*|drunk driv\w*|murder trial|stabbing|house fire|weather forecast|heatwave|snowfall|earthquake|school board|city council|mayor(?:al)?|zoning|potholes?|dinosaur|fossil|telescope|asteroid|galaxy|spacecraft|vaccine trial|diabetes|cancer)\b",
    "актрис", "актер", "актёр", "певиц", "концерт", "сериал", "кинофестивал", "гороскоп", "рецепт", "дтп\\b", "погод", "ограблени", "биткоин", "криптовалют", "акции компани", "смартфон", "шоу-бизнес", "лотере", "профсоюз", "зарплат", "syndicats\\b", "salaires\\b", "sindicatos\\b", "salarios\\b", "acteur", "actrice", "chanteu", "concert", "recette", "météo", "cinéma", "festival de cannes", "bourse\\b", "actriz", "actor\\b", "cantante", "concierto", "receta", "película", "lotería", "schauspieler", "sänger", "konzert", "rezept", "wetter", "aktie", "kino\\b", "börse", "ممثل", "أغنية", "فيلم", "الطقس", "电影", "演员", "股价", "映画", "俳優", "株価", "天気",
)  # fmt: skip
