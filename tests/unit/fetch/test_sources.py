import datetime as dt
import re
from pathlib import Path

import pytest

from orchestration.contracts.codes import FetchPurpose
from orchestration.fetch.sources import Source, SourcesError, load_sources
from orchestration.settings import PROJECT_DIR

TODAY = dt.date(2025, 8, 7)
FULL = """
- id: herald-en
  publisher: The Herald
  kind: press
  language: en
  feeds: [https://herald.example/rss]
  sitemaps: [https://herald.example/news.xml]
  sections: [https://www.herald.example/world]
  archives: ["https://herald.example/{day:%Y/%m/%d}/"]
  include: /story-
  exclude: /live/
  every_hours: 3
"""


def written(folder: Path, feeds: str = "", urls: str | None = None) -> Path:
    (folder / "sources").mkdir(exist_ok=True)
    (folder / "sources" / "feeds.yml").write_text(feeds, encoding="utf-8")
    if urls is not None:
        (folder / "sources" / "urls.csv").write_text(urls, encoding="utf-8")
    return folder


def herald(folder: Path) -> Source:
    [source] = load_sources(written(folder, FULL))
    return source


def test_today_is_told_by_everything_a_past_day_by_archives(tmp_path: Path) -> None:
    source = herald(tmp_path)
    assert source.listings(TODAY, TODAY) == [
        (FetchPurpose.FEED, "https://herald.example/rss"),
        (FetchPurpose.SITEMAP, "https://herald.example/news.xml"),
        (FetchPurpose.SECTION, "https://www.herald.example/world"),
        (FetchPurpose.ARCHIVE, "https://herald.example/2025/08/07/"),
        (FetchPurpose.ARCHIVE, "https://herald.example/2025/08/06/"),
    ]
    past = dt.date(2024, 2, 29)
    assert source.listings(past, TODAY) == [(FetchPurpose.ARCHIVE, "https://herald.example/2024/02/29/")]


@pytest.mark.parametrize(
    ("url", "is_wanted"),
    [
        ("https://herald.example/story-1", True),
        ("http://m.herald.example/story-1", True),
        ("https://herald.example/live/story-1", False),
        ("https://herald.example/about", False),
        ("https://other.example/story-1", False),
        ("https://notherald.example/story-1", False),
    ],
)
def test_which_pages_are_wanted(tmp_path: Path, url: str, is_wanted: bool) -> None:
    assert herald(tmp_path).wants(url) is is_wanted


@pytest.mark.parametrize("hours", [1, 2, 3, 4, 6, 8, 12, 24])
def test_schedules_are_spread_and_valid(tmp_path: Path, hours: int) -> None:
    source = herald(tmp_path).model_copy(update={"every_hours": hours})
    minute, hour, *rest = source.cron.split()
    assert 0 <= int(minute) < 60
    assert rest == ["*", "*", "*"]
    assert re.fullmatch(r"\*|\d+|\d+-23/\d+", hour)


def test_single_pages_are_one_source(tmp_path: Path) -> None:
    urls = "url,publisher\n# https://off.example/,\nhttps://a.example/1,A\n\nhttps://b.example/2,\n"
    [source] = load_sources(written(tmp_path, "", urls))
    assert [(p.url, p.publisher) for p in source.pages] == [("https://a.example/1", "A"), ("https://b.example/2", None)]
    assert source.id == "single-pages"


def test_no_files_are_no_sources(tmp_path: Path) -> None:
    assert load_sources(tmp_path) == ()


@pytest.mark.parametrize(
    ("feeds", "told"),
    [
        ("- {id: x}", "feeds.yml: source x: publisher: Field required"),
        ("- publisher: X", "feeds.yml: source no. 1: id: Field required"),
        ("- id: [", "feeds.yml: while parsing"),
        ("id: x", "feeds.yml: is no list of sources"),
        (FULL + FULL, "feeds.yml: source herald-en: the id is taken"),
        (FULL.replace("every_hours: 3", "every_hours: 5"), "source herald-en: every_hours: Input should be"),
        (FULL.replace("kind: press", "kind: blog"), "source herald-en: kind: Input should be"),
        (FULL.replace("language: en", "language: de"), "source herald-en: language: Input should be"),
        (FULL.replace("include:", "inclde:"), "source herald-en: inclde: Extra inputs"),
        (FULL.replace("  include: /story-\n", ""), "source herald-en: Value error, sitemaps, sections and archives"),
        (FULL.replace("/story-", "'['"), "source herald-en: include: Value error, is no regular expression"),
        (FULL.replace("https://herald.example/rss", "ftp://x"), "feeds.0: Value error, Only addresses of http"),
        (FULL.replace("{day:%Y/%m/%d}", "{date}"), "archives.0: Value error, only {day:…} may stand in braces"),
        (FULL.replace("{day:%Y/%m/%d}", "today"), "archives.0: Value error, an archive's address holds the day"),
        (FULL.replace("herald-en", "../herald"), "id: String should match pattern"),
        (FULL + "  delay_seconds: 0", "source herald-en: delay_seconds: Input should be greater than 0"),
        ("- {id: x, publisher: X, kind: press, language: en}", "source x: Value error, names no feed"),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_their_entry(tmp_path: Path, feeds: str, told: str) -> None:
    with pytest.raises(SourcesError, match=re.escape(told)):
        load_sources(written(tmp_path, feeds))


@pytest.mark.parametrize(
    ("urls", "told"),
    [
        ("address\n", "urls.csv: its first line must be url,publisher"),
        ("url,publisher\nnews,\n", "urls.csv, line 2: url: Value error, Only addresses of http"),
        ("url,publisher\nhttps://a.example/,A,B\n", "urls.csv, line 2: more cells than columns"),
        (
            "url,publisher\n# x\nhttps://a.example/1,\nhttps://a.example/1#b,\n",
            "urls.csv, line 4: the address stands there already",
        ),
    ],
)
def test_mistakes_in_urls_are_told_with_their_line(tmp_path: Path, urls: str, told: str) -> None:
    with pytest.raises(SourcesError, match=re.escape(told)):
        load_sources(written(tmp_path, "", urls))


def test_what_the_project_ships_is_valid() -> None:
    load_sources(PROJECT_DIR / "seeds")
