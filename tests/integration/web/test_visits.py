"""Visits of whole sites: three languages, every kind of listing, revisions, politeness, safety, interruptions."""

import dataclasses
import datetime as dt
import gzip
import itertools
import multiprocessing
import os
import signal
import ssl
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from orchestration.contracts.codes import FetchOutcome, PageState
from orchestration.fetch.client import Manners
from orchestration.fetch.hosts import Clock
from orchestration.fetch.sources import SinglePage
from orchestration.fetch.visit import Fetcher, NothingToAskError, SourceBusyError
from tests.integration.web import site
from tests.integration.web.conftest import Stored, impatient, source
from tests.integration.web.site import Server, article, rss

HOSTS = {"en": "herald.test", "hi": "samachar.test", "ru": "vesti.test"}


def stories(web: Server, language: str, count: int = 3) -> dict[str, str]:
    """Puts stories on the host of a language: address to content."""
    host = HOSTS[language]
    made = {f"/{language}/2025/08/07/story-{n}.html": article(language, f"№ {n}", f" {n}") for n in range(count)}
    return {web.put(host, path, content): content for path, content in made.items()}


def at(day: str, fetcher: Fetcher) -> Fetcher:
    """The same fetcher, at noon of a day, UTC; it sleeps for as long as others do."""
    shift = dt.datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp() - time.time()
    return dataclasses.replace(fetcher, clock=Clock(lambda: time.time() + shift))


def sitemap(*urls: str) -> str:
    listed = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>'


def sitemap_index(*urls: str) -> str:
    listed = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</sitemapindex>'


def section(*links: str) -> str:
    listed = "".join(f'<li><a href="{link}">Story</a></li>' for link in links)
    return f"<html><body><nav><a href='/login'>Log in</a><a href='/'>Home</a></nav><ul>{listed}</ul></body></html>"


def atom(*links: str) -> str:
    listed = "".join(f'<entry><title>S</title><link rel="alternate" href="{link}"/></entry>' for link in links)
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="/a"/>{listed}</feed>'


XML = "application/xml"
LISTINGS: dict[str, tuple[str, Callable[..., site.Respond]]] = {
    "rss": ("feeds", lambda *urls: site.page(rss(*urls), Content_Type="application/rss+xml")),
    "rss that breaks off": ("feeds", lambda *urls: site.page(rss(*urls, broken=True), Content_Type="text/xml")),
    "rss in windows-1251": (
        "feeds",
        lambda *urls: site.page(rss(*urls).replace("News", "Новости").encode("cp1251"), Content_Type="text/xml"),
    ),
    "atom": ("feeds", lambda *urls: site.page(atom(*urls), Content_Type="application/atom+xml")),
    "sitemap": ("sitemaps", lambda *urls: site.page(sitemap(*urls), Content_Type=XML)),
    "packed sitemap": (
        "sitemaps",
        lambda *urls: site.page(gzip.compress(sitemap(*urls).encode()), Content_Type="application/gzip"),
    ),
    "section": ("sections", lambda *urls: site.page(section(*urls))),
    "section with relative links": (
        "sections",
        lambda *urls: site.page(section(*("/" + url.split("/", 3)[3] for url in urls if "other" not in url))),
    ),
    "archive": ("archives", lambda *urls: site.page(section(*urls))),
}


@pytest.mark.parametrize("language", HOSTS)
@pytest.mark.parametrize("listing", LISTINGS)
def test_every_listing_in_every_language(web: Server, fetcher: Fetcher, listing: str, language: str) -> None:
    expected = stories(web, language)
    kind, make = LISTINGS[listing]
    path = f"/list/{fetcher.today()}" if kind == "archives" else "/list"
    web.put(HOSTS[language], path, make(*expected, web.url("other.test", "/2025/08/07/ad.html")))
    address = web.url(HOSTS[language], "/list/{day}" if kind == "archives" else "/list")
    visit = fetcher.visit(source(language=language, include="/2025/", **{kind: [address]}))
    stored = Stored(fetcher)
    assert {url: [c.decode() for c in stored.contents(url)] for url in stored.pages} == {
        url: [content] for url, content in expected.items()
    }
    assert (visit.pages_found, visit.pages_stored, visit.pages_failed, visit.pages_left) == (3, 3, 0, 0)
    assert {c.text_characters > 200 for c in stored.captures} == {True}


