"""What became better or worse over the releases: shares of filled and understood cells, as small plots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.dataset import ReleaseRow
from pipeline.model import Role

WIDTH, HEIGHT = 160, 28


@dataclass(frozen=True, slots=True)
class Plot:
    """One share over the releases, oldest first, as points in a drawing of WIDTH by HEIGHT."""

    what: str
    shares: tuple[float, ...]

    @property
    def points(self) -> str:
        """
        >>> Plot("area: filled", (0.0, 1.0)).points, Plot("area: filled", (0.5,)).points
        ('2.0,26.0 158.0,2.0', '2.0,14.0 158.0,14.0')
        """
        shares = self.shares if len(self.shares) > 1 else self.shares * 2
        step = (WIDTH - 4) / (len(shares) - 1)
        return " ".join(
            f"{2 + n * step:.1f},{2 + (1 - each) * (HEIGHT - 4):.1f}" for n, each in enumerate(shares)
        )

    @property
    def words(self) -> str:
        """The newest share, in words."""
        return f"{self.shares[-1]:.0%}"


def plots(history: Sequence[ReleaseRow]) -> tuple[Plot, ...]:
    """The plots of every column of the newest release, and of the records without a flag."""
    return tuple(_plots(history)) if history else ()


def _plots(history: Sequence[ReleaseRow]) -> Iterator[Plot]:
    yield Plot("Services without a flag", tuple(_share(r.records - r.flagged, r.records) for r in history))
    for role in history[-1].filled:
        yield Plot(f"{role}: filled", tuple(_share(r.filled.get(role, 0), r.records) for r in history))
        yield Plot(f"{role}: understood", tuple(_understood(r, role) for r in history))


def _understood(row: ReleaseRow, role: Role) -> float:
    return _share(row.recognised.get(role, 0), row.filled.get(role, 0))


def _share(part: int, whole: int) -> float:
    return min(part / whole, 1.0) if whole else 0.0
