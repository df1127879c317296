"""The ends of the names of hosts: which of them exist, and where two addresses have run together."""

from __future__ import annotations

import re
from functools import lru_cache

_USUAL = frozenset({"uk", "org", "com", "net"})
# `kent.gov.ukwww.medway.gov.uk`, `e.g.www.kent.gov.uk`: a host begins with www, if it has it.
_RUN_ON = re.compile(r".www\.|\.([a-z]+)\.\1$", re.I)


def is_run_on(host: str) -> bool:
    """Whether the name of a host has another one in it, or words before it.

    >>> is_run_on("kent.gov.ukwww.medway.gov.uk"), is_run_on("kent.gov.uk.uk"), is_run_on("www.kent.gov.uk")
    (True, True, False)
    """
    return bool(_RUN_ON.search(host))


@lru_cache(maxsize=1024)
def is_in_use(host: str) -> bool:
    """Whether the name ends with a top-level domain that exists.

    Source: the list of IANA, "Root Zone Database", as the package validators has it.

    >>> is_in_use("kent.gov.uk"), is_in_use("kent.police.ukk"), is_in_use("x.con"), is_in_use("kent.scot")
    (True, False, False, True)
    """
    last = host.rpartition(".")[2].casefold()
    if last in _USUAL:
        return True
    from validators import domain  # only here: most addresses are of the usual ones

    return domain(f"a.{last}", consider_tld=True) is True