def test_sitemaps_of_sitemaps_are_followed(web: Server, fetcher: Fetcher) -> None:
    expected = stories(web, "en")
    news = web.put("herald.test", "/sitemap?page=2", site.page(sitemap(*expected), Content_Type=XML))
    web.put("herald.test", "/index.xml", site.page(sitemap_index(news), Content_Type=XML))
    fetcher.visit(source(sitemaps=[web.url("herald.test", "/index.xml")], include="story"))
    assert Stored(fetcher).pages.keys() == expected.keys()


def test_a_second_visit_asks_for_nothing_that_has_not_changed(web: Server, fetcher: Fetcher) -> None:
    expected = stories(web, "en")
    feed = site.with_validators(rss(*expected), '"feed-1"', "Thu, 07 Aug 2025 10:00:00 GMT")
    herald = source(feeds=[web.put("herald.test", "/feed", feed)])
    fetcher.visit(herald)
    asked = len(web.log)
    visit = fetcher.visit(herald)
    assert web.paths("herald.test")[asked:] == ["/robots.txt", "/feed"]
    assert web.log[-1].status == 304
    assert (visit.listings_read, visit.pages_found, visit.pages_stored) == (1, 0, 0)
    assert len(Stored(fetcher).files) == 1


def test_a_story_is_asked_for_again_while_it_is_young_and_each_version_is_kept(web: Server, fetcher: Fetcher) -> None:
    first, second = article("en", "Talks begin"), article("en", "Talks end")
    changing = web.put("herald.test", "/changing", site.after(site.page(first), site.page(second)))
    still = web.put("herald.test", "/still", first + " ")
    known = web.put("herald.test", "/known", site.with_validators(first + "  ", '"7"', "Thu, 01 Jan 2099 00:00:00 GMT"))
    herald = source(feeds=[web.put("herald.test", "/feed", rss(changing, still, known))], revise_days=2)
    visits = [at(f"2025-08-{day:02}", fetcher).visit(herald) for day in range(7, 13)]
    stored = Stored(fetcher)
    assert stored.contents(changing) == [first.encode(), second.encode()]
    assert stored.contents(still) == [(first + " ").encode()]
    assert stored.outcomes(known) == ["read", "not_modified", "not_modified"]
    assert stored.outcomes(still) == ["read"] * 3
    assert [v.pages_stored for v in visits] == [3, 1, 0, 0, 0, 0]
    assert {p.ask_after for p in stored.pages.values()} == {None}


def test_addresses_that_lead_to_one_page_are_stored_once(web: Server, fetcher: Fetcher) -> None:
    page = web.put("herald.test", "/story?id=1", article("en", "One"))
    short = [web.put("herald.test", path, site.redirect("/story?id=1#top", 301)) for path in ("/s/1", "/z/1")]
    long = web.put("herald.test", "/s/2", site.redirect("/s/1", 307))
    counted = page + "&utm_source=rss"
    herald = source(feeds=[web.put("herald.test", "/feed", rss(*short, counted, page, long))])
    fetcher.visit(herald)
    fetcher.visit(herald)
    stored = Stored(fetcher)
    assert web.paths("herald.test").count("/story?id=1") == 1
    assert [url for url, _, _ in stored.records] == [page]
    assert {url: str(p.state) for url, p in stored.pages.items()} == {
        page: "stored", short[0]: "moved", short[1]: "moved", long: "moved",
    }  # fmt: skip


