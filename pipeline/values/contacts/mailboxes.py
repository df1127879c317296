"""The e-mail addresses in one printed line, and the words between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.values.domains import is_in_use, is_run_on
from pipeline.values.text import INVISIBLE
from pipeline.values.words import contact_kind, is_common, is_forename, is_public, is_role

_WORD = re.compile(r"[^\s<>()\[\]{},;:\"|/]+")
_AT = r"\s*[\[({<]\s*(?:at|[@＠])\s*[\])}>]\s*"
_DOT = r"\s*[\[({<]\s*(?:dot|\.)\s*[\])}>]\s*"
_DISGUISED = re.compile(
    rf"(?<![\w.+'-])[\w.+'-]{{1,64}}(?:{_DOT}[\w.+'-]{{1,64}}){{0,4}}{_AT}[\w-]{{1,64}}(?:(?:\.|{_DOT})[\w-]{{1,64}}){{0,8}}",
    re.I,
)
_SPACED = re.compile(
    r"(?P<lead>(?:e-?mail\s*:?\s*)?)(?P<local>[\w.+'-]+)\s*(?P<at>[@＠]|\bat\b)\s*(?P<domain>[\w-]+(?:\.[\w-]+)+)",
    re.I,
)
# "jo at x dot org", whole or behind a colon: with the dots spelt out too it is nothing else.
_SPELT = re.compile(
    r"(?P<lead>(?:[^:]*:\s*)?)(?P<spelt>[\w+'-]+(?:(?:\.|\s+dot\s+)[\w+'-]+){0,4}\s+at\s+[\w-]+(?:\s+dot\s+[\w-]+){1,6})",
    re.I,
)
_FULL_WIDTH = re.compile("＠")
_MAILTO = re.compile(r"mailto:\s*(?=\S)", re.I)
_QUERY = re.compile(r"\?[\w-]+=.*")
_MARKED = re.compile(r"\s*[(\[]\s*\?+\s*[)\]]|\s*\?(?![\w-]+=)")  # a question mark behind an address
_LEFT, _RIGHT = "'\"’‘”“*•·", ".'\"’‘”“*!?…_-–"
# Words right behind an address that belong to its domain: `name@kent.gov .uk`, `name@kent.gov,uk`.
_CUT_DOMAIN = re.compile(
    r"\s*[.,]\s*(?:uk|co|gov|org|com|net|police|nhs|ac|sch)\b|\s+(?:uk|gov\.uk|co\.uk|org\.uk)\b|\s*\.\s*\w",
    re.I,
)
# Words right before an address that belong to its name: `emma. price@`, `emma"price@`, `<emma price@`.
_CUT_LOCAL = re.compile(r"\w[._]\s+$|\w[\"'(){}\[\],;|/]+$|<[^>]*\w[^>]*$")
# "Mohamed A." before an address that is whole: a name with an initial, no part of the address.
_INITIAL = re.compile(r"[^\W\d_][\w'’-]+ [^\W\d_]\.\s*$")
_WHOLE = re.compile(r"\w+[._+-]\w")
_DIGITS_FIRST = re.compile(r"\d{3,}(?=[^\W\d_])")
_NUMBER_LAST = re.compile(r"(?:^|[^\d])(\+?\(?\d[\d\s().-]*)$")
_LONG_WORD = 6  # letters; a shorter one may be a name that few people have
_NATIONAL, _LONGEST_NUMBER = 10, 13  # digits of a telephone number
_RUN_ON = re.compile(r"\.[a-z]+(?:[A-Z]|\d)[\w-]*$")  # `name@kent.gov.ukTel`, `name@kent.gov.uk01622`
_GLUED = re.compile(r"E-?mail[a-z]")  # `Emailjo@kent.gov.uk`
_LOCAL = re.compile(r"[a-z0-9]+(?:[._+'-][a-z0-9]+)*_?", re.I)
# An address that no check can refuse: of no odd sign, short, and under an ending that is no reserved one.
_ORDINARY = re.compile(rf"{_LOCAL.pattern}@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+(?:uk|org|com|net)", re.I | re.A)
_SHORT = 63  # characters of a whole address in which no part can be too long


@dataclass(frozen=True, slots=True)
class Address:
    """One address as printed; `email` is None where it is broken.

    `repaired`: its shape was undone. `doubted`: the page puts a question mark to it.
    """

    printed: str
    email: str | None
    repaired: bool = False
    doubted: bool = False


Piece = Address | str


@dataclass(frozen=True, slots=True)
class _Plain:
    """A line with its disguises undone, and what stood at each place that was changed."""

    text: str
    changed: tuple[tuple[int, int, str], ...] = ()

    def find_printed(self, start: int, end: int) -> str | None:
        """What the line has for the text between; None where that was not changed."""
        here = [each for each in self.changed if each[0] < end and start <= each[1]]
        if not here:
            return None
        text, at = "", start
        for first, last, printed in here:
            text, at = text + self.text[at : max(at, first)] + printed, last
        return text + self.text[at:end]


@lru_cache(maxsize=1024)
def pieces(line: str) -> tuple[Piece, ...]:
    """The line as addresses and the words between them, in order; no word is lost.

    >>> pieces("Swale: A.Price@Kent.gov.uk")[1].email, pieces("jo@kent.gov.uk (?)")[0].doubted
    ('a.price@kent.gov.uk', True)
    >>> [(each.printed, each.repaired) for each in pieces("info [at] kent.gov.uk, jo@kent.gov.uk")[::2]]
    [('info [at] kent.gov.uk', True), ('jo@kent.gov.uk', False)]
    """
    undone = _undisguised(line)
    plain = undone.text
    found: list[Piece] = []
    end = 0
    for match in _WORD.finditer(plain):
        if "@" not in match[0]:
            continue
        before, after = plain[end : match.start()], plain[match.end() :]
        glued = before if end == 0 or re.search(r"\w", before) else ""
        found.append(before.strip())
        printed = undone.find_printed(match.start(), match.end())
        found.append(_address(match[0], glued, after, printed))
        end = match.end()
    found.append(plain[end:].strip())
    return tuple(each for each in found if each)


def _undisguised(line: str) -> _Plain:
    """The line with `[at]`, `(dot)`, `mailto:` and blanks around the sign undone."""
    tidy = " ".join(INVISIBLE.sub("", line).split())
    whole = _SPACED.fullmatch(tidy)
    if whole and _is_address(whole):
        return _changed(tidy, [(whole.start("local"), len(tidy), f"{whole['local']}@{whole['domain']}")])
    spelt = _SPELT.fullmatch(tidy)
    if spelt:
        shown = re.sub(r"\s+dot\s+", ".", re.sub(r"\s+at\s+", "@", spelt["spelt"], flags=re.I), flags=re.I)
        return _changed(tidy, [(spelt.start("spelt"), len(tidy), shown)])
    found = [*_DISGUISED.finditer(tidy), *_MAILTO.finditer(tidy), *_FULL_WIDTH.finditer(tidy)]
    places = sorted((each.start(), each.end(), _shown(each)) for each in found)
    return _changed(tidy, [each for n, each in enumerate(places) if not n or places[n - 1][1] <= each[0]])


def _is_address(whole: re.Match[str]) -> bool:
    """The sign is printed, or in capitals, or its neighbours can be nothing but an address."""
    if whole["at"] in "@＠" or (whole["at"].isupper() and not whole["local"].isupper()):
        return True
    return "." in whole["local"] or is_role(whole["local"].casefold())


def _changed(text: str, places: list[tuple[int, int, str]]) -> _Plain:
    """The text with another at each of these places, which are in order."""
    plain, end = "", 0
    changed = []
    for first, last, shown in places:
        plain += text[end:first]
        if shown != text[first:last]:
            changed.append((len(plain), len(plain) + len(shown), text[first:last]))
        plain, end = plain + shown, last
    return _Plain(plain + text[end:], tuple(changed))


def _shown(match: re.Match[str]) -> str:
    """What stands for the disguise; a blank for `mailto:`, which is no part of the address."""
    if match.re is _MAILTO:
        return " "
    return re.sub(_DOT, ".", re.sub(_AT, "@", match[0].replace("＠", "@"), flags=re.I), flags=re.I)


def _address(candidate: str, before: str, after: str, changed: str | None) -> Address:
    """The address, or a broken one where its neighbours show that a part of it is missing.

    `changed`: what is printed for it, where that is not the candidate.
    """
    printed = _bare(candidate) if changed is None else changed
    if _CUT_DOMAIN.match(after) or _is_cut(before, candidate) or _cut_name(before.strip(), candidate):
        return Address(printed, None)
    word = _bare(_bare(_QUERY.sub("", candidate)).partition("?")[0])
    glued = _GLUED.match(word) or _RUN_ON.search(word) or is_run_on(word.partition("@")[2])
    if glued or _has_number(before, candidate):
        return Address(printed, None)
    doubted = bool(_MARKED.search(candidate.lstrip(_LEFT)) or _MARKED.match(after))
    return Address(printed, to_email(word), changed is not None, doubted)


def _bare(candidate: str) -> str:
    return candidate.lstrip(_LEFT).rstrip(_RIGHT)


def _is_cut(before: str, candidate: str) -> bool:
    """True where the words before belong to the address; a name's initial does not where it is whole."""
    if not _CUT_LOCAL.search(before):
        return False
    return not (_INITIAL.search(before) and _WHOLE.match(candidate.partition("@")[0]))


