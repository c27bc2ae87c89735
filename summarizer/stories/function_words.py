"""Words without news of their own in the languages we read beside English, as `summarizer.gate.words.fold` spells them.

Only where an article's language is known: "die" is an article in German and a verb in English.
"""

from typing import Final

from summarizer.gate.words import fold

_LISTS: Final = {
    "ru": "и в на по с из к о об от за для что кто как это этот эта эти не ни был была были было быть его ее их он она оно они том "
    "который которая которые а но же ли бы у до при во со также после перед между около том тот та те чтобы уже еще",
    "uk": "і й в у на по з із зі до про від за для що хто як це цей ця ці не ні був була були було бути його її їх він вона воно вони "
    "який яка які а але ж чи би при також після перед між біля щоб вже ще та",
    "fr": "le la les l un une des de du d et en que qui qu a au aux à ce cet cette ces ne n pas il elle ils elles son sa ses leur leurs "
    "est sont été être avoir ait aient ont avait avaient par pour dans sur avec plus mais ou où se s après avant était",
    "es": "el la los las un una unos unas de del y en que a al no su sus lo se es son ha han había habían haber haya hayan sido ser por "
    "para con sobre más pero o este esta estos estas como tras ante era",
    "de": "der die das den dem des ein eine einen einem einer und in im zu zum zur von vom mit auf für an am dass daß nicht kein keine "
    "ist sind war waren wird werden wurde wurden hat haben habe hätte hatte sei seien sein ihre ihr ihren es er sie sich auch nach vor bei",
}
FUNCTION_WORDS: Final = {
    language: frozenset(fold(word) for word in words.split()) for language, words in _LISTS.items()
}
