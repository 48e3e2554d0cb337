"""Loads seeds/sources: feeds.yml (feeds, sitemaps, section pages, archives by day) and urls.csv (single pages).

Belongs here: the schema of these files with errors that name the entry, and which pages are a source's own. Does not:
asking for any of these addresses.
"""

from __future__ import annotations

import csv
import datetime as dt
import functools
import io
import re
import zlib
from pathlib import Path
from typing import Annotated, Any, Literal

import courlan
import pydantic
import yaml

from orchestration.contracts.codes import FetchPurpose, Language, SourceKind
from orchestration.fetch.addresses import BadUrlError, page_url, parse

FEEDS_FILE = "feeds.yml"
URLS_FILE = "urls.csv"
URLS_COLUMNS = ("url", "publisher")
SINGLE_PAGES = "single-pages"


class SourcesError(ValueError):
    """seeds/sources is wrong; one line per mistake, each names file, entry and reason."""


def _url(value: str) -> str:
    try:
        parse(value)
    except BadUrlError as error:
        raise ValueError(str(error)) from error
    return value


def _day_template(value: str) -> str:
    try:
        first, second = (value.format(day=day) for day in (dt.date(2001, 2, 3), dt.date(2004, 5, 6)))
    except (LookupError, ValueError, AttributeError) as error:
        raise ValueError(f"only {{day:…}} may stand in braces ({error})") from error
    if first == second:
        raise ValueError("an archive's address holds the day, like {day:%Y-%m-%d}")
    return _url(first) and value


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}") from error
    return value


Url = Annotated[str, pydantic.AfterValidator(_url)]
DayTemplate = Annotated[str, pydantic.AfterValidator(_day_template)]
Pattern = Annotated[str, pydantic.AfterValidator(_pattern)]


class SinglePage(pydantic.BaseModel):
    """A page of urls.csv."""

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)

    url: Url
    publisher: str | None = None


class Source(pydantic.BaseModel):
    """Where the pages of one publisher in one language are found, and how gently they are read.

    feeds: RSS, Atom or JSON; sitemaps: also indexes of them, and compressed ones; sections: pages that link to the
        newest stories; archives: addresses with a day in them, like `https://news.example/{day:%Y/%m/%d}/`, which also
        serve to fill in a past period. Any of them may be left out.
    include, exclude: regular expressions that a story's address must match, must not match. Sitemaps, sections and
        archives link to more than stories, so with these `include` is needed.
    domains: further domains on which its stories lie; those of the addresses above need no mention.
    delay_seconds: between two requests to one host; robots.txt may ask for more. max_pages: stories read on one visit.
    revise_days: for so long a story is asked for again each day, and kept in each version.
    """

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, pydantic.Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    publisher: Annotated[str, pydantic.Field(min_length=1)] | None
    kind: SourceKind | None
    language: Language | None
    feeds: tuple[Url, ...] = ()
    sitemaps: tuple[Url, ...] = ()
    sections: tuple[Url, ...] = ()
    archives: tuple[DayTemplate, ...] = ()
    pages: tuple[SinglePage, ...] = ()
    include: Pattern | None = None
    exclude: Pattern | None = None
    domains: tuple[str, ...] = ()
    every_hours: Literal[1, 2, 3, 4, 6, 8, 12, 24] = 6
    delay_seconds: Annotated[float, pydantic.Field(gt=0, le=600)] = 5
    max_pages: Annotated[int, pydantic.Field(ge=1, le=10_000)] = 60
    revise_days: Annotated[int, pydantic.Field(ge=0, le=30)] = 2
    silent_after_days: Annotated[int, pydantic.Field(ge=1, le=365)] = 5

    @pydantic.model_validator(mode="after")
    def _consistent(self) -> Source:
        if not (self.feeds or self.sitemaps or self.sections or self.archives or self.pages):
            raise ValueError("names no feed, sitemap, section or archive")
        if (self.sitemaps or self.sections or self.archives) and self.include is None:
            raise ValueError("sitemaps, sections and archives need `include`, or menus would be taken for stories")
        return self

    def listings(self, day: dt.date, today: dt.date) -> list[tuple[FetchPurpose, str]]:
        """What to ask for the addresses of pages: for today, all that tells the newest; for a past day, its archives.

        A day's archive is complete only when the day is over, so that of yesterday is read today too.
        """
        archives = [(FetchPurpose.ARCHIVE, a.format(day=day)) for a in self.archives]
        if day != today:
            return archives
        return [
            *((FetchPurpose.FEED, url) for url in self.feeds),
            *((FetchPurpose.SITEMAP, url) for url in self.sitemaps),
            *((FetchPurpose.SECTION, url) for url in self.sections),
            *archives,
            *((FetchPurpose.ARCHIVE, a.format(day=day - dt.timedelta(days=1))) for a in self.archives),
        ]

    def owns(self, url: str) -> bool:
        """Whether an address lies on the source's own domains."""
        return domain_of(url) in self._own_domains

    def wants(self, url: str) -> bool:
        """Whether an address may be one of the source's stories; a front page never is."""
        return (
            self.owns(url)
            and parse(url).path != "/"
            and (self.include is None or re.search(self.include, url) is not None)
            and (self.exclude is None or re.search(self.exclude, url) is None)
        )

    @property
    def cron(self) -> str:
        """When it is visited, in UTC; spread over the hours by its name, so that sources do not start all at once."""
        spread = zlib.crc32(self.id.encode())
        hour = spread // 60 % self.every_hours
        hours = (
            "*" if self.every_hours == 1 else f"{hour}-23/{self.every_hours}" if self.every_hours < 24 else f"{hour}"
        )
        return f"{spread % 60} {hours} * * *"

    @functools.cached_property
    def _own_domains(self) -> frozenset[str]:
        archives = (a.format(day=dt.date(2001, 2, 3)) for a in self.archives)
        addresses = (*self.feeds, *self.sitemaps, *self.sections, *archives, *(p.url for p in self.pages))
        return frozenset({*map(domain_of, addresses), *self.domains})


