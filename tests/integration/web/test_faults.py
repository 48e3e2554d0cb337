"""What happens to each fault: requests and their outcomes, what becomes of the address, what is stored."""

import hashlib
import re
import tracemalloc
from typing import NamedTuple

import pytest
from fastwarc.warc import ArchiveIterator

from orchestration.contracts.codes import PageState
from tests.integration.web import site
from tests.integration.web.conftest import CONTACT, Stored, impatient, source
from tests.integration.web.site import Respond, Server, article

GOOD = article("en", "Modi, Putin hold talks")
WINDOWS_1251 = article("ru", "Моди и Путин").replace('<meta charset="utf-8">', "").encode("cp1251")


class Fault(NamedTuple):
    """path: where it is; outcomes: of each request, in order; stored: the content, where there is any."""

    path: str
    respond: Respond
    outcomes: list[str]
    state: str
    stored: bytes | None = None


FAULTS = (
    # answers that are fine
    Fault("/fine", site.page(GOOD), ["read"], "stored", GOOD.encode()),
    Fault("/slow", site.slow(GOOD, 0.2), ["read"], "stored", GOOD.encode()),
    Fault("/query?id=7&reg=3", site.page(GOOD + "q"), ["read"], "stored", (GOOD + "q").encode()),
    Fault("/query?dtl/39456/talks", site.page(GOOD + "d"), ["read"], "stored", (GOOD + "d").encode()),
    Fault("/zipped", site.zipped((GOOD + "z").encode()), ["read"], "stored", (GOOD + "z").encode()),
    Fault("/charset-lie", site.page(WINDOWS_1251), ["read"], "stored", WINDOWS_1251),
    Fault("/xhtml", site.page(GOOD + "x", Content_Type="application/xhtml+xml"), ["read"], "stored",
          (GOOD + "x").encode()),
    Fault("/future", site.with_validators(GOOD + "f", '"1"', "Wed, 01 Jan 2098 00:00:00 GMT"), ["read"], "stored",
          (GOOD + "f").encode()),
    # what was announced is the page, what follows is not part of the message
    Fault("/overlong", site.overlong(GOOD + "o", b"<p>smuggled</p>"), ["read"], "stored", (GOOD + "o").encode()),
    # faults that pass
    Fault("/500-once", site.after(site.status(500), site.page(GOOD + "5")), ["server_error", "read"], "stored",
          (GOOD + "5").encode()),
    Fault("/503-wait", site.after(site.status(503, Retry_After="0"), site.page(GOOD + "6")), ["server_error", "read"],
          "stored", (GOOD + "6").encode()),
    Fault("/429-wait", site.after(site.status(429, Retry_After="1"), site.page(GOOD + "4")), ["rate_limited", "read"],
          "stored", (GOOD + "4").encode()),
    Fault("/truncated-once", site.after(site.truncated(GOOD), site.page(GOOD + "t")), ["truncated", "read"], "stored",
          (GOOD + "t").encode()),
    # faults that stay, for this visit
    Fault("/500", site.status(500), ["server_error"] * 3, "wanted"),
    Fault("/429", site.status(429), ["rate_limited"], "wanted"),
    Fault("/403", site.status(403), ["forbidden"], "wanted"),
    Fault("/404", site.status(404), ["not_found"], "wanted"),
    Fault("/418", site.status(418), ["http_error"], "wanted"),
    Fault("/hanging", site.hanging, ["timeout"] * 3, "wanted"),
    Fault("/dripping", site.dripping, ["timeout"] * 3, "wanted"),
    Fault("/dripping-head", site.dripping_head, ["timeout"] * 3, "wanted"),
    Fault("/truncated", site.truncated(GOOD), ["truncated"] * 3, "wanted"),
    Fault("/truncated-chunks", site.truncated_chunks, ["truncated"] * 3, "wanted"),
    Fault("/garbage", site.garbage, ["connection_failed"] * 3, "wanted"),
    Fault("/truncated-zip", site.zipped(GOOD.encode(), keep=80), ["bad_encoding"], "wanted"),
    Fault("/not-zipped", site.page(GOOD, Content_Encoding="gzip"), ["bad_encoding"], "wanted"),
    Fault("/brotli", site.page(GOOD, Content_Encoding="br"), ["bad_encoding"], "wanted"),
    Fault("/empty", site.page(""), ["empty"], "wanted"),
    # for good
    Fault("/410", site.status(410), ["gone"], "refused"),
    Fault("/picture", site.page(b"\x89PNG", Content_Type="image/png"), ["wrong_type"], "refused"),
    Fault("/bomb", site.bomb, ["too_large"], "refused"),
    Fault("/endless", site.endless, ["too_large"], "refused"),
    Fault("/huge", site.huge, ["too_large"], "refused"),
    Fault("/private/page", site.page(GOOD), ["robots_disallowed"], "refused"),
    Fault("/to-other-scheme", site.redirect("file:///etc/passwd"), ["redirect"], "refused"),
    Fault("/to-private", site.redirect("/private/page"), ["redirect"], "moved"),
    Fault("/to-front-page", site.redirect("/"), ["redirect"], "refused"),
    Fault("/to-elsewhere", site.redirect("http://elsewhere.test/"), ["redirect"], "refused"),
    Fault("/to-loopback", site.redirect("http://127.0.0.1/admin"), ["redirect"], "refused"),
    Fault("/to-metadata", site.redirect("http://169.254.169.254/latest/meta-data/"), ["redirect"], "refused"),
    Fault("/to-credentials", site.redirect("http://user:secret@herald.test/x"), ["redirect"], "refused"),
    Fault("/to-nowhere", site.status(302), ["http_error"], "wanted"),
    Fault("/to-itself", site.redirect("/to-itself"), ["redirect", "redirect_loop"], "refused"),
)  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Server, Stored, int]:
    """One visit of a feed that lists every fault; the server, what is stored, and the most memory used."""
    fetcher = impatient(tmp_path_factory.mktemp("faults"))
    with site.running() as web:
        for fault in FAULTS:
            web.put("herald.test", fault.path, fault.respond)
        web.put(
            "herald.test", "/robots.txt", site.page("User-agent: *\nDisallow: /private/", Content_Type="text/plain")
        )
        feed = site.rss(*(web.url("herald.test", f.path) for f in FAULTS))
        web.put("herald.test", "/feed", site.page(feed, Content_Type="application/rss+xml"))
        tracemalloc.start()
        fetcher.visit(source(feeds=[web.url("herald.test", "/feed")]))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return web, Stored(fetcher), peak


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.path)
def test_a_fault(told: tuple[Server, Stored, int], fault: Fault) -> None:
    web, stored, _ = told
    url = web.url("herald.test", fault.path)
    assert stored.outcomes(url) == fault.outcomes
    assert stored.pages[url].state == fault.state
    assert stored.contents(url) == ([] if fault.stored is None else [fault.stored])
    assert (stored.pages[url].reason is None) == (fault.state in ("stored", "moved"))


