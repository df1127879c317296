"""Web addresses: http and https, with a host that can exist."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from pipeline.issues import Issue, issue
from pipeline.model import Derivation, Parsed
from pipeline.values.beside.warnings import warns
from pipeline.values.domains import is_in_use, is_run_on

IN_TEXT = re.compile(r"(?:\b[a-z][a-z0-9+.-]{0,20}://|www\.)[^\s<>\"|]+", re.I)
_HOST = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}", re.I)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_LIKE_ADDRESS = re.compile(r"://|www\.|@|\w\.\w", re.I)
_TRAILING = ".,;:!?'\"’”>"
_BRACKETS = {")": "(", "]": "["}
# Another address in the path, but where an archive has it: `/web/2020/https://...`.
_TWO = re.compile(
    r"[^/=?&:%]www\.|(?<!/)/www\.|[^/=?&%]https?://|^/https?://|^/(?:[\w-]+\.)+(?:uk|com|org|net)/?$", re.I
)
_CUT = re.compile(r"(?:…|\.\.)\W*$")  # the page shows a part of the address alone
_MISPRINTED = re.compile(r"(?:e\.g|i\.e|ww)\.", re.I)


@lru_cache(maxsize=4096)
def to_url(printed: str) -> str | None:
    """The address with its scheme; None where it is not one that a reader may safely follow.

    >>> to_url("www.kent.gov.uk/youth."), to_url("javascript:alert(1)"), to_url("https://a.uk@b.com")
    ('https://www.kent.gov.uk/youth', None, None)
    >>> to_url("St.Peters"), to_url("https://x.org.ukhttps://y.org.uk")
    (None, None)
    """
    text = _bare(printed)
    full = text if _SCHEME.match(text) and not re.match(r"[^/]+:\d", text) else f"https://{text}"
    try:
        parts = urlsplit(full)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    scheme = parts.scheme.casefold()
    safe = scheme in ("http", "https") and "@" not in parts.netloc and not re.search(r"[\s\\\x00-\x1f]", full)
    if not safe or not _HOST.fullmatch(host) or _may_be_words(text) or not is_in_use(host):
        return None
    if _CUT.search(printed) or is_run_on(host) or _TWO.search(full.partition(parts.netloc)[2]):
        return None
    netloc = host.casefold() + (f":{port}" if port else "")
    return parts._replace(scheme=scheme, netloc=netloc).geturl()


def _bare(printed: str) -> str:
    """The address without the marks around it; a bracket that it opens itself is its own.

    >>> _bare("(www.x.org.uk/a_(b))."), _bare("<https://x.org.uk>,")
    ('www.x.org.uk/a_(b)', 'https://x.org.uk')
    """
    text = printed.strip().lstrip("<([").rstrip(_TRAILING)
    while text[-1:] in _BRACKETS and text.count(text[-1]) > text.count(_BRACKETS[text[-1]]):
        text = text[:-1].rstrip(_TRAILING)
    return text


def _may_be_words(text: str) -> bool:
    """Whether what has neither scheme nor www is no address: `Youth.Club`, a blank missing; `e.g.kent.uk`."""
    if _SCHEME.match(text) or text[:4].casefold() == "www.":
        return False
    last = re.split(r"[/:?#]", text)[0].rpartition(".")[2]
    return bool(_MISPRINTED.match(text)) or (last[:1].isupper() and not text.isupper())


def parse(text: str, linked: tuple[str, ...] = ()) -> Parsed[tuple[str, ...]]:
    """The addresses of a cell of web addresses; `linked` are those behind its links, which it does not print.

    The words of a link are no fault, unless they look like an address or say that it is not to be used.

    Issues: url-refused, url-doubted.
    """
    words = [word.strip(",;") for word in text.split()]
    printed = read([word for word in words if word and word.casefold() not in ("or", "and", "&", "/", "|")])
    behind = read([*linked], len(printed.value))
    found = tuple(each for each in behind.value if each not in printed.value)
    issues = [each for each in printed.issues if not (found and _are_words_of_a_link(each))]
    origins = tuple(
        Derivation(f"urls.{n}", text, url, "address-from-link")
        for n, url in enumerate(found, len(printed.value))
    )
    return Parsed((*printed.value, *found), (*issues, *behind.issues), (*printed.derivations, *origins))


def _are_words_of_a_link(said: Issue) -> bool:
    words = said.value or ""
    return said.code == "url-refused" and not _LIKE_ADDRESS.search(words) and not warns(words)


def read(words: list[str], start: int = 0) -> Parsed[tuple[str, ...]]:
    """The printed addresses as safe ones; `start` addresses are before them.

    What is none is told as one; the words between good addresses with them.
    """
    urls: dict[str, str] = {}
    refused: list[str] = []
    doubted: list[str] = []
    for word in words:
        url = to_url(word)
        if url is None:
            refused.append(word)
            continue
        urls.setdefault(url, word)
        if word.endswith("?"):
            doubted.append(word)
    derivations = tuple(
        Derivation(f"urls.{n}", word, url, "url-complete")
        for n, (url, word) in enumerate(urls.items(), start)
        if word != url
    )
    issues = [issue("url-refused", value=" ".join(refused), field="urls")] if refused else []
    issues += [issue("url-doubted", value=each, field="urls") for each in doubted]
    return Parsed(tuple(urls), tuple(issues), derivations)
