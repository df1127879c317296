"""What became better or worse over the releases: shares of cells and counts of issues, as small plots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.dataset import ReleaseRow
from pipeline.issues import Severity, catalogue
from pipeline.model import Role

WIDTH, HEIGHT = 160, 28
MOST_CODES = 6


@dataclass(frozen=True, slots=True)
class Plot:
    """One number over the releases, oldest first, as points in a drawing of WIDTH by HEIGHT."""

    what: str
    numbers: tuple[float, ...]
    top: float = 0.0  # the number at the top of the drawing; 0: the numbers are shares of one

    @property
    def points(self) -> str:
        """
        >>> Plot("area: filled", (0.0, 1.0)).points, Plot("area: filled", (0.5,)).points
        ('3.0,25.0 157.0,3.0', '3.0,14.0 157.0,14.0')
        """
        numbers = self.numbers if len(self.numbers) > 1 else self.numbers * 2
        step = (WIDTH - 6) / (len(numbers) - 1)
        return " ".join(f"{3 + n * step:.1f},{self._height(each):.1f}" for n, each in enumerate(numbers))

    @property
    def end(self) -> tuple[str, str]:
        """Where the newest number stands."""
        x, y = self.points.split()[-1].split(",")
        return x, y

    def _height(self, number: float) -> float:
        return 3 + (1 - number / (self.top or 1)) * (HEIGHT - 6)

    def _words(self, number: float) -> str:
        return f"{number:.0f}" if self.top else f"{number:.0%}"

    @property
    def now(self) -> str:
        """The newest number, in words."""
        return self._words(self.numbers[-1])

    @property
    def before(self) -> str:
        """That of the release before; empty where there is none."""
        return self._words(self.numbers[-2]) if len(self.numbers) > 1 else ""

    @property
    def reach(self) -> str:
        """
        >>> Plot("area: filled", (0.5, 1.0)).reach, Plot("Warnings", (3.0, 3.0), 3).reach
        ('50% to 100%', 'always 3')
        >>> Plot("Warnings", (3.0,), 3).reach
        'only this one'
        """
        if len(self.numbers) == 1:
            return "only this one"
        low, high = self._words(min(self.numbers)), self._words(max(self.numbers))
        return f"{low} to {high}" if low != high else f"always {low}"

    @property
    def label(self) -> str:
        """The drawing in words, for those who do not see it."""
        return f"{self.what}: now {self.now}; all releases: {self.reach}"


def rates(history: Sequence[ReleaseRow]) -> tuple[Plot, ...]:
    """The shares for every column of the newest release, and of the records without a flag."""
    return tuple(_rates(history)) if history else ()


def counts(history: Sequence[ReleaseRow]) -> tuple[Plot, ...]:
    """How many issues of each severity there were, and of the commonest codes that ask for a person."""
    if not history:
        return ()
    severities = [
        Plot(f"{each}s".capitalize(), tuple(float(row.severities.get(each, 0)) for row in history))
        for each in reversed(Severity)
    ]
    codes = [
        Plot(code, tuple(float(row.issues.get(code, 0)) for row in history)) for code in _commonest(history)
    ]
    return tuple(Plot(each.what, each.numbers, _top(row)) for row in (severities, codes) for each in row)


def _top(plots: Sequence[Plot]) -> float:
    """One height for plots that stand together, so that they can be compared."""
    return max((number for each in plots for number in each.numbers), default=0.0) or 1.0


def _commonest(history: Sequence[ReleaseRow]) -> list[str]:
    every: Counter[str] = Counter()
    for row in history:
        every.update(row.issues)
    asking = [code for code, _ in every.most_common() if _asks(code)]
    return asking[:MOST_CODES]


def _asks(code: str) -> bool:
    """True unless the code is a notice; one that an old release had, and nobody knows now, is shown too."""
    kind = catalogue().get(code)
    return kind is None or kind.severity is not Severity.NOTICE


def _rates(history: Sequence[ReleaseRow]) -> Iterator[Plot]:
    yield Plot("Services without a flag", tuple(_share(r.records - r.flagged, r.records) for r in history))
    for role in history[-1].filled:
        yield Plot(f"{role}: filled", tuple(_share(r.filled.get(role, 0), r.records) for r in history))
        yield Plot(f"{role}: understood", tuple(_understood(r, role) for r in history))


def _understood(row: ReleaseRow, role: Role) -> float:
    return _share(row.recognised.get(role, 0), row.filled.get(role, 0))


def _share(part: int, whole: int) -> float:
    return min(part / whole, 1.0) if whole else 0.0