def test_no_page_is_lost_and_none_stored_twice(told: tuple[Server, Stored, int]) -> None:
    _, stored, _ = told
    assert len(stored.pages) == len(FAULTS)
    in_warc = [(url, hashlib.sha256(body).hexdigest()) for url, body, _ in stored.records]
    assert len(set(in_warc)) == len(in_warc)
    assert sorted(in_warc) == sorted((c.url, c.document_id) for c in stored.captures)
    assert {url for url, _ in in_warc} == {u for u, p in stored.pages.items() if p.state is PageState.STORED}


def test_the_server_was_asked_for_what_the_ledger_says(told: tuple[Server, Stored, int]) -> None:
    web, stored, _ = told
    unsent = {"robots_disallowed", "redirect_loop", "bad_url"}
    sent = [a.url for a in stored.attempts if str(a.outcome) not in unsent]
    assert sorted(web.url(r.host, r.path) for r in web.log) == sorted(sent)
    assert "/private/page" not in web.paths("herald.test")
    assert {r.host for r in web.log} == {"herald.test"}


def test_bombs_take_little_memory(told: tuple[Server, Stored, int]) -> None:
    _, _, peak = told
    assert peak < 60_000_000


def test_requests_say_who_asks(told: tuple[Server, Stored, int]) -> None:
    web, _, _ = told
    assert {r.headers["user-agent"] for r in web.log} == {f"diplomacy-warehouse/1 (+{CONTACT})"}
    assert not any({"cookie", "authorization", "referer"} & r.headers.keys() for r in web.log)


def test_credentials_are_nowhere(told: tuple[Server, Stored, int]) -> None:
    _, stored, _ = told
    assert not re.search("secret|user:", repr((stored.attempts, stored.pages)))


def test_the_ledger_says_where_a_page_lies(told: tuple[Server, Stored, int]) -> None:
    _, stored, _ = told
    [file] = stored.files
    for capture in stored.captures:
        with file.open("rb") as stream:
            stream.seek(capture.warc_offset)
            record = next(iter(ArchiveIterator(stream)))
            assert record.headers["WARC-Target-URI"] == capture.url
            assert hashlib.sha256(record.reader.read()).hexdigest() == capture.document_id
        assert capture.text_characters > 300
