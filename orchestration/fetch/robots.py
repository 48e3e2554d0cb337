"""What robots.txt of a site says to us (RFC 9309). Asking for the file belongs to `client`."""

from __future__ import annotations

import dataclasses

from protego import Protego

from orchestration.contracts.codes import FetchOutcome

#: The name that rules are looked up under; the User-Agent header begins with it.
ROBOT_NAME = "diplomacy-warehouse"
#: A site that has no such file, or hides it, forbids nothing.
_NO_RULES = frozenset({FetchOutcome.NOT_FOUND, FetchOutcome.GONE, FetchOutcome.FORBIDDEN, FetchOutcome.HTTP_ERROR,
                       FetchOutcome.TOO_MANY_REDIRECTS, FetchOutcome.REDIRECT_LOOP, FetchOutcome.EMPTY})  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True)
class Robots:
    """Rules of one site. rules: None where the site has none; is_available: False where they cannot be read now."""

    rules: Protego | None = None
    is_available: bool = True

    @classmethod
    def of(cls, outcome: FetchOutcome, body: bytes) -> Robots:
        """What follows from how the request for robots.txt ended."""
        if outcome is FetchOutcome.READ:
            return cls(Protego.parse(body.decode("utf-8-sig", "replace")))
        return cls(is_available=outcome in _NO_RULES)

    def refusal(self, url: str) -> tuple[FetchOutcome, str] | None:
        """Why an address must not be asked for, or None."""
        if not self.is_available:
            return FetchOutcome.ROBOTS_UNAVAILABLE, "The site's robots.txt cannot be read, so nothing is asked for."
        if self.rules is not None and not self.rules.can_fetch(url, ROBOT_NAME):
            return FetchOutcome.ROBOTS_DISALLOWED, "The site's robots.txt forbids the address."
        return None

    @property
    def pause_seconds(self) -> float:
        """The pause between two requests that the site asks for; 0 where it asks for none."""
        if self.rules is None:
            return 0.0
        rate = self.rules.request_rate(ROBOT_NAME)
        between = rate.seconds / rate.requests if rate is not None and rate.requests else 0.0
        return max(float(self.rules.crawl_delay(ROBOT_NAME) or 0.0), between)
