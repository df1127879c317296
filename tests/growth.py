"""How time grows with the input: a ratio within one run, for machines differ and are busy."""

from __future__ import annotations

import time
from collections.abc import Callable

TIMES = 4  # larger is the second input
MOST = 10  # times as long it may take: linear work takes 4 times as long, quadratic 16 times
SHORTEST = 0.01  # seconds: what takes less time than this cannot be told from noise


def grows_linearly(work: Callable[[int], object], size: int) -> bool:
    """True where the work on an input four times this size takes nowhere near 16 times as long."""
    small = max(SHORTEST, min(_measure(work, size) for _ in range(3)))
    return any(_measure(work, TIMES * size) < MOST * small for _ in range(3))


def _measure(work: Callable[[int], object], size: int) -> float:
    started = time.process_time()
    work(size)
    return time.process_time() - started
