"""Small numbers as people write them: "3", "٣" or "three", in our languages. Pure."""

import re

from store.follows import fold

_WORDS = (
    (1, "a an one один одна одну одно одне un une uno una واحد واحدة"),
    (2, "two two couple два две дві двух deux dos اثنين اثنتين اثنان"),
    (3, "three три трех trois tres ثلاث ثلاثة"),
    (4, "four четыре четырех чотири quatre cuatro اربع اربعة"),
    (5, "five пять пяти п'ять cinq cinco خمس خمسة"),
    (6, "six шесть шести шість seis ست ستة"),
    (7, "seven семь семи сім sept siete سبع سبعة"),
    (8, "eight восемь восьми вісім huit ocho ثماني ثمانية ثمان"),
    (9, "nine девять девяти дев'ять neuf nueve تسع تسعة"),
    (10, "ten десять десяти dix diez عشر عشرة"),
    (11, "eleven одиннадцать одинадцять onze once"),
    (12, "twelve двенадцать дванадцять douze doce"),
)
_APOSTROPHES = str.maketrans("’ʼ`", "'''")
SPELLED = tuple((number, word) for number, words in _WORDS for word in words.split())
_NUMBERS = {fold(word): number for number, word in SPELLED}
WORD = "|".join(sorted((re.escape(word) for word in _NUMBERS), key=len, reverse=True))
"""A pattern of all of them, for text that `said` made."""


def said(words: str) -> str:
    """Words as the tables of our languages have them: folded, one kind of apostrophe, Western digits."""
    digits = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in words)
    return fold(digits.translate(_APOSTROPHES))


def number(words: str) -> int | None:
    """The number that digits or one of our words write; None for anything else."""
    return int(words) if re.fullmatch(r"\d{1,4}", words) else _NUMBERS.get(words)
