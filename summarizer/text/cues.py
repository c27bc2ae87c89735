"""Words that report speech, in the languages we read quotations of.

Lists written for this project from grammars and style guides of agencies; what a fit learns about English verbs lies with the
parameters, not here.
"""

from typing import Final

STRONG: Final = frozenset(
    """say tell add write ask reply respond note continue conclude explain argue warn insist claim tweet quip joke shout
    yell announce declare state remark observe stress emphasize emphasise underline reiterate underscore caution vow""".split()
)
"""Verbs whose subject, next to a quotation, nearly always said it."""

WEAK: Final = frozenset(
    """comment recall acknowledge admit concede suggest believe think call describe dub label brand accuse deny predict
    promise pledge urge agree testify report read put go accord post wonder demand assert contend maintain hope express
    criticize criticise condemn praise blame dismiss reject denounce confirm disclose reveal recount reckon boast exclaim
    counter retort interject opine muse lament complain charge allege propose recommend request order advise assure
    welcome hail slam blast decry deplore thank apologize apologise swear hint signal indicate inform notify mention
    proclaim affirm disagree object protest plead beg answer retweet tell like mean know feel see argue refer voice
    deliver issue publish repeat sum summarize elaborate clarify specify outline""".split()
)
"""Verbs that report speech in some sentences."""

SAY: Final = STRONG | WEAK

NOUNS: Final = frozenset(
    """statement remark comment speech interview letter report tweet post message address testimony warning claim promise
    announcement declaration briefing conference memo note email call answer reply appeal communique communiqué article
    column editorial essay book blog broadcast""".split()
)
"""Nouns whose owner is the one who speaks: "in the ministry's statement"."""
