"""Which addresses may be asked for: syntax of URLs, and where a host's name leads.

Belongs here: what is refused whatever a page, a feed or a redirect says. Does not: robots.txt (`robots`), which hosts
are a source's own (`sources`), and sending requests (`exchange`).
"""

from __future__ import annotations

import dataclasses
import ipaddress
import socket
import urllib.parse
from collections.abc import Callable, Collection

import urllib3.exceptions
import urllib3.util

PORTS = {"http": 80, "https": 443}
#: Longer addresses are traps or data.
MAX_URL_CHARS = 2000
#: Public by its number, but answers only from within Microsoft's cloud, with secrets.
_METADATA = frozenset({ipaddress.ip_address("168.63.129.16")})
#: IPv6 addresses of NAT64 end in the IPv4 address that they lead to.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_TRACKING = frozenset({"fbclid", "gclid", "yclid", "mc_cid", "mc_eid"})

#: Host name and port to IP addresses.
Resolver = Callable[[str, int], list[str]]


class BadUrlError(ValueError):
    """It is no address of http or https that may be asked for; the message names no credentials."""


class UnsafeAddressError(ValueError):
    """The host's name leads into a private network, to this machine, or to a metadata service."""


class UnknownHostError(OSError):
    """The host's name leads nowhere."""


@dataclasses.dataclass(frozen=True, slots=True)
class Target:
    """A checked URL. url: in one spelling, without fragment; path: with query, as the request line has it."""

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what robots.txt holds for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Host, and port where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def parse(url: str) -> Target:
    """Reads a URL.

    Raises:
        BadUrlError: another scheme, credentials, no host, control characters, or too long.
    """
    if len(url) > MAX_URL_CHARS:
        raise BadUrlError(f"The address has {len(url):,} characters.")
    if any(ord(c) < 32 or ord(c) == 127 for c in url):
        raise BadUrlError("The address has control characters.")
    try:
        parts = urllib3.util.parse_url(url)
    except urllib3.exceptions.LocationParseError as error:
        raise BadUrlError("The address cannot be read.") from error
    if parts.scheme not in PORTS:
        raise BadUrlError("Only addresses of http and https are asked for.")
    if parts.auth is not None:
        raise BadUrlError("The address holds credentials.")
    host = (parts.host or "").strip("[]").rstrip(".")
    if not host or "%" in host:
        raise BadUrlError("The address names no host.")
    port = parts.port if parts.port is not None else PORTS[parts.scheme]
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    target = Target("", parts.scheme, host, port, path)
    return dataclasses.replace(target, url=target.origin + path)


def page_url(url: str) -> str:
    """The address of a page in one spelling: as `parse` has it, without what only counts clicks.

    courlan's cleaning is not for our sources: it drops queries that are no `name=value` pairs (the ministry's
    `?dtl/39456/…`) and takes `&reg=3` for the sign ®.

    Raises:
        BadUrlError: see `parse`.
    """
    target = parse(url.strip())
    path, _, query = target.path.partition("?")
    kept = [p for p in query.split("&") if p and not _is_tracking(p.partition("=")[0].lower())]
    return target.origin + path + ("?" + "&".join(kept) if kept else "")


def join(base: str, link: str) -> str:
    """The address that a link on a page leads to; as broken as the link is."""
    try:
        return urllib.parse.urljoin(base, link.strip())
    except ValueError:
        return link


def without_credentials(url: str) -> str:
    """An address as it may be shown, however broken it is."""
    scheme, separator, rest = url.partition("://")
    authority, slash, path = rest.partition("/")
    return (scheme + separator + authority.rpartition("@")[2] + slash + path)[:MAX_URL_CHARS]


def resolve(host: str, port: int) -> list[str]:
    """IP addresses of a host, by the system's resolver.

    Raises:
        UnknownHostError: there are none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    except (OSError, UnicodeError) as error:
        raise UnknownHostError(f"The host's name leads nowhere: {error}") from error
    return list(dict.fromkeys(str(info[4][0]) for info in found))


def safe_addresses(target: Target, allowed: Collection[str], resolver: Resolver = resolve) -> list[str]:
    """The IP addresses that a request may be sent to: it must use one of these, and not look the name up again.

    allowed: hosts, or host:port, that may lead anywhere and use any port.

    Raises:
        UnsafeAddressError: one of them is no public address, or the port is not that of the web.
        UnknownHostError: there are none.
    """
    if target.authority in allowed or target.host in allowed:
        return resolver(target.host, target.port)
    if target.port not in PORTS.values():
        raise UnsafeAddressError(f"Port {target.port} is not one of the web's.")
    addresses = resolver(target.host, target.port)
    for address in addresses:
        if not is_public(address):
            raise UnsafeAddressError(f"{target.host} leads to {address}, which is not a public address.")
    return addresses


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, also where it wraps another one."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64:
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if any(wrapped is not None and not is_public(str(wrapped)) for wrapped in inner):
            return False
        if ip.ipv4_mapped is not None or ip in _NAT64:
            return True
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and ip not in _METADATA


def _is_tracking(name: str) -> bool:
    return name.startswith("utm_") or name in _TRACKING
