"""Words that report speech, in the languages we read quotations of.

Lists written for this project from grammars and style guides of agencies; what a fit learns about English verbs lies with the
parameters, not here.
"""

import re
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

_FORMS = (
    r"sa(?:id|ys?|ying)|t(?:old|ells?|elling)|add(?:ed|s|ing)|wrote|writ(?:es?|ten|ing)|ask(?:ed|s|ing)|repl(?:ied|ies|ying)|"
    r"respond(?:ed|s|ing)|not(?:ed|es|ing)|continu(?:ed|es)|conclud(?:ed|es|ing)|explain(?:ed|s|ing)|argu(?:ed|es|ing)|"
    r"warn(?:ed|s|ing)|insist(?:ed|s|ing)|claim(?:ed|s|ing)|tweet(?:ed|s|ing)|announc(?:ed|es|ing)|declar(?:ed|es|ing)|"
    r"stat(?:ed|es|ing)|stress(?:ed|es|ing)|emphasi[sz](?:ed|es|ing)|believ(?:ed|es|ing)|th(?:ink|inks|ought|inking)|"
    r"suggest(?:ed|s|ing)|acknowledg(?:ed|es|ing)|admit(?:ted|s|ting)|conced(?:ed|es|ing)|call(?:ed|s|ing)|"
    r"describ(?:ed|es|ing)|accus(?:ed|es|ing)|den(?:ied|ies|ying)|predict(?:ed|s|ing)|promis(?:ed|es|ing)|pledg(?:ed|es|ing)|"
    r"urg(?:ed|es|ing)|agree[ds]?|testif(?:ied|ies)|report(?:ed|s|edly|ing)?|according|accord|vow(?:ed|s|ing)|allege[ds]?|"
    r"propos(?:ed|es|ing)|confirm(?:ed|s|ing)|express(?:ed|es|ing)|demand(?:ed|s|ing)|assert(?:ed|s|ing)|indicat(?:ed|es|ing)|"
    r"reveal(?:ed|s|ing)|order(?:ed|s)|advis(?:ed|es)|hop(?:ed|es|ing)|fear(?:ed|s)|learn(?:ed|s)|show(?:ed|s|n)|found|"
    r"inform(?:ed|s)|reiterat(?:ed|es|ing)|underlin(?:ed|es|ing)|caution(?:ed|s|ing)|condemn(?:ed|s|ing)|reject(?:ed|s|ing)|"
    r"mention(?:ed|s|ing)|remark(?:ed|s|ing)|maintain(?:ed|s|ing)|contend(?:ed|s|ing)|signal(?:ed|s|led|ling)|view|know[ns]?|knew|"
    r"decid(?:ed|es)|expect(?:ed|s)|want(?:ed|s)|estimat(?:ed|es)|question(?:ed|s)|discuss(?:ed|es)"
)
CUE_WORD: Final = re.compile(rf"\b(?:{_FORMS})\b")
"""A word that may report speech: paragraphs without one and far from any mark need no parsing."""