def test_what_a_visit_leaves_the_next_one_reads(web: Server, fetcher: Fetcher) -> None:
    expected = stories(web, "en", 7)
    herald = source(feeds=[web.put("herald.test", "/feed", rss(*expected))], max_pages=3)
    assert [fetcher.visit(herald).pages_left for _ in range(4)] == [4, 1, 0, 0]
    assert sorted(url for url, _, _ in Stored(fetcher).records) == sorted(expected)


def test_a_page_that_keeps_failing_is_given_up_in_the_end(web: Server, fetcher: Fetcher) -> None:
    lost = web.put("herald.test", "/lost", site.status(404))
    late = web.put("herald.test", "/late", site.after(*[site.status(403)] * 3, site.page(article("en", "Late"))))
    herald = source(feeds=[web.put("herald.test", "/feed", rss(lost, late))])
    for day in range(7, 20):
        at(f"2025-08-{day:02}", fetcher).visit(herald)
    stored = Stored(fetcher)
    assert stored.outcomes(lost) == ["not_found"] * 5
    assert stored.pages[lost].state is PageState.GIVEN_UP
    assert stored.outcomes(late)[:4] == ["forbidden"] * 3 + ["read"]
    assert len(stored.contents(late)) == 1


def test_single_pages_bear_their_own_publishers(web: Server, fetcher: Fetcher) -> None:
    pages = [
        SinglePage(url=web.put(host, "/page", article(language, language)), publisher=host)
        for language, host in HOSTS.items()
    ]
    fetcher.visit(source(pages=pages))
    assert {p.url: (p.publisher, p.found_in, str(p.state)) for p in Stored(fetcher).pages.values()} == {
        p.url: (p.publisher, "urls.csv", "stored") for p in pages
    }


# --- past days ------------------------------------------------------------------------------------------------


def test_a_past_period_is_filled_in_from_archives(web: Server, fetcher: Fetcher) -> None:
    days = [dt.date(2025, 8, 5) + dt.timedelta(days=n) for n in range(3)]
    expected = {}
    for day in days:
        expected[day] = web.put("herald.test", f"/{day:%Y/%m/%d}/talks", article("en", f"Talks of {day}"))
        web.put("herald.test", f"/archive/{day:%Y%m%d}", section(expected[day]))
    herald = source(
        feeds=[web.put("herald.test", "/feed", rss())], archives=[web.url("herald.test", "/archive/{day:%Y%m%d}")],
        include="/talks$",
    )  # fmt: skip
    visits = [fetcher.visit(herald, day) for day in days]
    stored = Stored(fetcher)
    assert stored.pages.keys() == set(expected.values())
    assert [v.day for v in visits] == days
    assert [f.parent.name for f in stored.files] == [str(day) for day in days]
    assert "/feed" not in web.paths("herald.test")


def test_what_no_source_can_tell_is_refused(web: Server, fetcher: Fetcher) -> None:
    herald = source(feeds=[web.url("herald.test", "/feed")])
    with pytest.raises(NothingToAskError, match="no archive"):
        fetcher.visit(herald, fetcher.today() - dt.timedelta(days=1))
    with pytest.raises(NothingToAskError, match="future"):
        fetcher.visit(herald, fetcher.today() + dt.timedelta(days=1))
    assert web.log == []


# --- politeness -----------------------------------------------------------------------------------------------


def pauses(web: Server, host: str) -> list[float]:
    """Seconds between the end of a request and the beginning of the next one, as the server saw them."""
    requests = sorted((r for r in web.log if r.host == host), key=lambda r: r.began)
    return [later.began - earlier.ended for earlier, later in itertools.pairwise(requests)]


