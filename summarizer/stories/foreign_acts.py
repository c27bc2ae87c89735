"""Acts in Russian, Ukrainian, French, Spanish, German and Arabic: beginnings of words, under the English verb of the act.

One name for one act in all languages, so that a story told from an English article is not told again by a French one that
has the same act. Only words of events: like the English list without nouns that are figures of speech in headlines.
"""

from functools import cache
from typing import Final

from summarizer.gate.words import WORD, fold

_RUSSIAN: Final = """
accept: принял приняли принято; acquit: оправдан оправдал; adopt: утверд; agree: согласи соглаш договор; approve: одобр; arrest: арест;
assassinate: покушен; attack: атаков напал; ban: запрет; bomb: бомбард разбомб; boycott: бойкот; cancel: отменил отменен отмене; capture: захват;
collapse: обруш рухнул; convict: осужд осудил; crash: разбил крушен; declare: объяв; deploy: размест; detain: задерж; die: погиб умер скончал гибел;
dismiss: уволил уволен уволь; dissolve: распусти роспуск; elect: избран избрал; evacuate: эвакуир; execute: казнен казнил казнь; expel: выслал высыл выдвор;
extend: продлил продлен продлит; extradite: экстрад; flee: бежал сбежал; free: освобо; freeze: заморо; impeach: импичм; impose: ввел введен введет;
injure: ранен пострада; invade: вторг вторж; jail: посадил заключ; kidnap: похит; kill: убил убит убий; launch: запуст; lose: проиграл; oust: отстран свергн;
pardon: помилов; postpone: отлож перенесл; ratify: ратиф; recall: отозвал отозван отзыв; recognise: признал; reject: отклон отверг; resign: отстав; resume: возобнов;
retreat: отступ; sanction: санкц; seize: изъял конфиск; sentence: приговор; shell: обстрел; sign: подпис; storm: штурм; strike: удар; suspend: приостан;
veto: вето; vote: проголос; win: победил выигр; withdraw: вывел вывод выведен; surrender: сдал капитул; reopen: открыл
"""
_UKRAINIAN: Final = """
accept: прийняв прийняла прийняли прийнято; acquit: виправдан; adopt: затверд; agree: погоди домови угод; approve: схвал; arrest: арешт; attack: атакув напав напал;
ban: заборон; bomb: бомбард; boycott: бойкот; cancel: скасув; capture: захоп; collapse: обвал; convict: засудж засудив; crash: розбив; declare: оголос;
deploy: розміст; detain: затрим; die: загин помер загибел; dissolve: розпуст; elect: обран обрал; evacuate: евакуй; execute: страче стратил;
expel: вислал вислав висил; extend: продовж; extradite: екстрад; flee: втік втекл; free: звільн; freeze: заморо; impeach: імпічм; impose: запровад; injure: поранен постражд;
invade: вторгн; jail: ув'язн; kidnap: викрал викрад; kill: вбив вбил вбит убит; launch: запуст; lose: програв програл; oust: відсторон усунул усунут; pardon: помилув; postpone: відклал відклад перенес;
ratify: ратиф; recall: відклик; recognise: визнав визнал; reject: відхил відкин; resign: відставк; resume: віднов; retreat: відступ; sanction: санкц; seize: вилуч конфіск; sentence: вирок;
shell: обстріл; sign: підпис; storm: штурм; strike: удар; suspend: призупин; veto: вето; vote: проголос; win: переміг перемог виграв виграл; withdraw: вивів вивел; surrender: здав капітул
"""
_FRENCH: Final = """
accept: accepte; acquit: acquitt; adopt: adopte; approve: approuv; arrest: arrete arrestat interpell; assassinate: assassin; attack: attaqu; ban: interdi; bomb: bombard; boycott: boycott;
cancel: annule annula; capture: captur; collapse: effondr; convict: condamn; crash: ecras; declare: proclam; deploy: deplo; detain: detenu detenti; die: mort deces mourir; dismiss: limoge renvoy;
dissolve: dissou dissol; elect: elu elue elus; evacuate: evacu; execute: execut; expel: expuls; extend: prolong; extradite: extrad; flee: enfui fuit; free: liber; freeze: gele geler gel; impeach: destitu;
impose: impose; injure: blesse; invade: envahi; jail: emprison incarcer; kidnap: enlev kidnapp; kill: tue tues tuee tuees; launch: lance lanc; lose: perd; oust: renvers; pardon: graci; postpone: report ajourn;
ratify: ratifi; recall: rappel; recognise: reconnai reconnu; reject: rejet; resign: demission; resume: reprend reprise; sanction: sanction; seize: saisi; shell: pilonn; sign: signe signa; storm: assaut;
strike: frapp greve; suspend: suspen; veto: veto; vote: vote; win: remport gagn victoire; withdraw: retir retrait; surrender: rendu capitul; reopen: rouv; agree: accord; summon: convoqu
"""
_SPANISH: Final = """
accept: acept; acquit: absuel absol; adopt: adopt; approve: aprob aprueb; arrest: arrest detuv detenid detien; assassinate: asesin; attack: atac ataqu; ban: prohib; bomb: bombarde; boycott: boicot; cancel: cancel;
capture: captur; collapse: derrumb colaps; convict: conden; crash: estrell; declare: proclam; deploy: despleg desplieg; die: muer muri fallec; dismiss: destitu cese ceso; dissolve: disolv disuelv; elect: elegid eligi elige;
evacuate: evacu; execute: ejecut; expel: expuls; extend: prorrog prolong; extradite: extrad; flee: huy huid; free: liber; freeze: congel; impose: impus impon impuest; injure: herid; invade: invad; jail: encarcel; kidnap: secuestr;
kill: mato mataron matan; launch: lanz; lose: perdi pierd; oust: derroc; pardon: indult; postpone: aplaz pospus pospon; ratify: ratific; recognise: reconoc; reject: rechaz; resign: dimit dimis renunci; resume: reanud;
sanction: sancion; seize: incaut; sign: firm; storm: asalt; strike: golpe huelg; suspend: suspend; summon: convoc; veto: veto; vote: voto votar votac; win: gana gano vence venci victori; withdraw: retir; surrender: rindi rend; agree: acord acuerd; reopen: reabr
"""
_GERMAN: Final = """
accept: angenomm akzept; acquit: freigespro freispru; adopt: verabschied; agree: einig geeinigt; approve: billig genehmig; arrest: festgenomm verhaft festnahm; assassinate: ermord attentat; attack: angegriff angriff greift; ban: verbot verbiet;
bomb: bombard; boycott: boykott; cancel: abgesagt absag; capture: erober; collapse: eingestuerz eingesturz zusammenbr; convict: verurteil; crash: abgestuerz abgesturz absturz; declare: ausgerufen; deploy: stationier; die: gestorb starb tote toten todes;
dismiss: entlass entlasst entlaess; dissolve: aufgelost auflos; elect: gewahlt wahlt; evacuate: evakuier; execute: hingericht; expel: ausgewies ausweis; extend: verlanger; extradite: ausgeliefert; flee: geflohen flucht; free: freigelass befreit freilass;
freeze: eingefror; impose: verhang; injure: verletzt; invade: einmarsch; jail: inhaftier; kidnap: entfuhr; kill: getotet totet; launch: gestartet; lose: verlor verliert; oust: gesturzt; pardon: begnadig; postpone: verschob verschieb vertagt;
ratify: ratifizier; recall: abberuf; recognise: anerkann anerkenn; reject: abgelehnt lehnt ablehn; resign: rucktritt zuruckgetret; resume: wiederaufnahm wiederaufgenomm; sanction: sanktion; seize: beschlagnahm; shell: beschoss beschuss;
sign: unterzeichn unterschrieb; storm: gesturmt; strike: streik; suspend: ausgesetzt aussetz; summon: einbestell; veto: veto; vote: abgestimmt stimmt; win: gewonn gewinnt siegt; withdraw: abgezog abzug zuruckgezog; surrender: kapitul; reopen: wiedereroffn
"""
_ARABIC: Final = """
approve: وافق اقر; arrest: اعتقل اعتقال; assassinate: اغتال اغتيال; attack: هاجم هجوم; ban: حظر; bomb: قصف; boycott: قاطع; cancel: الغي الغت; collapse: انهار انهيار; convict: ادان ادين; die: توفي وفاه مات لقي;
dismiss: اقال اقاله; dissolve: حل; elect: انتخب; evacuate: اجلي; execute: اعدم اعدام; expel: طرد; extend: مدد تمديد; flee: فر; free: افرج افراج اطلق; freeze: جمد تجميد; impose: فرض; injure: اصيب اصاب; invade: غزا; jail: سجن;
kidnap: خطف اختطف; kill: قتل مقتل; launch: اطلق; lose: خسر; postpone: ارجا تاجيل; ratify: صادق; reject: رفض; resign: استقال استقاله; resume: استانف; sanction: عقوبات; sign: وقع توقيع; suspend: علق تعليق; summon: استدعي استدعت;
vote: صوت; win: فاز فوز; withdraw: انسحب انسحاب; agree: اتفق اتفاق
"""
_LISTS: Final = {
    "ru": _RUSSIAN,
    "uk": _UKRAINIAN,
    "fr": _FRENCH,
    "es": _SPANISH,
    "de": _GERMAN,
    "ar": _ARABIC,
}
LANGUAGES: Final = frozenset(_LISTS)
_WHOLE: Final = 4
"""A beginning this short takes an ending of two letters at most; a shorter one none: "tueur" is nobody killed."""


