"""A visit to a page: robots.txt first, then each step of the way, every one checked before it is taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.scraping import robots
from pipeline.scraping.exchange import Reply, exchange
from pipeline.scraping.manners import Patience, Turns
from pipeline.scraping.means import Means, Trouble
from pipeline.scraping.robots import Rules
from pipeline.scraping.safety import Target, check_step, join, to_target
from pipeline.scraping.unpacking import ACCEPTED

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
_MOST_STEPS = 5
_OF_THE_SITE = frozenset({"page-not-reached", "address-unsafe"})  # what befalls one address befalls them all
_HEADERS = {
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1",
    "Accept-Encoding": ACCEPTED,
    "Accept-Language": "en-GB, en;q=0.8",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class Visit:
    """Every answer on the way, the page's own last."""

    steps: tuple[Reply, ...]

    @property
    def page(self) -> Reply:
        return self.steps[-1]

    @property
    def new_address(self) -> str | None:
        """Where the page has moved for good: as far as permanent redirects lead without a break."""
        address = None
        for step, following in zip(self.steps, self.steps[1:], strict=False):
            if step.status not in PERMANENT:
                break
            address = following.target.url
        return address


@dataclass(frozen=True, slots=True)
class Wish:
    """What one source wants: who asks, where it may be led, how much it takes, what it knows already."""

    user_agent: str
    allow_hosts: tuple[str, ...]
    max_bytes: int
    conditions: Mapping[str, Mapping[str, str]]  # address -> headers such as If-None-Match


class Visitor:
    """Visits pages, and remembers for one run what each site's robots.txt said."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._turns = Turns(means)
        self._rules: dict[str, Rules] = {}
        self._silent: dict[str, Trouble] = {}
        self._asked: set[str] = set()

    def visit(self, url: str, wish: Wish) -> Visit:
        """The answers from the first address to the page.

        Raises: Trouble where any step is forbidden, unsafe or fails, and for a chain without an end.
        """
        patience = Patience(self._means)
        start = here = to_target(url)
        steps: list[Reply] = []
        while len(steps) <= _MOST_STEPS:
            self._check_robots(here, wish, patience)
            steps.append(self._ask(here, wish, patience, wish.conditions.get(here.url, {})))
            if steps[-1].status not in REDIRECTS:
                return Visit(tuple(steps))
            there = _location(steps[-1])
            check_step(start, here, there, wish.allow_hosts)
            here = there
        raise Trouble("page-not-reached", value=url, why="it redirects without an end")

    def _check_robots(self, target: Target, wish: Wish, patience: Patience) -> None:
        site = target.origin
        if site in self._silent:  # one source has waited for it in vain: the next one need not
            raise self._silent[site].about(target.url)
        if site not in self._rules:
            try:
                self._rules[site] = self._read_robots(to_target(f"{site}/robots.txt"), wish, patience)
            except Trouble as trouble:
                if trouble.issue.code not in _OF_THE_SITE:
                    raise
                self._silent[site] = trouble
                raise trouble.about(target.url) from trouble
        rules = self._rules[site]
        if rules.silent:
            why = f"its robots.txt, which says what may be fetched, cannot be read ({rules.silent})"
            raise Trouble("page-not-reached", value=target.url, why=why)
        if not rules.allow(target):
            raise Trouble("page-forbidden", value=target.url, robots=f"{site}/robots.txt")

    def _read_robots(self, here: Target, wish: Wish, patience: Patience) -> Rules:
        start, most = here, Wish(wish.user_agent, wish.allow_hosts, robots.MAX_BYTES, {})
        for _ in range(_MOST_STEPS + 1):
            reply = self._ask(here, most, patience, {})
            if reply.status not in REDIRECTS:
                return robots.to_rules(reply)
            try:
                there = _location(reply)
                check_step(start, here, there, wish.allow_hosts)
            except Trouble as trouble:
                return Rules(silent=trouble.issue.message.rstrip("."))
            here = there
        return Rules()  # section 2.3.1.2: a chain of redirects too long is no robots.txt

    def _ask(self, target: Target, wish: Wish, patience: Patience, conditions: Mapping[str, str]) -> Reply:
        headers = {"Host": target.authority, "User-Agent": wish.user_agent, **_HEADERS, **conditions}

        def once() -> Reply:
            with self._turns.turn(target.host, self._delay(target, patience)):
                patience.check(target.url)
                seconds = min(self._means.exchange, patience.left)
                reply = exchange(target, headers, wish.max_bytes, seconds, self._means)
                _ = reply.body  # unpacked here, so that a damaged one is asked for again
                return reply

        return patience.try_hard(once)

    def _delay(self, target: Target, patience: Patience) -> float:
        """The pause before a request; the site's own wish counts from one page to the next."""
        rules = self._rules.get(target.origin)
        if rules is None or target.origin not in self._asked:
            if rules is not None:
                self._asked.add(target.origin)
            return self._means.delay
        if rules.delay >= patience.left:
            why = f"its robots.txt asks for {rules.delay:.0f} seconds between two requests"
            raise Trouble("page-not-reached", value=target.url, why=why)
        return max(self._means.delay, rules.delay)


def _location(reply: Reply) -> Target:
    location = reply.header("location")
    if not location:
        raise Trouble("page-not-reached", value=reply.target.url, why="it redirects to nowhere")
    return join(reply.target, location)
