"""Words by which a page says of a service that it has ended, or does not run for the time being."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from pipeline.issues import Issue, issue
from pipeline.values.endings.words import any_of, find, is_marked, may_tell, said_of
from pipeline.values.text import tidy

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\s*[;•]\s*")
_BORDER = re.compile(r"\s–\s|\s-|-\s|:(?:\s|$)|[()\[\]*\"]|\s/\s")
_IN_NAME = re.compile(rf"{_BORDER.pattern}|,\s")
_LEAD = (
    r"(?:(?:please note(?: that)?|note|nb|update|notice|important|sorry|sadly|unfortunately),?\s+)?"
    r"(?:(?:due to|owing to|because of|following)\s+(?:[\w'’-]+,?\s+){1,8}?(?=(?:we|this|the|our|it)\b))?"
)
_INSTEAD = re.compile(
    r"(?:[Pp]lease )?(?:[Uu]se|[Ss]ee|[Tt]ry)(?: the)? [A-Z][\w'’-]+(?: [\w'’&-]+){0,6} instead"
)
_LABEL = 3  # words before a comma that may be all that a description says
_WHOSE = (
    r"(?:until|when|if|whose|after|before|while|where|once|unless|because|as|that|than|who|which|for|with"
    r"|from|by|an?|no|any|another|other|every|each|their|his|her|of|in|to|not)\b"
)
_ANOTHERS = re.compile(r"\b(?:until|when|after|before|while|where|once|never|not)\b", re.I)
_WHO = re.compile(r"\b(?:who|whose|that|which)$", re.I)
_VERB = r"(?:(?:may|has|have|had|is|are|was|were|been|being|it's|we're|put|placed)\s+)*"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|spring|summer|autumn|winter)"
)
_SINCE = r"(?:until|till|til|from|since|as of|as from|w\.?e\.?f\.?|with effect from)"
_WHEN = re.compile(
    rf"(?:(?:{_SINCE}|in|on|at|by|the|of|end|start|beginning|early|mid|late|new|next|last|this|school|academic"
    rf"|financial|year|years|term|month|{_MONTH}|\d[\d/.-]*(?:st|nd|rd|th)?)(?:[\s,]+|$))+",
    re.I,
)
_DATE = re.compile(
    rf"\b(?:19|20)\d\d\b|\b\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}\b|\b{_SINCE} .*(?:{_MONTH}|year|term)\b"
    r"|\bthis (?:school |academic |financial )?(?:year|term)\b",
    re.I,
)
_PAST = re.compile(r"(?:this|the|our|it|we)\b", re.I)
_AWHILE = re.compile(
    r"(?:for|over|during|through|throughout|at|in|on|by|from|as|or|till?|until|since|early|while|whilst)\b",
    re.I,
)
_GOES_ON = re.compile(r"(?:[,–]|(?:and|but|so|though|although)\b)", re.I)
_NOT_AGAIN = re.compile(r"\b(?:not|until|be|when|once|if|never)\b", re.I)


def check_name(name: str) -> Iterator[Issue]:
    """A warning where the name says that the service has ended or is paused.

    Issues: service-may-have-ended.
    """
    if says_in_name(name):
        yield _warn(name)


def check_text(text: str, name: str, heading: str = "") -> Iterator[Issue]:
    """A warning for each sentence of a description that says so, or of a cell under a heading nobody knows.

    >>> [said.value for said in check_text("Boxing for all. This group closed in March 2025.", "The Ring")]
    ['This group closed in March 2025.']
    >>> [*check_text("A closed group for women. Closed on bank holidays.", "The Ring")]
    []
    >>> len([*check_text("Closed", "The Ring", "Status")]), len([*check_text("Closed", "The Ring", "Sunday")])
    (1, 0)

    Issues: service-may-have-ended.
    """
    if not heading or not any(find(family).search(heading) for family in ("opening", "other", "whom")):
        yield from map(_warn, find_sentences(text, name))


def _warn(words: str) -> Issue:
    return issue("service-may-have-ended", value=words, field="status")


@lru_cache(maxsize=1024)
def says_in_name(name: str) -> bool:
    """The name has such words apart, or at its end, or in capitals before it.

    >>> [says_in_name(each) for each in ("Deal Drama (paused)", "WITHDRAWN Deal Drama", "Deal Drama closed")]
    [True, True, True]
    >>> [says_in_name(each) for each in ("Ended Loneliness Project", "Deal Drama - waiting list closed")]
    [False, False]
    """
    plain = tidy(name)
    if not may_tell(plain) or not find("state").search(plain):
        return False
    is_hours = bool(find("opening").search(plain))
    parts = [part.strip(" ,.!") for part in _IN_NAME.split(plain)]
    at = "name" if len(parts) > 1 else "all"
    return any(
        _says(part, is_hours, at) or _says_at_end(part, is_hours) or _begins_loud(part) for part in parts
    )


@lru_cache(maxsize=1024)
def find_sentences(text: str, name: str = "") -> tuple[str, ...]:
    """The sentences of a description, or of another cell, that say so of the service.

    >>> find_sentences("Was on Mondays. CLOSED. Box It Out has now ended.", "Box It Out")
    ('CLOSED.', 'Box It Out has now ended.')
    >>> find_sentences("Suspended from school? We help those whose placement has ended.")
    ()
    """
    plain = tidy(text)
    if not ("instead" in plain or (may_tell(plain) and find("state").search(plain))) or _runs_again(plain):
        return ()
    sentences = _SENTENCE.split(plain)
    at = "whole" if len(sentences) == 1 else ""
    return tuple(each for each in sentences if _is_told(each, tidy(name), at))


def _runs_again(plain: str) -> bool:
    found = find("again").search(plain)
    return found is not None and not _NOT_AGAIN.search(plain[max(0, found.start() - 20) : found.start()])


def _is_told(sentence: str, name: str, at: str) -> bool:
    if sentence.endswith("?"):
        return False
    if not find("state").search(sentence):
        return bool(_INSTEAD.fullmatch(sentence.strip(" .!")))
    named = re.compile(rf"(?<!\w)(?:the )?{re.escape(name)}(?!\w)", re.I) if name else None
    words = named.sub("this service", sentence) if named else sentence
    is_hours = bool(find("opening").search(words))
    parts = [part.strip(" ,.!") for part in _BORDER.split(words)]
    at = at if len(parts) == 1 else ""
    return any(_says(part, is_hours, at) for part in parts) or _says_behind_label(words)


def _says_behind_label(sentence: str) -> bool:
    """Few words, a comma, and that it ended at a date, as in "Football, closed March 2024"."""
    label, _, end = sentence.strip(" .!").rpartition(", ")
    is_label = 0 < len(label.split()) <= _LABEL and not find("other").search(label)
    return is_label and bool(_DATE.search(end)) and _says(end, False)


def _says(part: str, is_hours: bool, at: str = "") -> bool:
    """The whole part says that the service does not run, as in "This group has now closed".

    `is_hours`: words beside it are of days and times, so that "closed" tells when it opens.
    `at`: the part is the `whole` text of a cell, `all` of a name, or stands apart in a `name`.
    """
    found = _statement().match(part)
    if (
        not found
        or not _may_stand(found, at)
        or (found["subject"] and find("other").search(found["subject"]))
    ):
        return False
    state, rest = found["state"].casefold(), found["rest"].strip()
    is_of_hours = is_marked(state, "hours") and not _is_past(found)
    if is_of_hours and is_hours:
        return False
    if state.startswith("no longer") and not rest.casefold().startswith("to "):
        return True
    if said_of(state, "goes_on") == "any" and rest:
        return True
    if is_marked(state, "goes_on") and _AWHILE.match(rest) and at != "all":
        return True
    return _is_tail(rest, is_of_hours, bool(found["subject"]) or found["state"].isupper())


def _may_stand(found: re.Match[str], at: str) -> bool:
    """Whether the state is one that may stand there, and behind a subject if it does."""
    stands = said_of(found["state"].casefold(), "stands")
    if stands == "alone":
        return not found["subject"]
    if at == "all" and not (found["subject"] or found["rest"].strip() or found["state"].isupper()):
        return said_of(found["state"], "name_end") != "" or bool(found["verb"].strip())
    return stands in ("", at) or (stands == "whole" and at in ("name", "all"))


def _is_past(found: re.Match[str]) -> bool:
    """ "This club closed", "has closed": opening times are told of what is closed."""
    if re.search(r"\b(?:has|have|had)\b", found["verb"], re.I):
        return True
    is_bare = found["verb"].split() == [] and found["state"].casefold() == "closed"
    return is_bare and bool(found["subject"]) and bool(_PAST.match(found["subject"]))


def _is_tail(rest: str, is_of_hours: bool, goes_on: bool) -> bool:
    """The words behind say since when, for how long or why, or there are none."""
    known = find("tail").match(rest) or _WHEN.match(rest)
    if known and known.re is _WHEN and is_of_hours and not _DATE.search(known[0]):
        return False
    if known:
        return _is_tail(rest[known.end() :].strip(), False, True)
    return not rest or bool(find("why").match(rest)) or (goes_on and bool(_GOES_ON.match(rest)))


def _says_at_end(part: str, is_hours: bool) -> bool:
    """A part of a name ends with such words: in capitals, with a date, or with one that names seldom have."""
    for found in find("state").finditer(part):
        before, rest = part[: found.start()].strip(), part[found.end() :].strip()
        is_of_other = find("other").search(before) or _ANOTHERS.search(before) or _WHO.search(before)
        if not before or is_of_other or (is_hours and is_marked(found[0], "hours")):
            continue
        is_loud = found[0].isupper() and not before.isupper()
        ends = said_of(found[0], "name_end")
        is_end = ends == "yes" or (ends == "small" and found[0].islower())
        if (rest or is_loud or is_end) and _is_tail(rest, is_marked(found[0], "hours"), False):
            return True
    return False


def _begins_loud(part: str) -> bool:
    """A part of a name begins with such a word in capitals, and goes on without; "CLOSED group" is none."""
    found = find("state").match(part)
    rest = part[found.end() :].strip() if found else ""
    is_kind = find("subject").match(rest) or find("other").match(rest)
    return found is not None and found[0].isupper() and rest != rest.upper() and not is_kind


@cache
def _statement() -> re.Pattern[str]:
    subject = rf"(?:(?!{_WHOSE})[\w'’-]+\s+){{0,4}}?(?:{any_of('subject')})|it|this|we|they|there"
    adverbs = rf"(?:(?:{any_of('adverb')})\s+)*"
    return re.compile(
        rf"{_LEAD}(?:(?P<subject>{subject})\s+)?(?P<verb>{adverbs}{_VERB}{adverbs}{_VERB})"
        rf"(?P<state>{any_of('state')})(?!\w)(?P<rest>.*)",
        re.I,
    )
