"""What a site's robots.txt allows. Source: RFC 9309, with Crawl-delay as most sites mean it."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

from pipeline.scraping.exchange import Reply
from pipeline.scraping.means import tool
from pipeline.scraping.safety import Target

MAX_BYTES = 5_000_000
_READ = 512_000  # section 2.5: at least 500 kibibytes must be parsed


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site says; `rules` is None where it says nothing, `silent` is why it could not be asked."""

    rules: Protego | None = None
    silent: str = ""

    def allow(self, target: Target) -> bool:
        if self.silent:
            return False
        return self.rules is None or bool(self.rules.can_fetch(target.url, product()))

    @property
    def delay(self) -> float:
        """The seconds that the site wants between two requests; 0 where it says nothing."""
        return float(self.rules.crawl_delay(product()) or 0) if self.rules else 0.0


def product() -> str:
    """The name that a robots.txt calls us by.

    >>> product()
    'listings'
    """
    return tool().partition("/")[0]


def to_rules(reply: Reply) -> Rules:
    """The rules in the answer to /robots.txt.

    A site without one allows all; one that fails, or is too busy to say, allows nothing for now.
    """
    if reply.status >= 500 or reply.status == 429:
        return Rules(silent=f"the site answers {reply.status}")
    if reply.status != 200:
        return Rules()
    return Rules(Protego.parse(reply.body[:_READ].decode("utf-8-sig", "replace")))