@cache
def _beginnings(language: str) -> dict[str, str]:
    """Beginning → act."""
    found = {}
    for entry in _LISTS[language].replace("\n", " ").split(";"):
        act, _, words = entry.partition(":")
        found.update(dict.fromkeys((fold(word) for word in words.split()), act.strip()))
    return found


def acts(text: str, language: str) -> frozenset[str]:
    """The acts a text names in one of LANGUAGES."""
    known = _beginnings(language)
    found = set()
    for match in WORD.finditer(text):
        for form in _forms(fold(match.group()), language):
            act = next((known[form[:n]] for n in range(len(form), 1, -1) if form[:n] in known), None)
            if act is not None and _is_long_enough(form, known):
                found.add(act)
                break
    return frozenset(found)


def named(language: str) -> frozenset[str]:
    """The acts that one of LANGUAGES has words for."""
    return frozenset(_beginnings(language).values())


def _forms(word: str, language: str) -> tuple[str, ...]:
    """Arabic writes "and", "so" and the article in one with the word, and several letters in two ways."""
    if language != "ar":
        return (word,)
    plain = word.translate(_LETTERS)
    cut = plain.removeprefix("و").removeprefix("ف")
    return plain, cut, cut.removeprefix("ال").removeprefix("ي").removeprefix("ت")


_LETTERS: Final = {ord("أ"): "ا", ord("إ"): "ا", ord("آ"): "ا", ord("ى"): "ي", ord("ة"): "ه", ord("ئ"): "ا"}


def _is_long_enough(form: str, known: dict[str, str]) -> bool:
    best = next(n for n in range(len(form), 1, -1) if form[:n] in known)
    return best > _WHOLE or len(form) - best <= (2 if best == _WHOLE else 0)