@pytest.mark.parametrize(
    ("robots", "pause"),
    [
        ("", 0.1),
        ("User-agent: *\nCrawl-delay: 0.3", 0.3),
        ("User-agent: other\nCrawl-delay: 5\n\nUser-agent: diplomacy-warehouse\nRequest-rate: 4/1", 0.25),
        ("User-agent: *\nCrawl-delay: 0.01", 0.1),
    ],
)
def test_pauses_between_requests(web: Server, fetcher: Fetcher, robots: str, pause: float) -> None:
    expected = stories(web, "en")
    web.put("herald.test", "/robots.txt", site.page(robots, Content_Type="text/plain"))
    fetcher.visit(source(feeds=[web.put("herald.test", "/feed", rss(*expected))], delay_seconds=0.1))
    measured = pauses(web, "herald.test")
    assert len(measured) == 4
    # before robots.txt is known, the source's own delay holds; the server's end is a little after ours
    assert min(measured) > 0.1 - 0.03
    assert min(measured[1:]) > pause - 0.03


def test_two_sources_on_one_host_take_turns(web: Server, fetcher: Fetcher) -> None:
    expected = [*stories(web, "en", 8)]
    feeds = [web.put("herald.test", f"/feed-{n}", rss(*expected[n::2])) for n in range(2)]
    threads = [
        threading.Thread(target=fetcher.visit, args=[source(id=f"s-{n}", feeds=[feed], delay_seconds=0.05)])
        for n, feed in enumerate(feeds)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    measured = pauses(web, "herald.test")
    assert len(measured) == 2 * (1 + 1 + 4) - 1
    assert min(measured) > 0.02


def test_robots_are_asked_once_per_site_and_obeyed_before_anything_else(web: Server, fetcher: Fetcher) -> None:
    expected = stories(web, "en")
    web.put("herald.test", "/robots.txt", site.page("User-agent: *\nDisallow: /feed", Content_Type="text/plain"))
    visit = fetcher.visit(source(feeds=[web.put("herald.test", "/feed", rss(*expected))]))
    assert web.paths("herald.test") == ["/robots.txt"]
    assert (visit.listings_read, visit.listings_failed) == (0, 1)


@pytest.mark.parametrize(
    ("answer", "is_read"),
    [
        (site.status(404), True),
        (site.status(403), True),
        (site.redirect("/robots"), True),
        (site.page("<html>an app that answers so to everything</html>"), True),
        (site.status(500), False),
        (site.status(429), False),
        (site.hanging, False),
        (site.redirect("http://inside.test/robots.txt"), False),
    ],
)
def test_what_follows_from_robots(web: Server, fetcher: Fetcher, answer: site.Respond, is_read: bool) -> None:
    [story] = stories(web, "en", 1)
    web.put("herald.test", "/robots.txt", answer)
    fetcher.visit(source(feeds=[web.put("herald.test", "/feed", rss(story))]))
    assert bool(Stored(fetcher).records) is is_read
    assert ("/feed" in web.paths("herald.test")) is is_read


def test_retry_after_is_waited_for(web: Server, fetcher: Fetcher) -> None:
    busy = site.after(site.status(429, Retry_After="1"), site.page(article("en", "Late")))
    story = web.put("herald.test", "/story", busy)
    fetcher.visit(source(feeds=[web.put("herald.test", "/feed", rss(story))]))
    first, second = [r for r in web.log if r.path == "/story"]
    assert second.began - first.ended > 0.95


def test_retry_after_as_a_date_is_read_by_the_servers_clock(web: Server, fetcher: Fetcher) -> None:
    """Its clock is years ahead, and it wants a second of patience."""
    ahead = {"Retry_After": "Wed, 01 Jan 2098 00:00:01 GMT", "Date": "Wed, 01 Jan 2098 00:00:00 GMT"}

    def busy(handler: site.Handler) -> None:
        handler.date_time_string = lambda timestamp=None: ahead["Date"]  # type: ignore[method-assign]
        handler.reply(b"", 503, Retry_After=ahead["Retry_After"])

    story = web.put("herald.test", "/story", site.after(busy, site.page(article("en", "Late"))))
    fetcher.visit(source(feeds=[web.put("herald.test", "/feed", rss(story))]))
    stored = Stored(fetcher)
    assert stored.outcomes(story) == ["server_error", "read"]
    assert [a.wait_seconds for a in stored.attempts if a.url == story] == [1, None]


def test_a_host_that_wants_more_patience_is_left_alone(web: Server, fetcher: Fetcher) -> None:
    expected = [*stories(web, "en", 4)]
    web.put("herald.test", "/en/2025/08/07/story-1.html", site.status(429, Retry_After="3600"))
    herald = source(feeds=[web.put("herald.test", "/feed", rss(*expected))])
    visit = fetcher.visit(herald)
    assert web.paths("herald.test")[2:] == ["/en/2025/08/07/story-0.html", "/en/2025/08/07/story-1.html"]
    assert (visit.pages_stored, visit.pages_failed, visit.pages_left) == (1, 1, 2)


def test_a_host_that_is_down_is_not_asked_for_every_page(web: Server, fetcher: Fetcher) -> None:
    expected = [*stories(web, "en", 20)]
    for url in expected:
        web.put("herald.test", "/" + url.split("/", 3)[3], site.garbage)
    fetcher = dataclasses.replace(fetcher, manners=Manners(tries=2, first_wait=0.01, host_failures=2))
    visit = fetcher.visit(source(feeds=[web.put("herald.test", "/feed", rss(*expected))]))
    assert len([r for r in web.log if "story" in r.path]) == 4
    assert visit.pages_left == 18


def test_a_visit_ends_in_time(web: Server, fetcher: Fetcher) -> None:
    expected = stories(web, "en", 20)
    herald = source(feeds=[web.put("herald.test", "/feed", rss(*expected))], delay_seconds=0.1)
    visit = dataclasses.replace(fetcher, budget_seconds=0.5).visit(herald)
    assert 0 < visit.pages_stored < 8
    assert visit.pages_left == 20 - visit.pages_stored
    assert visit.note == "The visit was ended after 0 seconds."


# --- safety ---------------------------------------------------------------------------------------------------


def test_a_name_is_looked_up_once_a_request_and_what_was_checked_is_asked(web: Server, fetcher: Fetcher) -> None:
    """A name that is rebound has no second look-up to be told something else; the system knows no name of `.test`."""
    asked: list[str] = []

    def counting(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    [story] = stories(web, "en", 1)
    feed = web.put("samachar.test", "/feed", rss(story))
    dataclasses.replace(fetcher, resolver=counting).visit(source(feeds=[feed], domains=["herald.test"]))
    assert asked == [r.host for r in web.log] == ["samachar.test"] * 2 + ["herald.test"] * 2


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "::ffff:10.0.0.7", "fd00::1"])
def test_names_that_lead_inside_are_refused(web: Server, fetcher: Fetcher, address: str) -> None:
    fetcher = dataclasses.replace(fetcher, resolver=lambda host, port: ["93.184.215.14", address])
    fetcher.visit(source(feeds=["http://inside.test/feed"]))
    assert {str(a.outcome) for a in Stored(fetcher).attempts} == {"unsafe_address", "robots_unavailable"}


