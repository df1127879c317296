"""Words without the marks of Markdown, which html-to-text tools put around them."""

from __future__ import annotations

import re

_SIGN = re.compile(
    r"^#{1,6} \S|\*\*[^*\n]+\*\*|\]\((?:mailto:|https?:)|^[ \t]*+(?:\|[ \t]*+)?:?-{3,}+:?[ \t]*+\|", re.M
)
RULE = re.compile(
    r"^[ \t]*+(?:\|[ \t]*+)?:?-{3,}+:?[ \t]*+\|[ \t|:-]*$", re.M
)  # a line below the headings of a table
_LINK = re.compile(r"!?\[([^\[\]]*)\]\(<?([^()\s<>]*)>?(?: \"[^\"]*\")?\)")
_PICTURED = re.compile(
    r"\[!\[([^\[\]]*)\]\([^()\s]*(?: \"[^\"]*\")?\)\]"
)  # a picture for the words of a link
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_AUTOLINK = re.compile(r"<(?:mailto:)?([\w.+-]+@[\w.-]+|https?://[^<>\s]+)>")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=\S)([^*_]+?)(?<=\S)\1(?![\w*])")
_HEADING = re.compile(r"^#{1,6} ")
_LEFT_OVER = re.compile(r"^\s*\*\*|\*\*\s*$")
_ANY_MARK = re.compile(r"[\[<*_\\#`]")
_BREAK = re.compile(r"<br\s*/?>", re.I)
_BOX = re.compile(  # a tag alone on its line, or a fence
    r"^[ \t]*(?:</?(?:div|section|article|main)(?:\s[^<>\n]*)?>|:{3,}(?:[ \t]+[\w{][^\n]*)?)[ \t]*$",
    re.I | re.M,
)
_DEFINED = re.compile(r"^:[ \t]+(?=\S)", re.M)
_TITLE = re.compile(r"^#{1,6} \S", re.M)
_TAG = re.compile(
    r"</?(?:[abiu]|em|strong|span|small|su[bp]|font|img|ins|mark|abbr|code|kbd|center)(?:\s[^<>]*)?/?>", re.I
)


def is_markdown(text: str) -> bool:
    """True where the text has marks that only Markdown has.

    >>> is_markdown("## Services"), is_markdown("Name\\n\\nAge 4-18")
    (True, False)
    """
    return bool(_SIGN.search(text))


def is_boxed(text: str) -> bool:
    """True where the only tags in Markdown are those of boxes, each alone on its line, as tools leave them.

    >>> is_boxed("# Clubs\\n<div>\\nJudo <a@b.org>\\n</div>"), is_boxed("<div>\\n<p># 1 club</p>\\n</div>")
    (True, False)
    """
    return bool(_TITLE.search(text)) and "<" in text and "</" not in blank_boxes(text)


def blank_boxes(text: str) -> str:
    """The text with blank lines for the tags and fences of boxes, and without the colons before definitions.

    >>> blank_boxes("::: {.row}\\nAges\\n:   5-8\\n:::\\n<div>")
    '\\nAges\\n5-8\\n\\n'
    """
    return _DEFINED.sub("", _BOX.sub("", text)) if "<" in text or ":" in text else text


def strip_marks(text: str) -> str:
    """The words alone; an address behind a link follows its words where they do not say it.

    >>> strip_marks("**Name**"), strip_marks("[Email](mailto:jo@example.org)")
    ('Name', 'Email\\njo@example.org')
    >>> strip_marks('[<i class="icon"/>](mailto:jo@example.org)')
    'jo@example.org'
    >>> strip_marks("[![Our page](icon.png)](https://example.org) or text `HELP`")
    'Our page or text HELP'
    """
    if not _ANY_MARK.search(text):
        return text
    unpictured = _PICTURED.sub(r"[\1]", _TAG.sub("", _HEADING.sub("", text)))
    plain = _CODE.sub(r"\2", _LINK.sub(_to_words, unpictured))
    plain = _AUTOLINK.sub(r"\1", _BREAK.sub("\n", plain))
    plain = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", plain))
    return _ESCAPE.sub(r"\1", _LEFT_OVER.sub("", plain))


def strip_sure_marks(text: str) -> str:
    """The words alone, where the text has marks that are hardly words: escaped signs, tags, links, bold type.

    >>> strip_sure_marks('The \\\\"Shed\\\\"'), strip_sure_marks("5*")
    ('The "Shed"', '5*')
    """
    return strip_marks(text) if "\\" in text or "<" in text or is_markdown(text) else text


def _to_words(match: re.Match[str]) -> str:
    words, target = match[1].strip(), match[2]
    address = target.removeprefix("mailto:").partition("?")[0]
    if address == target and not target.startswith("http"):
        return words
    if not words and not match[0].startswith("!"):
        return address  # nothing is shown but a picture: where it leads is all that it says
    if target.startswith("http") or address.casefold() in words.casefold():
        return words
    return f"{words}\n{address}" if words else address
