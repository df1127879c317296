"""JSON as this project writes it: readable, in UTF-8, with one final line feed."""

from __future__ import annotations

import json
from typing import Any


def to_json(value: Any) -> bytes:
    """The value as JSON bytes, the same bytes for the same value.

    >>> to_json({"name": "Café"}).decode()
    '{\\n  "name": "Café"\\n}\\n'
    """
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode("utf-8")