def test_other_ports_of_hosts_that_are_not_allowed_are_refused(web: Server, fetcher: Fetcher) -> None:
    fetcher.visit(source(feeds=[web.url("inside.test", "/feed")]))
    reasons = {a.reason for a in Stored(fetcher).attempts if a.outcome is FetchOutcome.UNSAFE_ADDRESS}
    assert reasons == {f"Port {web.server_port} is not one of the web's."}
    assert web.log == []


def test_cookies_are_neither_kept_nor_sent(web: Server, fetcher: Fetcher) -> None:
    secret = {"Set_Cookie": "session=s3cret", "WWW_Authenticate": "Basic s3cret", "Authorization": "s3cret"}
    first = web.put("herald.test", "/a", site.page(article("en", "A"), Content_Language="en", **secret))
    second = web.put("herald.test", "/b", article("en", "B"))
    fetcher.visit(source(feeds=[web.put("herald.test", "/feed", rss(first, second))]))
    stored = Stored(fetcher)
    assert b"s3cret" not in b"".join(gzip.decompress(f.read_bytes()) for f in stored.files)
    assert next(h for url, _, h in stored.records if url == first)["content-language"] == "en"
    assert not any("cookie" in r.headers for r in web.log)


def test_no_name_on_disk_comes_from_a_page(web: Server, fetcher: Fetcher) -> None:
    odd = ["/../../etc/passwd", "/%2e%2e/%2e%2e/x", "/a%00b", "/" + "n" * 300, "/con", "/x;rm -rf"]
    urls = [web.url("herald.test", path) for path in odd]
    for request in ("/etc/passwd", "/x", *odd):
        web.put("herald.test", request, article("en", request))
    fetcher.visit(source(feeds=[web.put("herald.test", "/feed", rss(*urls))]))
    names = {p.name for p in fetcher.web_dir.rglob("*")}
    assert not any(n in name for name in names for n in ("passwd", "nnn", "con.", "rm "))
    assert {p.relative_to(fetcher.web_dir).parts[0] for p in fetcher.web_dir.rglob("*")} == {".hosts", "herald"}


