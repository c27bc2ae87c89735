"""Commands that people say without their slash: "latest", «настройки», "@bot /latest Norway", "follow Norway".

Pure; knows words, not who may use a command. Only whole messages count, so that "settings of the talks" is still looked up.
"""

import re

from bot.words import counts

_NAMED = frozenset(
    "latest summary quotes search ask said agenda timeline start follow unfollow following briefing timezone quiet mute pause "
    "resume language settings help".split()
)
"""What the menu offers to everybody. "stop" alone may mean a silence as well; `small_talk` tells which there are."""
_WITH_WORDS = frozenset("latest search follow unfollow timezone mute".split())
"""Those that hardly begin a sentence about anything else: "quiet diplomacy" and "quotes of the day" are words to look up."""
_CLOCK = re.compile(r"briefing(?= .*\d)")
_CALLED: dict[str, str] = {
    counts.said(phrase): command
    for command, phrases in {
        "help": "menu, commands, about, info, what can you do, what do you do, how does this work, how do you work, помощь, меню, команды, что ты умеешь, "
        "что вы умеете, как это работает, допомога, команди, що ти вмієш, що ви вмієте, як це працює, aide, commandes, que sais-tu faire, "
        "que savez-vous faire, comment ça marche, ayuda, menú, comandos, qué puedes hacer, qué sabes hacer, cómo funciona, مساعدة, المساعدة, "
        "الأوامر, ماذا تستطيع أن تفعل, ماذا تفعل, كيف تعمل",
        "settings": "options, настройки, налаштування, réglages, paramètres, ajustes, configuración, الإعدادات, إعدادات",
        "latest": "news, the news, latest news, what's new, what’s new, what is new, новости, последние новости, свежие новости, что нового, "
        "новини, останні новини, свіжі новини, що нового, actualités, nouvelles, dernières nouvelles, infos, quoi de neuf, noticias, "
        "últimas noticias, qué hay de nuevo, أخبار, الأخبار, آخر الأخبار, ما الجديد",
        "start": "subscribe, подписаться, подписка, підписатися, підписка, s'abonner, s’abonner, abonnement, suscribirme, suscribirse, اشتراك",
    }.items()
    for phrase in phrases.split(", ")
}
_THIS = frozenset(
    counts.said(phrase)
    for phrase in (
        "what is this, what's this, what’s this, what is this about, what's this about, what’s this about, what is it about, sum up, sum it up, "
        "sum this up, summarize, summarise, summarize this, summarise this, summary please, tldr, tl;dr, что это, о чём это, о чём тут, о чём речь, "
        "кратко, вкратце, перескажи, про що це, про що тут, про що йдеться, коротко, перекажи, c'est quoi, c’est quoi, de quoi s'agit-il, "
        "de quoi s’agit-il, de quoi ça parle, résumé, résume, résumez, qué es esto, de qué se trata, de qué va, resumen, resume esto, ما هذا, "
        "عم هذا, عن ماذا هذا, لخص, لخص هذا, ملخص"
    ).split(", ")
)


def command(words: str) -> tuple[str, str] | None:
    """The command that a message without one says, and what follows it; None when it says something else."""
    text = words.strip()
    if text.startswith("/"):
        name, _, rest = text[1:].partition(" ")
        return (name.partition("@")[0].lower(), rest.strip()) if re.fullmatch(r"\w+(?:@\w+)?", name) else None
    called = _CALLED.get(counts.said(text))
    if called is not None:
        return called, ""
    first, _, rest = text.partition(" ")
    name = first.lower()
    if not rest:
        name = name.rstrip(".!")
        return (name, "") if name in _NAMED else None
    return (name, rest.strip()) if name in _WITH_WORDS or _CLOCK.match(text.lower()) else None


def bare(words: str) -> str:
    """What is to be looked up, without "tell me about" before it."""
    return _LEAD.sub("", words) or words


_LEAD = re.compile(
    r"^(?:please )?(?:(?:tell|show) (?:me|us) (?:more )?(?:about|on)|what (?:do you know|is known) about|search for|look up|find|расскажи(?:те)? (?:мне )?"
    r"(?:о|об|про)|что известно (?:о|об|про)|найди(?:те)?|розкажи (?:мені )?про|що відомо про|знайди|parle[- ]moi d[eu]s?|cherche(?:z)?|"
    r"h[aá]blame (?:de|sobre)|busca|أخبرني عن|ابحث عن) ",
    re.IGNORECASE,
)


def opens_question(words: str) -> bool:
    """Whether this begins as a question does; many type none of the marks. Two words are too few to tell "who" from the WHO."""
    first, _, rest = counts.said(words).partition(" ")
    return " " in rest and first in _OPENERS


_OPENERS = frozenset(
    counts.said(word)
    for word in (
        "who whom whose what when where why how кто кого кому что когда где куда почему зачем как какой какая какие каких сколько чей "
        "хто кого що коли де куди чому навіщо як який яка які скільки чий qui quand où pourquoi comment combien quel quelle quels quelles "
        "quién quiénes qué cuándo dónde cómo cuánto cuántos cuántas cuál من ماذا متى أين لماذا كيف كم هل"
    ).split()
)


def about_this(words: str) -> bool:
    """Whether this asks what the message replied to is about: "what is this?", «о чём это?», "tl;dr"."""
    return counts.said(words) in _THIS


def asked_of_us(after_name: str) -> str | None:
    """The question in "Does @bot know when it opens?", from behind the name: "when it opens?". None when it goes on otherwise."""
    known = _KNOWS.match(after_name)
    return after_name[known.end() :] if known else None


_KNOWS = re.compile(
    r"(?:knows?|tell (?:us|me)|знает|знаешь|скажет|знає|знаєш|скаже|sait|sais|(?:peut|peux|pourrait) (?:nous |me )?dire|sabe|sabes|"
    r"(?:puede|puedes) decir(?:nos|me)?|يعرف|تعرف)[\s,]+(?=\S+ \S)",
    re.IGNORECASE,
)
