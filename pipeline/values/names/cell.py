"""The names in a cell: a service, its other names, and an organisation only where the text divides them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.issues import Issue, issue
from pipeline.model import Derivation, Naming, Parsed
from pipeline.values.names.parts import is_body, is_dashed_name, is_name, is_other_name, is_unfinished
from pipeline.values.names.remarks import check, is_remark
from pipeline.values.text import tidy
from pipeline.values.words import is_legal_form, is_organisation

_ABBREVIATION = re.compile(r"[A-Z][A-Z&]{1,6}")
_SMALL = {"the", "of", "and", "for", "in", "to", "a", "&", "on"}
_FORMER = r"(?:formerly(?: known as)?|previously(?: known as)?|f\.?k\.?a\.?|also known as|a\.?k\.?a\.?):?"
_IN_BRACKETS = re.compile(
    rf"(?P<name>[^()]+?) ?\((?P<which>{_FORMER}|now(?: known as)?) (?P<other>[^()]+)\)", re.I
)
_APART = re.compile(rf"(?P<name>[^(),]+?)(?:, ?| [-–] ?|- )(?P<which>{_FORMER}) (?P<other>[^(),]+)", re.I)
_QUOTED = re.compile(
    r"(?P<body>[^\"]*[^\"\s]) ?\"(?P<service>[^\"]+)\"|(?P<body2>[^']*[^'\s]) '(?P<service2>[^']+)'"
)
_DASHED = re.compile(r"(?P<first>.+?)(?: [-–] ?|- )(?P<second>.+)")
_SLASH = re.compile(r"(?<=\w)(?: ?/ | /)(?=\w)")


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row as far as its names can be told from the others: its name as printed, and all its other words."""

    name: str
    words: str


@lru_cache(maxsize=1024)
def parse(text: str) -> Parsed[Naming]:
    """The names in the cell, as far as it tells them apart by itself.

    >>> parse("Box It Out (formerly Kent Gloves)").value
    Naming(name='Box It Out', organization=None, alternate_names=('Kent Gloves',))
    >>> parse('ACE Angel Lane CIC "ACE informed Housing"').value
    Naming(name='ACE informed Housing', organization='ACE Angel Lane CIC', alternate_names=())
    >>> parse("Mid-Kent MIND").value
    Naming(name='Mid-Kent MIND', organization=None, alternate_names=())

    Issues: name-split-unsure (notice), abbreviation-unknown, name-doubtful, row-of-sums (warnings).
    """
    plain = _SLASH.sub(" / ", tidy(text))
    return _parsed(text, *_divided(plain))


def link(text: str, rows: tuple[NamedRow, ...]) -> Parsed[Naming]:
    """The names in the cell, an abbreviation or a name in it linked to the organisation of another row.

    Issues: abbreviation-linked (notice), and those of `parse`.
    """
    dashed = _DASHED.fullmatch(tidy(text))
    if not dashed:
        return parse(text)
    first, second = dashed["first"].strip(), dashed["second"].strip()
    if _is_one(first, second) or not (is_dashed_name(first) and is_dashed_name(second)):
        return parse(text)
    for part, rest in ((second, first), (first, second)):
        owners = _owners(part, text, rows)
        if len(owners) == 1:
            known = () if owners[0] == part else (_linked(part, owners[0]),)
            return _parsed(text, Naming(rest, owners[0]), known)
    return parse(text)


def as_organisation(text: str, parsed: Parsed[Naming]) -> Parsed[Naming]:
    """The same naming on a page that calls each service by the organisation that runs it.

    An organisation that the cell tells apart stays.

    >>> for text in ("The Shed", 'Box Trust "The Ring"'):
    ...     as_organisation(text, parse(text)).value.organization
    'The Shed'
    'Box Trust'
    """
    naming = parsed.value
    if naming.organization:
        return parsed
    derived = Derivation("organization", text, naming.name, "name-organisation")
    named = replace(naming, organization=naming.name)
    return replace(parsed, value=named, derivations=(*parsed.derivations, derived))


def _owners(part: str, text: str, rows: tuple[NamedRow, ...]) -> list[str]:
    """The names of other rows that are this part, or that it abbreviates."""
    others = dict.fromkeys(row for row in rows if row.name != text)
    same = [tidy(row.name) for row in others if tidy(row.name).casefold() == part.casefold()]
    if same or not _ABBREVIATION.fullmatch(part):
        return list(dict.fromkeys(same))
    used = re.compile(rf"(?<!\w){re.escape(part)}(?!\w)")
    return list(
        dict.fromkeys(
            parse(row.name).value.organization or parse(row.name).value.name
            for row in others
            if part in _initials(row.name) and used.search(f"{row.name} {row.words}")
        )
    )


