"""Where printed words stand in the document."""

from __future__ import annotations

import re

from pipeline.model import RawRecord, Role
from pipeline.values.text import tidy


def line_of(raw: RawRecord, role: Role, words: str | None = None) -> int:
    """The line of the paragraph under this role that has these words; else the cell's first, else the row's.

    A paragraph that has them whole goes before one where they are a part of longer words.
    """
    printed = raw.paragraphs(role)
    wanted = tidy(words or "")
    having = [each for each in printed if wanted and wanted in tidy(each.text)]
    if len(having) > 1:
        whole = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
        having.sort(key=lambda each: not whole.search(tidy(each.text)))
    return next((each.line for each in (*having, *printed)), raw.lines[0])
