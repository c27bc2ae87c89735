"""Which language a text is in, offline.

Knows py3langid; does not know which languages anybody can read.
"""

SAMPLE = 2000
"""Characters looked at: the first paragraphs decide, and a 20,000-word report costs no more than a flash."""
UNKNOWN = "und"
"""ISO 639 code for "undetermined": too little text to tell."""


def detect(text: str) -> str:
    """ISO 639-1 code of the text's language, or `und` when it holds no letters.

    Capitals mislead the detector ("MUNICH, GERMANY" reads as German), so a text in capitals is read in lower case.
    """
    sample = text[:SAMPLE]
    letters = [character for character in sample if character.isalpha()]
    if not letters:
        return UNKNOWN
    if sum(character.isupper() for character in letters) > len(letters) / 2:
        sample = sample.lower()
    import py3langid

    language: str = py3langid.classify(sample)[0]
    return language