def _has_number(before: str, candidate: str) -> bool:
    """True where a telephone number has run into the address: `01622 690690jo@kent.gov.uk`."""
    first = _DIGITS_FIRST.match(_bare(candidate))
    if first is None:
        return False
    if len(first[0]) >= _NATIONAL - 1:
        return True
    ahead = _NUMBER_LAST.search(before)
    digits = sum(map(str.isdigit, ahead[1])) if ahead else 0
    return 0 < digits < _NATIONAL <= digits + len(first[0]) <= _LONGEST_NUMBER


def _cut_name(before: str, candidate: str) -> bool:
    """A single word before a bare surname, as in `Emma price@`, is probably the first half of the address."""
    local = candidate.partition("@")[0]
    word = before.casefold()
    if not before.isalpha() or any(map(is_role, (local.casefold(), word))) or is_public(word):
        return False
    if contact_kind(word) is not None:  # "Not jo@", "Please jo@"
        return False
    if len(word) >= _LONG_WORD and is_common(word) and not is_forename(word):  # "Confidential jo@"
        return False
    bare = local.isalpha() and word not in local.casefold()
    capital_later = local[:1].islower() and not local.islower()
    return bare or capital_later or len(before) < 3


@lru_cache(maxsize=4096)
def to_email(text: str) -> str | None:
    """The address in lower case; None where it is not one.

    >>> to_email("A.Price@Kent.gov.uk"), to_email("a..price@kent.gov.uk"), to_email("a.price@kent")
    ('a.price@kent.gov.uk', None, None)

    Source: RFC 5322 and the further checks of email-validator, without asking the network.
    """
    if len(text) <= _SHORT and _ORDINARY.fullmatch(text):
        return text.lower()
    return _checked(text)


def _checked(text: str) -> str | None:
    """The same, of any address."""
    from email_validator import EmailNotValidError, validate_email  # only here: it takes long to load

    try:
        found = validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return None
    last = found.ascii_domain.rpartition(".")[2]
    usual = _LOCAL.fullmatch(found.local_part) and is_in_use(last)
    return found.normalized.lower() if usual else None


def is_personal(email: str) -> bool:
    """The mailbox is a person's, or may be: no part of its name is a role that we know.

    >>> is_personal("emma.price@kent.gov.uk"), is_personal("pcc.commissioning@kent.police.uk")
    (True, False)
    """
    return not any(is_role(part) for part in re.split(r"[._+-]|(?<=\D)(?=\d)", email.partition("@")[0]))
