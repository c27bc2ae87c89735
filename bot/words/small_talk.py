"""What people say to a bot that is no request: a greeting, thanks, "how do I stop this". Only whole messages count.

Pure; knows no answer but the key of its text.
"""

import re
import unicodedata

from bot.words import counts

_TO_US = r"(?: (?:there|everyone|bot|attache|бот|бота|боте|le bot|all))?"
_HELLO = (
    r"hello|hi|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)|привет\w*|здравствуй(?:те)?|здрасьте|салют|"
    r"добр(?:ое|ый|ого) (?:утро|день|вечер|дня|вечера|утра)|вітаю|привіт\w*|добр(?:ий|ого) (?:день|ранок|вечір|дня|ранку|вечора)|"
    r"bonjour|bonsoir|salut|coucou|hola|how are you(?: doing| today)?|how is it going|как (?:ты|дела)|як (?:ти|справи)|(?:comment )?ca va|como estas|que tal|كيف حالك|"
    r"who are you|what are you|are you (?:a )?(?:bot|human|robot|real)|кто (?:ты|вы)|ты бот|хто (?:ти|ви)|ти бот|"
    r"qui (?:es tu|etes vous)|quien eres|eres un bot|من انت|buen(?:os|as) (?:dias|tardes|noches)|مرحبا|اهلا(?: وسهلا)?|(?:ال)?سلام(?: عليكم)?|صباح الخير|مساء الخير"
)
_THANKS = (
    r"(?:many )?(?:thanks|thank you|thx|thank u|ty|cheers)(?: (?:a lot|so much|very much))?|(?:большое )?(?:спасибо|спс|благодарю)(?: большое| вам| тебе)?|"
    r"(?:щиро )?дякую(?: дуже| вам| тобі)?|merci(?: beaucoup| bien| a vous)?|(?:muchas |mil )?gracias|شكرا(?: جزيلا| لك| لكم)?|"
    r"ok(?:ay|ey)?|great|perfect|cool|got it|well done|nice|good night|(?:good)?bye|good bye|see you|ок(?:ей)?|понятно|ясно|хорошо|отлично|супер|"
    r"спокойной ночи|пока|до свидания|зрозуміло|добре|чудово|на добраніч|бувай(?:те)?|до побачення|d'?accord|d accord|parfait|super|bonne nuit|"
    r"bonne (?:journee|soiree)|au revoir|a bientot|vale|perfecto|genial|adios|hasta luego|حسنا|تمام|ممتاز|تصبح على خير|مع السلامة"
)
_MARKS = re.compile(r"[?؟!.…\s]+")
"""Somebody who does not know what to say next, or whether anybody is there."""
_FLAGS = range(ord("🇦"), ord("🇿") + 1)
_THIS = r"this|it|that|these|them|everything|all|you|news|messages|messaging me|notifications|updates|writing|spam|bot"
_STOP = (
    rf"(?:(?:how (?:do|can) (?:i|we)|how to|please|i want to|can you|can i) )?(?:stop|unsubscribe|turn|cancel|opt out|switch|shut)"
    rf"(?: (?:up|off|from|getting|receiving|sending|sending me|the|me|{_THIS})){{0,4}}(?: please)?|"
    r"(?:как (?:мне )?(?:это |тебя |вас )?|хочу |пожалуйста )?(?:отписаться|отключить|остановить|выключить|прекратить)"
    r"(?: (?:это|тебя|бота|рассылку|новости|сообщения|уведомления|все|от|вас|подписку))*|"
    r"стоп|хватит|отпиши(?:те|сь)?(?: меня)?|отписка|замолчи|отстань|не пиши(?:те)? (?:мне )?больше|"
    r"(?:як (?:мені )?(?:це |тебе |вас )?|хочу |будь ласка )?(?:відписатися|відключити|зупинити|вимкнути|припинити)"
    r"(?: (?:це|тебе|бота|розсилку|новини|повідомлення|все|від|вас|підписку))*|досить|відпишіть мене|замовкни|"
    r"(?:comment (?:faire pour )?)?(?:arreter|stopper|desactiver|(?:me |se )?desabonner)(?: (?:ca|cela|tout|les|des|le|bot|messages|notifications|de))*|"
    r"arrete(?:z)?(?: ca)?|desabonnement|"
    r"(?:como (?:puedo )?)?(?:parar|paro|detener|detengo|cancelar|cancelo|desactivar|desactivo|darme de baja|me doy de baja|dejar de recibir)"
    r"(?: (?:esto|todo|los|las|la|el|bot|mensajes|notificaciones|noticias|suscripcion))*|basta|"
    r"(?:كيف )?(?:اوقف|ايقاف|الغي|الغاء)(?: (?:هذا|الاشتراك|الرسايل|الاخبار|الاشعارات))*|توقف|كفى"
)
_SAID = tuple(
    (re.compile(rf"(?:{pattern}){_TO_US}"), key)
    for pattern, key in ((_HELLO, "talk.hello"), (_THANKS, "talk.thanks"), (_STOP, "talk.stop"))
)


def answer_to(words: str) -> str | None:
    """The key of the answer; None when the words ask for something."""
    said = counts.said(words)
    if not said and words:
        return "talk.thanks" if _nods(words) else "talk.hello" if _MARKS.fullmatch(words) else None
    return next((key for pattern, key in _SAID if pattern.fullmatch(said)), None)


def _nods(words: str) -> bool:
    """A thumb or a smile and nothing else. A flag is none: it stands for a country."""
    return any(unicodedata.category(sign) == "So" and ord(sign) not in _FLAGS for sign in words)
