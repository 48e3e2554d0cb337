"""A polite client for one visit: robots.txt, pauses, redirects, retries; every request is told to `record`.

Belongs here: whether, when and how often an address is asked for. Does not: a single request (`exchange`), which pages
are wanted (`visit`), and what is kept of them (`warc`, `ledger`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import email.utils
import functools
import ssl
from collections.abc import Callable, Collection, Mapping
from typing import Protocol

from orchestration.contracts.codes import FetchOutcome, FetchPurpose
from orchestration.fetch.addresses import (
    BadUrlError,
    Resolver,
    Target,
    UnknownHostError,
    UnsafeAddressError,
    join,
    parse,
    resolve,
    safe_addresses,
    without_credentials,
)
from orchestration.fetch.exchange import Answer, ExchangeError, Limits, exchange
from orchestration.fetch.hosts import Clock, Hosts
from orchestration.fetch.robots import ROBOT_NAME, Robots

ACCEPTED = {
    FetchPurpose.PAGE: "text/html,application/xhtml+xml",
    FetchPurpose.SECTION: "text/html,application/xhtml+xml",
    FetchPurpose.ARCHIVE: "text/html,application/xhtml+xml",
    FetchPurpose.FEED: "application/rss+xml,application/atom+xml,application/xml,application/feed+json,text/xml;q=0.9",
    FetchPurpose.SITEMAP: "application/xml,text/xml,application/gzip",
    FetchPurpose.ROBOTS: "text/plain",
}
_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
#: Binary kinds that some servers say of compressed sitemaps.
_PACKED_TYPES = frozenset({"application/gzip", "application/x-gzip", "application/octet-stream"})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ROBOTS_BYTES = 1_000_000

_WORTH_ANOTHER_TRY = frozenset(
    {FetchOutcome.SERVER_ERROR, FetchOutcome.CONNECTION_FAILED, FetchOutcome.TIMEOUT, FetchOutcome.TRUNCATED}
)
_HOST_IS_DOWN = frozenset({FetchOutcome.CONNECTION_FAILED, FetchOutcome.TIMEOUT})


@dataclasses.dataclass(frozen=True, slots=True)
class Manners:
    """How patient and how insistent we are. Times in seconds.

    tries: requests for one address at most, on one visit; first_wait: before the second, doubled before each further
    one, and up to half of it added by chance; longest_wait: a server that wants more patience is left alone for
    as long as it says; host_failures: so many addresses in a row that cannot be reached, and the host is left alone for
    `rest`.
    """

    tries: int = 3
    first_wait: float = 4
    longest_wait: float = 120
    host_failures: int = 3
    rest: float = 3600
    redirects: int = 5


@dataclasses.dataclass(frozen=True, slots=True)
class Result:
    """How asking for an address ended. url: where redirects led; answer, reason: where there are any."""

    outcome: FetchOutcome
    url: str
    answer: Answer | None = None
    reason: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Attempt:
    """One request, or the reason why none was sent."""

    purpose: FetchPurpose
    url: str
    try_no: int
    requested_at: dt.datetime
    seconds: float
    outcome: FetchOutcome
    reason: str | None
    status: int | None = None
    media_type: str | None = None
    byte_size: int = 0
    wait_seconds: float | None = None


class OnRedirect(Protocol):
    """Asked before a redirect is followed; an outcome ends the way there, None lets it go on."""

    def __call__(self, url: str) -> FetchOutcome | None: ...


def accepts(purpose: FetchPurpose, media: str) -> bool:
    """Whether an answer of this media type can be what was asked for. Feeds and sitemaps bear all kinds of names."""
    match purpose:
        case FetchPurpose.PAGE | FetchPurpose.SECTION | FetchPurpose.ARCHIVE:
            return media in _PAGE_TYPES
        case FetchPurpose.SITEMAP if media in _PACKED_TYPES:
            return True
        case FetchPurpose.FEED | FetchPurpose.SITEMAP:
            return media.startswith("text/") or media.endswith(("xml", "json", "rss", "atom", "rdf"))
        case FetchPurpose.ROBOTS:
            return True


class Client:
    """Asks for addresses on one visit of one source."""

    def __init__(
        self,
        hosts: Hosts,
        clock: Clock,
        *,
        contact: str,
        pause_seconds: float,
        record: Callable[[Attempt], None],
        allowed_hosts: Collection[str] = (),
        limits: Limits | None = None,
        manners: Manners | None = None,
        resolver: Resolver = resolve,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """contact: where the owner of a site can reach us; pause_seconds: between two requests to a host."""
        self._hosts = hosts
        self._clock = clock
        self._agent = f"{ROBOT_NAME}/1 (+{contact})"
        self._pause_seconds = pause_seconds
        self._record = record
        self._allowed = allowed_hosts
        self._limits = limits or Limits()
        self._manners = manners or Manners()
        self._resolver = resolver
        self._tls = tls or ssl.create_default_context()
        self._robots: dict[str, Robots] = {}
        self._failures: dict[str, int] = {}

    def get(
        self,
        url: str,
        purpose: FetchPurpose,
        *,
        validators: Mapping[str, str] | None = None,
        on_redirect: OnRedirect | None = None,
    ) -> Result:
        """Asks for an address and follows redirects.

        validators: headers that make the request conditional; they are sent to the first address only.
        """
        seen: set[str] = set()
        headers = dict(validators or {})
        for _ in range(self._manners.redirects + 1):
            try:
                target = parse(url)
            except BadUrlError as error:
                return self._unsent(purpose, url, FetchOutcome.BAD_URL, str(error))
            url = target.url
            if url in seen:
                return self._unsent(purpose, url, FetchOutcome.REDIRECT_LOOP, "The redirects lead in a circle.")
            seen.add(url)
            result = self._ask(target, purpose, headers)
            if result.outcome is not FetchOutcome.REDIRECT or result.answer is None:
                return result
            url = join(url, result.answer.header("location") or "")
            headers = {}
            stop = on_redirect(url) if on_redirect else None
            if stop is not None:
                return Result(stop, without_credentials(url))
        reason = f"More than {self._manners.redirects} redirects."
        return self._unsent(purpose, url, FetchOutcome.TOO_MANY_REDIRECTS, reason)

    def _unsent(self, purpose: FetchPurpose, url: str, outcome: FetchOutcome, reason: str) -> Result:
        shown = without_credentials(url)
        self._record(Attempt(purpose, shown, 1, self._clock.now(), 0.0, outcome, reason))
        return Result(outcome, shown, reason=reason)

    def _ask(self, target: Target, purpose: FetchPurpose, headers: Mapping[str, str]) -> Result:
        """Asks for one address, again where that can help."""
        postponed = Result(FetchOutcome.POSTPONED, target.url, reason="The host is left alone until later.")
        if self._hosts.is_left_alone(target.host):
            return postponed
        pause = self._pause_seconds
        if purpose is not FetchPurpose.ROBOTS:
            robots = self._robots_of(target)
            refusal = robots.refusal(target.url)
            if refusal is not None:
                return self._unsent(purpose, target.url, *refusal)
            pause = max(pause, robots.pause_seconds)
        for try_no in range(1, self._manners.tries + 1):
            if self._hosts.is_left_alone(target.host):  # another visit may have said so meanwhile
                return postponed
            result, wait = self._try(target, purpose, headers, pause, try_no)
            asked_for_patience = wait is not None
            self._judge_host(target.host, result.outcome, wait)
            again = result.outcome in _WORTH_ANOTHER_TRY or (
                result.outcome is FetchOutcome.RATE_LIMITED and asked_for_patience
            )
            if not again or try_no == self._manners.tries or self._hosts.is_left_alone(target.host):
                break
            backoff = self._manners.first_wait * 2 ** (try_no - 1)
            self._clock.sleep(max(wait or 0.0, backoff * (1 + self._clock.chance() / 2)))
        return result

    def _judge_host(self, host: str, outcome: FetchOutcome, wait: float | None) -> None:
        down = outcome in _HOST_IS_DOWN
        self._failures[host] = self._failures.get(host, 0) + 1 if down else 0
        if wait is not None and wait > self._manners.longest_wait:
            self._hosts.leave_alone(host, wait)
        elif self._failures[host] >= self._manners.host_failures * self._manners.tries:
            self._hosts.leave_alone(host, self._manners.rest)

    def _robots_of(self, target: Target) -> Robots:
        if target.origin not in self._robots:
            # Asked for first, so that a robots.txt that redirects to itself cannot ask for its own rules.
            self._robots[target.origin] = Robots(is_available=False)
            result = self.get(f"{target.origin}/robots.txt", FetchPurpose.ROBOTS)
            self._robots[target.origin] = Robots.of(result.outcome, result.answer.body if result.answer else b"")
        return self._robots[target.origin]

    def _try(
        self, target: Target, purpose: FetchPurpose, headers: Mapping[str, str], pause: float, try_no: int
    ) -> tuple[Result, float | None]:
        """Sends one request when it is our turn, and records it; also returns the patience that the server asks for."""
        limits = self._limits
        if purpose is FetchPurpose.ROBOTS:
            limits = dataclasses.replace(limits, max_bytes=_ROBOTS_BYTES)
        sent = {"User-Agent": self._agent, "Accept": ACCEPTED[purpose], **headers}
        # The host's name is looked up within the turn: what is checked is what is asked.
        with self._hosts.turn(target.host, pause):
            at, started = self._clock.now(), self._clock.time()
            told: Answer | ExchangeError
            try:
                found = safe_addresses(target, self._allowed, self._resolver)
                told = exchange(target, found, sent, limits, tls=self._tls, accepts=functools.partial(accepts, purpose))
            except UnsafeAddressError as error:
                told = ExchangeError(FetchOutcome.UNSAFE_ADDRESS, str(error))
            except UnknownHostError as error:
                told = ExchangeError(FetchOutcome.CONNECTION_FAILED, str(error))
            except ExchangeError as error:
                told = error
            seconds = self._clock.time() - started
        wait = None
        if isinstance(told, Answer):
            outcome, reason = _meaning(told)
            if told.status in (429, 503):
                wait = _patience(told, at)
        else:
            outcome, reason = told.outcome, told.reason
        media, size = told.media_type or None, told.byte_size
        self._record(Attempt(purpose, target.url, try_no, at, seconds, outcome, reason, told.status, media, size, wait))
        return Result(outcome, target.url, told if isinstance(told, Answer) else None, reason), wait


def _meaning(answer: Answer) -> tuple[FetchOutcome, str | None]:
    """What an answer is, and one sentence where it is not what one would wish."""
    status = answer.status
    if status == 200:
        return (FetchOutcome.READ, None) if answer.body else (FetchOutcome.EMPTY, "The answer is empty.")
    if status == 304:
        return FetchOutcome.NOT_MODIFIED, None
    if status in _REDIRECTS and answer.header("location"):
        return FetchOutcome.REDIRECT, f"Leads to {without_credentials(answer.header('location') or '')}."
    known = {
        401: FetchOutcome.FORBIDDEN,
        402: FetchOutcome.FORBIDDEN,
        403: FetchOutcome.FORBIDDEN,
        404: FetchOutcome.NOT_FOUND,
        410: FetchOutcome.GONE,
        429: FetchOutcome.RATE_LIMITED,
        451: FetchOutcome.FORBIDDEN,
    }
    outcome = known.get(status, FetchOutcome.SERVER_ERROR if status >= 500 else FetchOutcome.HTTP_ERROR)
    return outcome, f"The server answers {status}."


def _patience(answer: Answer, asked_at: dt.datetime) -> float | None:
    """Seconds of Retry-After. A date is taken relative to the server's own clock, which may be wrong."""
    stated = (answer.header("retry-after") or "").strip()
    if stated.isascii() and stated.isdigit():
        return float(stated[:9])
    until = _moment(stated)
    if until is None:
        return None
    now = _moment(answer.header("date") or "") or asked_at.replace(tzinfo=dt.UTC)
    return max(0.0, (until - now).total_seconds())


def _moment(written: str) -> dt.datetime | None:
    try:
        moment = email.utils.parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