@pytest.mark.parametrize("is_trusted", [True, False])
def test_certificates_are_checked(fetcher: Fetcher, is_trusted: bool) -> None:
    authority = trustme.CA()
    served, trusted = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert("herald.test").configure_cert(served)
    if is_trusted:
        authority.configure_trust(trusted)
    with site.running(served) as web:
        feed = web.put("herald.test", "/feed", rss()).replace("http:", "https:")
        story = web.put("herald.test", "/story", article("en", "Safe")).replace("http:", "https:")
        wrong = feed.replace("herald.test", "samachar.test")
        web.put("herald.test", "/feed", rss(story))
        visit = dataclasses.replace(fetcher, tls=trusted).visit(source(feeds=[feed, wrong]))
        reasons = {a.reason for a in Stored(fetcher).attempts if a.outcome is FetchOutcome.TLS_FAILED}
    assert visit.pages_stored == int(is_trusted)
    told = {
        True: {"No trusted connection: Hostname mismatch, certificate is not valid for 'samachar.test'."},
        False: {"No trusted connection: unable to get local issuer certificate."},
    }
    assert reasons == told[is_trusted]


# --- interruptions --------------------------------------------------------------------------------------------


def visit_slowly(folder: Path, feed: str) -> None:
    impatient(folder).visit(source(feeds=[feed], delay_seconds=0.05))


def test_a_killed_visit_loses_nothing_and_stores_nothing_twice(web: Server, fetcher: Fetcher) -> None:
    expected = stories(web, "en", 12)
    feed = web.put("herald.test", "/feed", rss(*expected))
    fork = multiprocessing.get_context("fork")
    process = fork.Process(target=visit_slowly, args=(fetcher.web_dir.parent, feed))
    process.start()
    while len([p for p in web.paths("herald.test") if "story" in p]) < 5:
        time.sleep(0.01)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    [open_file] = fetcher.web_dir.rglob("*.part")
    with open_file.open("ab") as file:  # what the disk may hold of the record that was being written
        file.write(b"\x1f\x8b\x08 half a record")
    fetcher.visit(source(feeds=[feed]))
    stored = Stored(fetcher)
    assert not list(fetcher.web_dir.rglob("*.part"))
    assert len(stored.files) == 2
    assert sorted((url, body.decode()) for url, body, _ in stored.records) == sorted(expected.items())


def test_a_source_is_visited_by_one_at_a_time(web: Server, fetcher: Fetcher) -> None:
    story = web.put("herald.test", "/story", site.slow(article("en", "Slow"), 0.3))
    herald = source(feeds=[web.put("herald.test", "/feed", rss(story))])
    thread = threading.Thread(target=fetcher.visit, args=[herald])
    thread.start()
    while "/robots.txt" not in web.paths("herald.test"):
        time.sleep(0.01)
    with pytest.raises(SourceBusyError, match="herald"):
        fetcher.visit(herald)
    thread.join()
    assert [u for u, _, _ in Stored(fetcher).records] == [story]
