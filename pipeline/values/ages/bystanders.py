"""Ages in a description that are not of those who take part: of helpers, companions, prices, other groups."""

from __future__ import annotations

import re

_GROWN_UP = r"(?:adult|grown[- ]up|person|parent|carer|guardian|helper)"
_COMPANION = rf"(?:someone|somebody|(?:an?|one|their|the) (?:responsible )?{_GROWN_UP})(?: who is)?"
_HELPERS = (
    r"(?:parents?|carers?|volunteers?|mentors?|staff|leaders?|tutors?|helpers?|coaches|drivers|instructors?"
    r"|accompanying adults?|grown[- ]ups?|siblings?|brothers|sisters)"
)
_GROUP = r"(?:groups?|clubs?|sessions?|class(?:es)?|teams?|sections?|programmes?|projects?)"
_SUM = r"(?:£\s?\d+(?:\.\d\d)?|\d+p)(?: each| per \w+| an? \w+)?"
_REDUCTION = r"(?:discounts?|concessions?|half[- ]price|reduced (?:price|rate|fee)s?)"
_WHOM = r"(?: (?:all|any|anyone|those|people|children|young people))?(?: \(| who are)?"
_DONE = r"(?:led|run|founded|delivered|staffed|supported|started|set up|designed|taught|organised)"
_ALSO = r"(?:we|they|the \w+|it) also (?:runs?|offers?|ha(?:ve|s)|provides?|holds?)"
_MUST = r"(?:must|should|needs? to|ha(?:ve|s) to)"

_BEFORE = re.compile(  # words right before the ages
    "|".join(
        (
            r"\bnot (?:suitable |open |available )?(?:for|to) ?\(?$",
            r"\b(?:not|no|excluding|except(?: for)?|unless) ?\(?$",
            rf"\b{_HELPERS}(?: (?!(?:for|to)\b)\w+){{0,2}} ?\(?$",
            rf"\b(?:with|(?:accompanied|supervised|joined|brought) by) {_COMPANION} ?\(?$",
            rf"\b{_DONE} (?:by|with)(?: (?!(?:for|to|with|supporting|helping)\b)\w+){{0,3}} ?\(?$",
            rf"(?:{_SUM}|\b{_REDUCTION}) for{_WHOM} ?$",
            rf"\b(?:separate|another|other|sister|different) (?:\w+ )?{_GROUP} (?:for|of){_WHOM} ?$",
            rf"\b{_ALSO} (?:\w+ ){{0,3}}{_GROUP} for{_WHOM} ?$",
            rf"\bmov(?:e|es|ing) (?:on|up) (?:in)?to (?:\w+ ){{0,3}}{_GROUP} for{_WHOM} ?$",
        )
    ),
    re.I,
)
_BEHIND = re.compile(  # words right behind them
    "|".join(
        (
            rf"\)?,? {_MUST} (?:stay|accompany|supervise|remain|be present|be with)\b",
            r"\)? (?:go |get in |come |are )?(?:for )?(?:free|half[- ]price)(?: entry)?(?=\s*(?:$|[.,;)]))",
            r"\)?,? (?:who )?(?:help out|help us|volunteer\b|(?:help )?(?:lead|run|deliver) (?:the|our)\b)",
        )
    ),
    re.I,
)
# A price of some ages: "free for under 5s"; in "free for children aged 5-11" it is the service's.
_PRICED = re.compile(rf"\bfree for{_WHOM} ?$", re.I)
_OLDER = re.compile(r"\b(?:older|younger)\b[^.!?;]*$", re.I)
_GO_ON = re.compile(r"\)?,? (?:can|may) (?:join|go to|move (?:on|up) to|attend) our\b", re.I)
_NEAR = 160  # characters before the ages that may speak of them
_GROUP_OF_AGES = re.compile(r"(?:under|over)\b", re.I)


def are_others(description: str, start: int, end: int) -> bool:
    """Whether the words around the ages at this place turn them away from those who take part.

    >>> are_others("Free for under 5s.", 9, 17), are_others("A free club for under 5s.", 16, 24)
    (True, False)
    """
    before = description[max(0, start - _NEAR) : start]
    if _BEFORE.search(before) or _BEHIND.match(description, end):
        return True
    if _OLDER.search(before) and _GO_ON.match(description, end):
        return True
    return bool(_PRICED.search(before) and _GROUP_OF_AGES.match(description, start))
