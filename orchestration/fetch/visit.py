"""A visit of one source: reads its listings, then the pages that are due, stores what is new, remembers everything.

Belongs here: which pages are asked for, and what follows from the answers. Does not: how a request is sent (`client`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import ssl
from collections.abc import Callable, Mapping
from pathlib import Path

from filelock import FileLock, Timeout

from orchestration.contracts.codes import FetchOutcome, FetchPurpose, PageState
from orchestration.contracts.tables import FetchAttempt, WebCapture, WebPage, WebVisit
from orchestration.fetch.addresses import BadUrlError, Resolver, page_url, resolve
from orchestration.fetch.client import Attempt, Client, Manners, Result
from orchestration.fetch.discovery import NotAListingError, links_in, sitemap_links
from orchestration.fetch.exchange import Answer, Limits
from orchestration.fetch.hosts import Clock, Hosts
from orchestration.fetch.ledger import FILE_NAME, Ledger
from orchestration.fetch.sources import URLS_FILE, Source
from orchestration.fetch.warc import OPEN_SUFFIX, SUFFIX, WarcFile, finish_open_file
from orchestration.ingest.decode import decode
from orchestration.ingest.pages import declared_charset, read_page

HOSTS_FOLDER = ".hosts"
#: Sitemaps read on one visit: an index may name thousands.
MAX_SITEMAPS = 20
#: Visits on which a page may fail before it is given up; the time between two of them doubles from an hour on.
MAX_FAILURES = 5

_NEVER_AGAIN = frozenset(
    {
        FetchOutcome.BAD_URL,
        FetchOutcome.UNSAFE_ADDRESS,
        FetchOutcome.OFF_SITE,
        FetchOutcome.ROBOTS_DISALLOWED,
        FetchOutcome.GONE,
        FetchOutcome.WRONG_TYPE,
        FetchOutcome.TOO_LARGE,
        FetchOutcome.REDIRECT_LOOP,
        FetchOutcome.TOO_MANY_REDIRECTS,
    }
)
_LISTING_READ = frozenset({FetchOutcome.READ, FetchOutcome.NOT_MODIFIED})


class SourceBusyError(RuntimeError):
    """Another process is visiting the source."""


class NothingToAskError(ValueError):
    """The source cannot tell of the day that is asked for."""


@dataclasses.dataclass(frozen=True)
class Fetcher:
    """Visits sources. What is fetched lies in web_dir, a folder per source.

    contact: where the owner of a site can reach us; budget_seconds: no new page after so long a visit; is_stopped: no
    new page once it says yes. The rest is for tests and other networks.
    """

    web_dir: Path
    contact: str
    allowed_hosts: frozenset[str] = frozenset()
    budget_seconds: float = 3600
    limits: Limits = dataclasses.field(default_factory=Limits)
    manners: Manners = dataclasses.field(default_factory=Manners)
    clock: Clock = dataclasses.field(default_factory=Clock)
    resolver: Resolver = resolve
    tls: ssl.SSLContext | None = None
    is_stopped: Callable[[], bool] = lambda: False

    def today(self) -> dt.date:
        """The day in UTC."""
        return self.clock.now().date()

    def visit(
        self, source: Source, day: dt.date | None = None, say: Callable[[str], None] = lambda message: None
    ) -> WebVisit:
        """Visits a source: for today (the default) its newest pages, for a past day those that its archives list.

        Raises:
            NothingToAskError: the day is in the future, or past and the source has no archives.
            SourceBusyError: another process is visiting it.
        """
        today = self.today()
        day = day or today
        if day > today:
            raise NothingToAskError(f"{day} is in the future.")
        if day < today and not source.archives:
            raise NothingToAskError(f"{source.id} has no archive of past days.")
        folder = self.web_dir / source.id
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / ".lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise SourceBusyError(f"{source.id} is being visited by another process.") from None
        try:
            with Ledger(folder / FILE_NAME) as ledger:
                _finish_open_files(self.web_dir, folder, ledger)
                return _Visit(self, source, day, today, ledger, say).run()
        finally:
            lock.release()


def _finish_open_files(web_dir: Path, folder: Path, ledger: Ledger) -> None:
    """Brings into order what a killed visit left."""
    for path in sorted(folder.rglob(f"*{OPEN_SUFFIX}")):
        finished = path.with_name(path.name.removesuffix(OPEN_SUFFIX) + SUFFIX)
        finish_open_file(path, ledger.end_of(finished.relative_to(web_dir).as_posix()))


class _Visit:
    def __init__(
        self, fetcher: Fetcher, source: Source, day: dt.date, today: dt.date, ledger: Ledger, say: Callable[[str], None]
    ) -> None:
        self._fetcher = fetcher
        self._clock = fetcher.clock
        self._source = source
        self._day = day
        self._today = today
        self._ledger = ledger
        self._say = say
        self._started = self._clock.now()
        self._until = self._clock.time() + fetcher.budget_seconds
        self._visit_id = f"{source.id}-{self._started:%Y%m%dT%H%M%S%f}Z"
        self._attempts = 0
        self._bytes = 0
        self._counts = dict.fromkeys(("found", "stored", "unchanged", "failed"), 0)
        self._notes: list[str] = []
        self._is_ended = False
        self._client = Client(
            Hosts(fetcher.web_dir / HOSTS_FOLDER, fetcher.clock),
            fetcher.clock,
            contact=fetcher.contact,
            pause_seconds=source.delay_seconds,
            record=self._record,
            allowed_hosts=fetcher.allowed_hosts,
            limits=fetcher.limits,
            manners=fetcher.manners,
            resolver=fetcher.resolver,
            tls=fetcher.tls,
        )

    def run(self) -> WebVisit:
        self._ledger.save(self._summary(0, 0, "The visit did not come to its end."))
        read, failed = self._read_listings()
        for single in self._source.pages if self._day == self._today else ():
            self._want(page_url(single.url), URLS_FILE, single.publisher)
        path = self._fetcher.web_dir / self._source.id / self._day.isoformat() / f"{self._visit_id}{SUFFIX}"
        with WarcFile(path, self._about()) as warc:
            for page in self._ledger.due(self._started, self._source.max_pages):
                if self._is_late():
                    break
                # As it is now: another page of this visit may have led here.
                now_known = self._ledger.page(page.source_id, page.url)
                if now_known is not None and now_known.ask_after == page.ask_after:
                    self._read_page(now_known, warc)
        summary = self._summary(read, failed, " ".join(self._notes) or None)
        self._ledger.save(summary)
        return summary

    def _about(self) -> dict[str, str]:
        return {
            "software": "diplomacy-warehouse",
            "format": "WARC File Format 1.1",
            "robots": "obey",
            "operator": self._fetcher.contact,
            "isPartOf": self._source.id,
        }

    def _is_late(self) -> bool:
        if self._is_ended:
            return True
        if self._fetcher.is_stopped():
            self._notes.append("The visit was stopped.")
        elif self._clock.time() > self._until:
            self._notes.append(f"The visit was ended after {self._fetcher.budget_seconds:.0f} seconds.")
        else:
            return False
        self._is_ended = True
        return True

    def _summary(self, read: int, failed: int, note: str | None) -> WebVisit:
        now = self._clock.now()
        return WebVisit(
            visit_id=self._visit_id,
            source_id=self._source.id,
            day=self._day,
            started_at=self._started,
            ended_at=now,
            listings_read=read,
            listings_failed=failed,
            pages_found=self._counts["found"],
            pages_stored=self._counts["stored"],
            pages_unchanged=self._counts["unchanged"],
            pages_failed=self._counts["failed"],
            pages_left=self._ledger.count_due(now),
            byte_size=self._bytes,
            note=note,
        )

    def _record(self, attempt: Attempt) -> None:
        self._attempts += 1
        self._bytes += attempt.byte_size
        self._ledger.save(
            FetchAttempt(
                attempt_id=f"{self._visit_id}/{self._attempts:06}",
                visit_id=self._visit_id,
                source_id=self._source.id,
                purpose=attempt.purpose,
                url=attempt.url,
                try_no=attempt.try_no,
                requested_at=attempt.requested_at,
                seconds=round(attempt.seconds, 3),
                status=attempt.status,
                outcome=attempt.outcome,
                reason=attempt.reason,
                content_type=attempt.media_type,
                byte_size=attempt.byte_size,
                wait_seconds=attempt.wait_seconds,
            )
        )
        told = attempt.outcome if attempt.reason is None else f"{attempt.outcome}: {attempt.reason}"
        self._say(f"{attempt.url}  {told}")

    # --- listings ---------------------------------------------------------------------------------------------

    def _read_listings(self) -> tuple[int, int]:
        """Reads all listings; returns how many could be read, and how many not."""
        queue = self._source.listings(self._day, self._today)
        read = failed = sitemaps = 0
        asked = {url for _, url in queue}
        while queue and not self._is_late():
            purpose, url = queue.pop(0)
            if purpose is FetchPurpose.SITEMAP:
                sitemaps += 1
                if sitemaps > MAX_SITEMAPS:
                    self._notes.append(f"Only {MAX_SITEMAPS} sitemaps were read.")
                    break
            result = self._client.get(url, purpose, validators=_conditions(*self._ledger.validators(url)))
            try:
                further = self._save_listing(purpose, url, result)
            except NotAListingError as error:
                self._notes.append(f"{url}: {error}")
                failed += 1
                continue
            queue.extend(
                (FetchPurpose.SITEMAP, link) for link in further if link not in asked and self._source.owns(link)
            )
            asked.update(further)
            read += result.outcome in _LISTING_READ
            failed += result.outcome not in _LISTING_READ
        return read, failed

    def _save_listing(self, purpose: FetchPurpose, url: str, result: Result) -> list[str]:
        """Remembers the pages that a listing links to; returns further sitemaps."""
        if result.outcome is not FetchOutcome.READ or result.answer is None:
            return []
        answer, further = result.answer, list[str]()
        most = self._fetcher.limits.max_bytes
        if purpose is FetchPurpose.SITEMAP:
            pages, further = sitemap_links(answer.body, result.url, answer.charset, most)
        else:
            pages = links_in(purpose, answer.body, result.url, answer.charset, most)
        with self._ledger.together():
            for page in pages:
                if self._source.wants(page):
                    self._want(page, url, None)
            self._ledger.save_validators(url, answer.header("etag"), answer.header("last-modified"))
        return further

    def _want(self, url: str, found_in: str, publisher: str | None) -> None:
        if self._ledger.page(self._source.id, url) is None:
            self._ledger.save(_new_page(self._source.id, url, found_in, publisher, self._started))
            self._counts["found"] += 1

    # --- pages ------------------------------------------------------------------------------------------------

    def _read_page(self, page: WebPage, warc: WarcFile) -> None:
        result = self._client.get(
            page.url, FetchPurpose.PAGE, validators=_conditions(page.etag, page.last_modified), on_redirect=self._stop
        )
        now = self._clock.now()
        if result.outcome is FetchOutcome.READ and result.answer is not None:
            self._save_version(page, page_url(result.url), result.answer, warc, now)
        elif result.outcome is FetchOutcome.NOT_MODIFIED:
            self._counts["unchanged"] += 1
            self._ledger.save(_asked(page, result.outcome, now, self._again(page, now)))
        elif result.outcome is FetchOutcome.REDIRECT:
            self._ledger.save(_moved(page, page_url(result.url), now))
        elif result.outcome is not FetchOutcome.POSTPONED:
            self._counts["failed"] += 1
            self._ledger.save(_failed(page, result, now))

    def _stop(self, url: str) -> FetchOutcome | None:
        """Ends a redirect that leads to another site, or to a page that has been read or refused already."""
        try:
            url = page_url(url)
        except BadUrlError:
            return None  # the client says why
        if not self._source.wants(url):
            return FetchOutcome.OFF_SITE
        known = self._ledger.page(self._source.id, url)
        is_open = known is None or known.state in (PageState.WANTED, PageState.MOVED)
        return None if is_open else FetchOutcome.REDIRECT

    def _save_version(self, page: WebPage, url: str, answer: Answer, warc: WarcFile, now: dt.datetime) -> None:
        """Stores the page where its content is new; what a redirect led to is a page of its own."""
        moved = None
        if url != page.url:
            moved = _moved(page, url, now)
            known = self._ledger.page(page.source_id, url)
            page = known or _new_page(page.source_id, url, page.url, page.publisher, page.first_found_at)
        document_id = hashlib.sha256(answer.body).hexdigest()
        capture = None
        if document_id == page.document_id:
            self._counts["unchanged"] += 1
        else:
            self._counts["stored"] += 1
            place = warc.add(url, answer, now, page.publisher or self._source.publisher)
            capture = WebCapture(
                warc_file=warc.path.relative_to(self._fetcher.web_dir).as_posix(),
                warc_offset=place.offset,
                warc_length=place.length,
                visit_id=self._visit_id,
                source_id=page.source_id,
                url=url,
                document_id=document_id,
                fetched_at=now,
                content_type=answer.header("content-type"),
                byte_size=len(answer.body),
                text_characters=article_characters(answer.body, answer.charset),
            )
        page = dataclasses.replace(
            _asked(page, FetchOutcome.READ, now, self._again(page, now)),
            state=PageState.STORED,
            etag=answer.header("etag"),
            last_modified=answer.header("last-modified"),
            document_id=document_id,
        )
        with self._ledger.together():
            for row in (moved, page, capture):
                if row is not None:
                    self._ledger.save(row)

    def _again(self, page: WebPage, now: dt.datetime) -> dt.datetime | None:
        """When a stored page is asked for again: each day while it is young, then never."""
        tomorrow = now + dt.timedelta(hours=20)  # tomorrow's visit may come to it earlier than today's did
        last = page.first_found_at + dt.timedelta(days=self._source.revise_days, hours=12)
        return tomorrow if tomorrow <= last else None


def article_characters(content: bytes, charset: str | None) -> int:
    """Length of the article that our reader finds in a page; 0 where it finds none, as after a change of layout."""
    try:
        return len(read_page(decode(content, charset or declared_charset(content)).text).text)
    except Exception:  # noqa: BLE001  # no article, or a page that breaks the reader: it is stored all the same
        return 0


def _conditions(etag: str | None, last_modified: str | None) -> Mapping[str, str]:
    """Headers that make a request conditional; validators go back as the server gave them, whatever its clock says."""
    given = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: " ".join(value.split()) for name, value in given.items() if value}


def _new_page(source_id: str, url: str, found_in: str, publisher: str | None, now: dt.datetime) -> WebPage:
    return WebPage(
        source_id=source_id,
        url=url,
        state=PageState.WANTED,
        found_in=found_in,
        publisher=publisher,
        first_found_at=now,
        asked_at=None,
        ask_after=now,
        failures=0,
        outcome=None,
        reason=None,
        moved_to=None,
        etag=None,
        last_modified=None,
        document_id=None,
    )


def _asked(page: WebPage, outcome: FetchOutcome, now: dt.datetime, again: dt.datetime | None) -> WebPage:
    return dataclasses.replace(page, asked_at=now, ask_after=again, failures=0, outcome=outcome, reason=None)


def _moved(page: WebPage, url: str, now: dt.datetime) -> WebPage:
    return dataclasses.replace(_asked(page, FetchOutcome.REDIRECT, now, None), state=PageState.MOVED, moved_to=url)


def _failed(page: WebPage, result: Result, now: dt.datetime) -> WebPage:
    """A page that could not be read; one that is stored stays so."""
    failures = page.failures + 1
    refused, too_often = result.outcome in _NEVER_AGAIN, failures >= MAX_FAILURES
    ended = PageState.REFUSED if refused else PageState.GIVEN_UP if too_often else page.state
    reason = result.reason or (f"Leads to {result.url}." if result.url != page.url else None)
    return dataclasses.replace(
        page,
        state=page.state if page.state is PageState.STORED else ended,
        asked_at=now,
        ask_after=None if refused or too_often else now + dt.timedelta(hours=2 ** (failures - 1)),
        failures=failures,
        outcome=result.outcome,
        reason=reason,
    )
