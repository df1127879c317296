"""Which addresses may be met: http and https, on the public internet, at hosts that the source knows."""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from pipeline.scraping.means import Trouble

PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SAFE = "/?#[]@!$&'()*+,;=:%-._~"


@dataclass(frozen=True, slots=True)
class Target:
    """A web address taken apart; `path` with its query, ready to be asked for."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """The host as `allow_hosts` names it: with its port only where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        return f"{self.origin}{self.path}"


def to_target(url: str) -> Target:
    """The address taken apart, its fragment dropped.

    Raises: Trouble `address-unsafe` for another scheme, a user name, or what is no address at all.

    >>> to_target("HTTPS://Example.org/Über#top").url
    'https://example.org/%C3%9Cber'
    """
    _check_characters(url)
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError as error:
        raise _unsafe(url, "it is no web address") from error
    if parts.scheme not in PORTS:
        raise _unsafe(url, "only http and https are fetched")
    if not host or "@" in parts.netloc:
        raise _unsafe(url, "it names no host, or a user")
    path = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=_SAFE)
    return Target(parts.scheme, host.rstrip("."), port or PORTS[parts.scheme], path)


def host_of(url: str) -> str:
    """The host that an address names; the whole text where it names none."""
    try:
        return to_target(url).host
    except Trouble:
        return url


def join(here: Target, location: str) -> Target:
    """Where a redirect from `here` leads.

    Raises: Trouble as `to_target` does.
    """
    _check_characters(location)
    try:
        return to_target(urljoin(here.url, location.strip(" ")))
    except ValueError as error:
        raise _unsafe(location, "it is no web address") from error


def check_step(start: Target, here: Target, there: Target, allow_hosts: tuple[str, ...]) -> None:
    """Nothing, where a redirect from `here` may be followed to `there`.

    Raises: Trouble `address-unsafe` for a fall from https to http, `page-moved-away` for another host.
    """
    if here.scheme == "https" and there.scheme == "http":
        raise _unsafe(there.url, "it leads from https down to http")
    if there.authority not in (start.authority, *(host.lower() for host in allow_hosts)):
        raise Trouble("page-moved-away", value=start.url, to=there.url, host=there.authority)


def find_addresses(target: Target, permitted: frozenset[str]) -> tuple[str, ...]:
    """The IP addresses of the host, each of them one that may be met; the connection is made to these.

    Raises: Trouble `page-not-reached` where the name is not known; `address-unsafe` where any address is
    loopback, private, link-local or reserved, so that a name cannot lead to a neighbour of this machine.
    """
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        why = f"the name {target.host} is not found"
        raise Trouble("page-not-reached", value=target.url, why=why) from error
    addresses = tuple(dict.fromkeys(str(each[4][0]) for each in found))
    for address in addresses:
        if f"{address}:{target.port}" not in permitted and not is_public(address):
            raise _unsafe(target.url, f"{target.host} is {address}, which is not on the public internet")
    return addresses


def is_public(address: str) -> bool:
    """True of an address on the public internet, also where it is wrapped in another.

    >>> [is_public(each) for each in ("151.101.1.1", "169.254.169.254", "::ffff:10.0.0.1", "64:ff9b::7f00:1")]
    [True, False, False, False]
    """
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour or (parsed.teredo or (None, None))[1]
        if parsed in _NAT64:
            inner = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


def _check_characters(url: str) -> None:
    if re.search(r"[\x00-\x1f\x7f\\]", url):
        raise _unsafe(url, "it has a character that no address has")


def _unsafe(url: str, why: str) -> Trouble:
    return Trouble("address-unsafe", value=url[:200], why=why)
