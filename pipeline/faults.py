"""What is said where nobody foresaw what happened, and words made fit to be said."""

from __future__ import annotations

import os
import sys
from types import TracebackType


def broke(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The hook for what nobody foresaw: a sentence with a next step, and the traceback only with DEBUG=1."""
    if os.environ.get("DEBUG"):
        sys.__excepthook__(kind, error, trace)
    elif issubclass(kind, KeyboardInterrupt):
        print("\nStopped. Each release stands whole; run it again when you like.", file=sys.stderr)
    else:
        print(f"FAILED: {at_fault(error)}", file=sys.stderr)


def at_fault(error: BaseException) -> str:
    """The sentence for an error that is the software's own, with a next step."""
    return (
        f"the software is at fault ({harmless(f'{type(error).__name__}: {error}')}). Each release stands "
        "whole. Please report it, with what DEBUG=1 in front of the command shows."
    )


def harmless(words: str) -> str:
    """The words on one line, without what would steer the terminal.

    >>> harmless("Youth\\nClub \\x1b[2J")
    'Youth Club �[2J'
    """
    return "".join(each if each.isprintable() else "\ufffd" for each in " ".join(words.split()))
