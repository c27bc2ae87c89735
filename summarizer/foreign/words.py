"""Words of Russian, Ukrainian, French, Spanish, German and Arabic that tell a speaker from what stands around him.

Data only: verbs of saying, prepositions, articles, words that begin sentences. Written for this project.
"""

from typing import Final

CUES: Final[dict[str, str]] = {
    "ru": r"заявил[аи]?|сказал[аи]?|отметил[аи]?|подчеркнул[аи]?|сообщил[аи]?|добавил[аи]?|рассказал[аи]?|написал[аи]?|пояснил[аи]?|"
    r"объяснил[аи]?|указал[аи]?|напомнил[аи]?|ответил[аи]?|считает|говорит|говорил[аи]?|утверждает|уточнил[аи]?|объявил[аи]?|признал[аи]?|"
    r"предупредил[аи]?|призвал[аи]?|пообещал[аи]?|назвал[аи]?|выразил[аи]?|констатировал[аи]?",
    "uk": r"заявив|заявила|заявили|сказав|сказала|сказали|зазначив|зазначила|наголосив|наголосила|підкреслив|підкреслила|повідомив|"
    r"повідомила|повідомили|додав|додала|розповів|розповіла|написав|написала|пояснив|пояснила|нагадав|нагадала|відповів|відповіла|вважає|"
    r"каже|стверджує|уточнив|уточнила|оголосив|оголосила|визнав|визнала|попередив|попередила|закликав|закликала|назвав|назвала",
    "fr": r"a(?:-t-(?:il|elle))?\s(?:\w+\s)?(?:déclaré|dit|affirmé|ajouté|souligné|indiqué|expliqué|estimé|assuré|annoncé|précisé|rappelé|averti|"
    r"écrit|répondu|insisté|regretté|salué|dénoncé|martelé|prévenu|poursuivi|conclu|reconnu|noté|lancé|promis|confié|jugé)|ont\s(?:déclaré|dit|"
    r"affirmé|ajouté|souligné|indiqué|estimé|annoncé)|déclare|dit|affirme|ajoute|souligne|indique|explique|estime|assure|précise|rappelle|"
    r"insiste|poursuit|conclut|écrit|déclarait|disait|expliquait|selon",
    "es": r"dijo|dijeron|declaró|declararon|afirmó|afirmaron|aseguró|aseguraron|señaló|añadió|agregó|explicó|indicó|subrayó|destacó|manifestó|"
    r"advirtió|sostuvo|expresó|comentó|anunció|escribió|respondió|reiteró|insistió|precisó|recordó|concluyó|admitió|reconoció|apuntó|dice|"
    r"afirma|asegura|señala|explica|según|ha\s(?:dicho|declarado|afirmado|asegurado|señalado|añadido)|enfatizó|remarcó|aclaró|prometió",
    "de": r"sagte[n]?|sagt|erklärte[n]?|erklärt|betonte[n]?|betont|fügte|teilte|schrieb|schreibt|meinte|warnte|forderte|kündigte|bekräftigte|"
    r"kritisierte|erläuterte|berichtete|antwortete|äußerte|ergänzte|unterstrich|versicherte|so|hieß\ses|laut|nannte|bezeichnete|lobte|mahnte",
    "ar": r"و?(?:قال|قالت|قالوا|صرح|صرّح|صرحت|أضاف|أضافت|أكد|أكّد|أكدت|أعلن|أعلنت|أوضح|أوضحت|أشار|أشارت|ذكر|ذكرت|تابع|تابعت|شدد|شدّد|شددت|كتب|كتبت|اعتبر|"
    r"اعتبرت|حذر|حذّر|حذرت|لفت|يقول|تقول|بين|وصف|وصفت)",
}
"""Finite forms of verbs of saying, third person, as agencies write them."""
RELAYS: Final[dict[str, str]] = {
    "ru": "приводит|приводят|цитирует|цитируют|передаёт|передает|пишет",
    "uk": "наводить|цитує|передає|пише",
    "fr": "cite|rapporte|relaie",
    "es": "cita|citó|recoge|informa|informó",
    "de": "zitiert|zitierte|meldet|meldete",
    "ar": "نقلت|نقل|أوردت",
}
"""Verbs of outlets: who stands beside them passed the words on and did not say them."""
PRONOUNS: Final[dict[str, frozenset[str]]] = {
    "ru": frozenset("он она они".split()),
    "uk": frozenset("він вона вони".split()),
    "fr": frozenset("il elle ils elles celui-ci celle-ci".split()),
    "es": frozenset("él ella".split()),
    "de": frozenset("er sie dieser diese".split()),
    "ar": frozenset("هو هي".split()),
}
PREPOSITIONS: Final[dict[str, frozenset[str]]] = {
    "ru": frozenset(
        "в во на по о об обо после перед во время для при из с со к ко у от до над под без через между среди о".split()
    ),
    "uk": frozenset(
        "в у на по про після перед під для при з із зі до від над без через між серед о об".split()
    ),
    "fr": frozenset(
        "à au aux lors dans en sur devant après avant de du des d pour par contre avec sans sous chez depuis vers entre".split()
    ),
    "es": frozenset(
        "en a al tras durante ante de del por para con contra desde sobre después antes sin hacia entre hasta".split()
    ),
    "de": frozenset(
        "in im am an nach vor vorm bei beim auf zu zum zur gegenüber mit von vom über unter für gegen um aus durch ohne seit während wegen trotz "
        "zwischen neben hinter bis ab als wie zufolge laut anlässlich angesichts gemäß".split()
    ),
    "ar": frozenset(),
}
"""What follows one of them speaks to somebody or somewhere, it is not who speaks."""
GENITIVES: Final[dict[str, frozenset[str]]] = {
    "fr": frozenset("de du des d".split()),
    "es": frozenset("de del".split()),
    "de": frozenset("der des von vom".split()),
}
"""Between an office and what it is an office of; a name may come after that."""
ARTICLES: Final[dict[str, frozenset[str]]] = {
    "fr": frozenset("le la les l un une m mme".split()),
    "es": frozenset("el los la las lo un una don doña".split()),
    "de": frozenset(
        "der die das den dem des ein eine einen einem einer eines kein keine im am zum zur vom beim ins ans sein seine seiner seinem seinen ihr "
        "ihre ihrer ihrem ihren unser unsere dieser diese dieses diesem diesen jeder jede jedes mein dessen deren".split()
    ),
    "ru": frozenset("его её их господин госпожа".split()),
    "uk": frozenset("його її їх пан пані".split()),
}
PARTICLES: Final = frozenset("de del la le du des van von der den al el bin ben y da dos di ибн аль".split())
"""Lower-case words inside a name."""
END: Final[dict[str, frozenset[str]]] = {
    "ru": frozenset("и что журналистам агентству изданию телеканалу порталу который которая".split()),
    "uk": frozenset("та і що журналістам агентству виданню який яка".split()),
    "fr": frozenset("que qui et lundi mardi mercredi jeudi vendredi samedi dimanche hier dont où".split()),
    "es": frozenset("que quien y este esta cuando donde".split()),
    "de": frozenset("und dass hinzu weiter mit sich es wenn weil ob".split()),
    "ar": frozenset(
        "إن أن إنه إنها أنه أنها في إلى خلال على عن بعد قبل أمس اليوم الذي التي لقناة لوكالة من يوم إننا أننا أثناء عقب أمام مع حول لدى عند عبر ضمن حيث "
        "بأن بأنه بأنها بشأن بخصوص تعليقا ردا وذلك مساء صباح ليل لصحيفة لموقع لبرنامج لإذاعة لوسائل الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد "
        "كما قائلا قائلة مؤكدا مؤكدة".split()
    ),
}
"""Words after which a speaker's phrase is over."""
NO_NAMES: Final[dict[str, frozenset[str]]] = {
    "ru": frozenset(
        "как так но это этот эта также однако при по после ранее при том между тем кроме того напомним вместе затем потом сегодня вчера "
        "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре".split()
    ),
    "uk": frozenset(
        "як так але це цей ця також однак при по після раніше крім того нагадаємо потім сьогодні вчора".split()
    ),
    "fr": frozenset(
        "ainsi mais et puis alors aussi ensuite ce cette ces selon pour par comme dans en il elle on nous lundi mardi mercredi jeudi vendredi "
        "samedi dimanche hier aujourd".split()
    ),
    "es": frozenset(
        "así pero y también luego además este esta esto según para por como en lunes martes miércoles jueves viernes sábado domingo ayer hoy "
        "sin embargo no".split()
    ),
    "de": frozenset(
        "so dazu daher doch aber auch und oder weiter weiterhin zudem außerdem dann dabei darauf dagegen damit denn hier heute gestern morgen später "
        "zuvor zunächst gleichzeitig inzwischen trotzdem jedoch schließlich ferner wörtlich sollte würde könnte wenn weil als wie wer was wo man er "
        "sie es wir ich ihr anfang ende mitte montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar märz april mai juni "
        "juli august september oktober november dezember abend vormittag nachmittag mittag uhr jahr jahre jahren woche tag tage stunden minuten "
        "prozent euro dollar millionen milliarden herr frau nicht nur alle viele einige andere wovor womit wofür woran worauf warum wieso weshalb wann welche "
        "welcher welches hatte hat gab gibt ist war wird wurde habe sei".split()
    ),
}
"""Capitalised at the start of a sentence, or always, and never anybody's name."""
TITLES: Final = frozenset(
    "dr prof sir lord lady m mme mlle sr sra don doña herr frau господин пан пані г-н г-жа".split()
)
ARABIC_OFFICES: Final = frozenset(
    "وزير وزيرة رئيس رئيسة الرئيس الرئيسة الوزير الوزيرة المتحدث المتحدثة الأمين سفير سفيرة السفير مندوب المندوب مبعوث المبعوث مستشار نائب ملك الملك الملكة أمير الأمير أميرة الأميرة".split()
)
ARABIC_PREFIXES: Final = frozenset("عبد أبو أبا أبي بو أم ابن بن بنت ذو آل".split())
"""Words of a name that need the next one."""
ARABIC_KIN: Final = frozenset("ابن بن بنت آل".split())
"""Of those, words that also need what is before them: son of, daughter of, house of."""
ARABIC_ENDINGS: Final = frozenset("الله الدين الإسلام".split())
"""Words of a name that need the one before."""
ARABIC_COUNTRIES: Final = frozenset(
    "مصر لبنان سوريا سورية قطر تركيا إيران روسيا فرنسا ألمانيا إسرائيل فلسطين ليبيا تونس عمان موريتانيا الصومال جيبوتي باكستان أفغانستان أمريكا "
    "أميركا بريطانيا إيطاليا إسبانيا اليابان الصين الهند إندونيسيا ماليزيا إثيوبيا تشاد مالي كينيا نيجيريا أوكرانيا بلجيكا هولندا اليونان قبرص".split()
)
"""Countries that an office is of and that have no article."""
GERMAN_OFFICE: Final = (
    r"(?:[Mm]inister|[Pp]räsident|[Kk]anzler|[Ss]precher|[Cc]hef|[Vv]orsitzende|[Bb]eauftragte|[Bb]otschafter|[Dd]irektor|[Ss]ekretär|"
    r"[Gg]eneral|[Aa]bgeordnete|[Bb]ürgermeister|[Kk]önig|[Pp]olitiker|[Ee]xperte|[Aa]nwalt|[Ff]orscher|[Pp]rofessor|[Ll]eiter|[Vv]orstand|"
    r"[Rr]ichter|[Ii]ntendant|[Mm]itglied|[Mm]itglieder|[Kk]ommissar|[Kk]ommandeur|[Jj]ournalist|[Ww]issenschaftler|[Aa]mt|[Mm]inisterium)(?:in|s|r|n)?$|^[A-Z]{2,}-\w"
)
GERMAN_CALLING: Final = r"(?:ent|ist|mat|loge|iker|eur|ant|irt|tler|kämpfer|gegner|träger|autor|berater|vertreter|steiger|fahrer|iger)(?:in)?$"
"""Endings of what people do; first names have some of them too, so they count only before two more words."""
GERMAN_NOUN: Final = r"(?:ung|heit|keit|schaft|tion|tät|nis|mus|ität|enz|anz|age|tum)(?:en|s|e)?$"
"""Endings of nouns that name things."""
SLAVIC_OFFICES: Final = frozenset(
    "президент премьер премьер-министр министр глава канцлер посол представитель представительница спикер секретарь госсекретарь генсек король "
    "прем'єр прем'єр-міністр міністр голова посол представник представниця речник речниця секретар держсекретар лідер лидер депутат".split()
)
PATRONYMIC: Final = r"(?:вич|вна|ич|ична|ович|івна)$"
CONJUNCTIONS: Final = frozenset("и а но і й та але et mais y e pero und aber".split())
ADVERBS: Final = frozenset("не ни ні nunca jamás siempre también jamais toujours aussi n ne nie niemals auch также тоже затем потом також потім".split())  # fmt: skip
"""Words beside a verb of saying that open nobody's name."""
