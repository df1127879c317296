"""Text in which each cell stands on lines of its own with a bar behind it, as some tools print tables.

Name |
Ages |
The Shed |
|
"""

from __future__ import annotations

import re

FEWEST = 6  # cells with words
BLANK = "\xa0"  # a line that holds the place of a blank cell

_BEHIND = re.compile(r"\s*\|[\s|]*$")


def take_off_bars(text: str) -> str:
    r"""The same lines without the bars behind their cells, a lone no-break space for each blank cell.

    A text with words behind a bar is left as it is, for there the bars stand between cells.

    >>> take_off_bars("Name |\nAge |\nArea |\nThe Shed |\n|\nUpton |\n||\nThe Den |\n4-18\n|").split("\n")
    ['Name', 'Age', 'Area', 'The Shed', '\xa0', 'Upton', '', 'The Den', '4-18', '']
    >>> take_off_bars("Name | Age |\nThe Shed | 4-18 |")
    'Name | Age |\nThe Shed | 4-18 |'
    """
    lines = text.split("\n")
    barred = [line for line in lines if "|" in line]
    told = [line for line in barred if line.strip(" \t|")]
    if len(told) < FEWEST or any("|" in _BEHIND.sub("", line) for line in barred):
        return text
    found, is_open = [], False  # whether the words above still lack the bar behind them
    for line in lines:
        words = _BEHIND.sub("", line)
        is_blank = line.strip() == "|" and not is_open
        found.append(BLANK if is_blank else words)
        is_open = "|" not in line and bool(line.strip())
    return "\n".join(found)