def domain_of(url: str) -> str:
    """The registered domain of an address (mea.gov.in of www.mea.gov.in); its host where there is none."""
    return courlan.extract_domain(url, fast=True) or parse(url).host


def load_sources(seeds_dir: Path) -> tuple[Source, ...]:
    """All sources of seeds/sources, in order; single pages come last, as one source. A missing file is an empty one.

    Raises:
        SourcesError: a file breaks its schema.
    """
    folder = seeds_dir / "sources"
    problems: list[str] = []
    sources = _read_feeds(folder / FEEDS_FILE, problems)
    pages = _read_urls(folder / URLS_FILE, problems)
    if problems:
        raise SourcesError("\n".join(problems))
    if pages:
        single = Source(
            id=SINGLE_PAGES, publisher=None, kind=None, language=None, pages=tuple(pages), every_hours=24,
            max_pages=10_000, silent_after_days=365,
        )  # fmt: skip
        sources.append(single)
    return tuple(sources)


def _read_feeds(path: Path, problems: list[str]) -> list[Source]:
    sources: dict[str, Source] = {}
    try:
        entries: Any = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        problems.append(f"{path.name}: {' '.join(str(error).split())}")
        return []
    if not isinstance(entries, list | None):
        problems.append(f"{path.name}: is no list of sources")
        return []
    for number, entry in enumerate(entries or (), start=1):
        named = entry.get("id") if isinstance(entry, dict) else None
        place = f"{path.name}: source {named or f'no. {number}'}"
        try:
            source = Source.model_validate(entry)
        except pydantic.ValidationError as error:
            problems.extend(f"{place}: {_told(e)}" for e in error.errors())
            continue
        if source.id in sources or source.id == SINGLE_PAGES:
            problems.append(f"{place}: the id is taken")
        if source.pages:
            problems.append(f"{place}: single pages stand in {URLS_FILE}")
        sources[source.id] = source
    return list(sources.values())


def _read_urls(path: Path, problems: list[str]) -> list[SinglePage]:
    pages: dict[str, SinglePage] = {}
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    # Comments become blank lines, so that the reader still counts as an editor does.
    text = "\n".join("" if line.startswith("#") else line for line in lines)
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if tuple(reader.fieldnames or ()) != URLS_COLUMNS:
        problems.append(f"{path.name}: its first line must be {','.join(URLS_COLUMNS)}")
        return []
    for row in reader:
        place = f"{path.name}, line {reader.line_num}"
        if None in row:
            problems.append(f"{place}: more cells than columns")
            continue
        try:
            page = SinglePage(url=row["url"], publisher=row["publisher"] or None)
        except pydantic.ValidationError as error:
            problems.extend(f"{place}: {_told(e)}" for e in error.errors())
            continue
        if page_url(page.url) in pages:
            problems.append(f"{place}: the address stands there already")
        pages[page_url(page.url)] = page
    return list(pages.values())


def _told(error: Any) -> str:
    place = ".".join(map(str, error["loc"]))
    return f"{place}: {error['msg']}" if place else str(error["msg"])