def _initials(name: str) -> set[str]:
    """The initials of a name, with and without its small words and its legal form."""
    words = re.findall(r"[\w&']+", re.sub(r"\([^)]*\)", " ", tidy(name)))
    if len(words) > 1 and (is_legal_form(words[-1]) or (is_organisation(words[-1]) and words[-1].isupper())):
        words = words[:-1]
    kept = [word for word in words if word.casefold() not in _SMALL]
    return {"".join(word[0] for word in each).upper() for each in (words, kept)}


def _linked(part: str, organization: str) -> Issue:
    return issue("abbreviation-linked", value=part, field="organization", organization=organization)


def _divided(plain: str) -> tuple[Naming, tuple[Issue, ...]]:
    """The tidied name, divided by the first of the shapes that fits."""
    former = _IN_BRACKETS.fullmatch(plain) or _APART.fullmatch(plain)
    if former:
        return _by_former(plain, former)
    quoted = _QUOTED.fullmatch(plain)
    if quoted:
        service, body = quoted["service"] or quoted["service2"], quoted["body"] or quoted["body2"]
        return _by_quotes(plain, service, body.rstrip(" –-:"))
    dashed = _DASHED.fullmatch(plain)
    return (
        _by_dash(plain, dashed["first"].strip(), dashed["second"].strip()) if dashed else (Naming(plain), ())
    )


def _by_former(plain: str, former: re.Match[str]) -> tuple[Naming, tuple[Issue, ...]]:
    """A name and another one, where both parts are names."""
    name, other, which = former["name"], former["other"], former["which"].casefold()
    if is_remark(name) or not is_other_name(other, called="know" in which or which[0] in "af"):
        return Naming(plain), (_doubtful(plain),)
    if which.startswith("now"):
        name, other = other, name
    return Naming(name, None, (other,)), ()


def _by_quotes(plain: str, service: str, body: str) -> tuple[Naming, tuple[Issue, ...]]:
    """A service in quotes behind the body that runs it, where both are names, and no one name together."""
    if _is_one(service, body) or is_unfinished(body):
        return Naming(plain), ()
    if not is_name(service) or is_remark(body):
        return Naming(plain), (_doubtful(plain),)
    return (Naming(service, body), ()) if is_body(body) else (Naming(plain), (_unsure(plain),))


def _is_one(first: str, second: str) -> bool:
    """One of the two is only the legal form of the other, or its initials: together they are one name."""
    pairs = ((first, second), (second, first))
    return any(
        is_legal_form(part) or (_ABBREVIATION.fullmatch(part) and part in _initials(rest))
        for part, rest in pairs
    )


def _by_dash(plain: str, first: str, second: str) -> tuple[Naming, tuple[Issue, ...]]:
    """`A - B`: the part that ends as organisations do is one, where the other does not."""
    if _is_one(first, second):
        return Naming(plain), ()
    remark = not (is_dashed_name(first) and is_dashed_name(second))
    if not remark and is_organisation(first) != is_organisation(second):
        return (Naming(second, first) if is_organisation(first) else Naming(first, second)), ()
    unknown = [part for part in (second, first) if not remark and _ABBREVIATION.fullmatch(part)]
    if unknown:
        return Naming(plain), (
            issue("abbreviation-unknown", value=unknown[0], field="organization", name=plain),
        )
    return Naming(plain), (_unsure(plain),)


def _unsure(plain: str) -> Issue:
    return issue("name-split-unsure", value=plain, field="name")


def _doubtful(plain: str) -> Issue:
    return issue("name-doubtful", value=plain, field="name")


def _parsed(text: str, naming: Naming, issues: tuple[Issue, ...]) -> Parsed[Naming]:
    derivations = []
    if naming.name != text:
        divided = naming.organization or naming.alternate_names
        derivations.append(Derivation("name", text, naming.name, "name-part" if divided else "text-tidied"))
    if naming.organization:
        rule = "name-part" if naming.organization in tidy(text) else "name-abbreviation"
        derivations.append(Derivation("organization", text, naming.organization, rule))
    for n, other in enumerate(naming.alternate_names):
        derivations.append(Derivation(f"alternate_names.{n}", text, other, "name-former"))
    parts = (naming.name, *naming.alternate_names) if naming.alternate_names else (tidy(text),)
    doubts = (said for part in parts for said in check(part))
    return Parsed(naming, tuple(dict.fromkeys((*issues, *doubts))), tuple(derivations))
