from __future__ import annotations

import contextlib
import datetime as dt
import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestration.contracts.codes import Language, PublishedBasis, RejectionStage, SegmentKind
from orchestration.contracts.tables import Document
from orchestration.ingest.articles import PageText, RejectedArticleError, read_article
from orchestration.ingest.junk import JunkRules

Make = Callable[..., Document]
Read = Callable[..., PageText]

HI = (
    "विदेश मंत्री एस जयशंकर ने गुरुवार को रूस के विदेश मंत्री सर्गेई लावरोव से मुलाकात की और व्यापार पर चर्चा की।",
    "दोनों नेताओं ने ऊर्जा, उर्वरक और संपर्क परियोजनाओं की समीक्षा की तथा कहा कि अगली बैठक जल्द होगी।",
    "बैठक के बाद जयशंकर ने संवाददाताओं से कहा कि दोनों देशों के रिश्ते समय की कसौटी पर खरे उतरे हैं।",
)
RU = (
    "Министр иностранных дел России Сергей Лавров провёл переговоры с главой МИД Индии Субраманьямом Джайшанкаром.",
    "Стороны обсудили торговлю, энергетику и подготовку визита президента, который ожидается до конца года.",
    "По итогам переговоров министры провели пресс-конференцию и ответили на вопросы журналистов.",
)
TITLE = "जयशंकर ने मॉस्को में लावरोव से की मुलाकात"
ISO = "2025-12-04T18:10:32+05:30"
META = '<meta property="article:published_time" content="{}">'
GRAPH = (
    '<script type="application/ld+json">{"@graph":[{"@type":"WebSite","datePublished":"2001-01-01"},'
    f'{{"@type":["NewsArticle"],"datePublished":"{ISO}"}}]}}</script>'
)


def page(body: str, head: str = "", title: str = TITLE) -> str:
    return (
        f"<!DOCTYPE html><html lang=hi><head><title>{title} | खबर जगत</title>{head}</head><body>"
        f"<nav><a href=/>होम</a> <a href=/d>देश</a></nav><div class=breadcrumb><a href=/>होम</a> &gt; दुनिया</div>"
        f"<h1>{title}</h1>{body}<footer>© 2023 खबर जगत</footer></body></html>"
    )


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{t}</p>" for t in texts)


def json_ld(published: str, **more: str) -> str:
    extra = "".join(f',"{k}":{v}' for k, v in more.items())
    return f'<script type="application/ld+json">{{"@type":"NewsArticle","datePublished":"{published}"{extra}}}</script>'


@pytest.fixture
def read(document: Make, junk: JunkRules) -> Read:
    def run(content: str | bytes, media_type: str = "text/html", **known: object) -> PageText:
        return read_article(document(content, media_type, **known), junk)

    return run


def own_text(article: PageText) -> str:
    kinds = (SegmentKind.TITLE, SegmentKind.BODY)
    return "\n\n".join(article.text[s.char_start : s.char_end] for s in article.segments if s.kind in kinds)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(st.binary(max_size=500), st.text(max_size=500).map(lambda t: t.encode("utf-8", "replace"))),
    media_type=st.sampled_from(["text/plain", "text/html"]),
)
def test_any_bytes_are_an_article_or_refused(read: Read, content: bytes, media_type: str) -> None:
    try:
        article = read(content, media_type)
    except RejectedArticleError:
        return
    assert all(0 <= s.char_start < s.char_end <= len(article.text) for s in article.segments)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [*HI, "<p>", "</div>", "<table><tr><td>", "<br>", "&nbsp;", "<!--", "]]>", "<h1>", "\0", "<a href=x>"]
        )
    )
)
def test_any_markup_is_an_article_or_refused(read: Read, parts: list[str]) -> None:
    try:
        article = read("<html><body>" + "".join(parts))
    except RejectedArticleError:
        return
    assert article.language is Language.HI


def test_plain_text_is_kept_whole(read: Read) -> None:
    text = f"{TITLE}\n\nमॉस्को, 21 अगस्त (भाषा) {HI[0]}\n\n{HI[1]}\n\nये भी पढ़ें\nसोने का भाव आज\n"
    article = read(text, "text/plain")
    assert (article.text, article.encoding, article.language) == (text, "utf-8", Language.HI)
    assert (article.title, article.dateline_place, article.agency) == (TITLE, "मॉस्को", "PTI Bhasha")
    assert (article.published_date, article.published_basis) == (None, None)
    assert own_text(article) == f"{TITLE}\n\n{HI[0]}\n\n{HI[1]}"


def test_manifest_goes_before_the_page(read: Read) -> None:
    article = read(
        page(paragraphs(*HI), json_ld(ISO) + '<meta property="og:site_name" content="खबर जगत">'),
        source_url="https://e.example/2024/01/02/x",
        manifest_published=dt.date(2025, 1, 2),
        manifest_publisher="दूसरा",
        manifest_title="और शीर्षक",
    )
    assert (article.published_date, article.published_basis) == (dt.date(2025, 1, 2), PublishedBasis.MANIFEST)
    assert (article.publisher, article.title) == ("दूसरा", "और शीर्षक")
    assert article.source_url == "https://e.example/2024/01/02/x"


def test_address_in_the_manifest_dates_a_text(read: Read) -> None:
    article = read("\n".join(HI), "text/plain", source_url="https://e.example/2024/01/02/x")
    assert (article.published_date, article.published_basis) == (dt.date(2024, 1, 2), PublishedBasis.URL)


def test_page_without_its_surroundings(read: Read) -> None:
    body = (
        "<div class='share'>शेयर करें: <a href=#>फेसबुक</a></div>"
        "<figure><img src=x><figcaption>फाइल फोटो: मोदी</figcaption></figure>"
        f"<p>{HI[0]}</p><div class=ad>ADVERTISEMENT</div><p>{HI[1]}</p><p><a href=/x>सोने का भाव आज क्या है</a></p>"
        f"<aside>यह भी पढ़ें: <a href=/x>पुतिन से मिले डोभाल</a></aside><p>{HI[2]}</p>"
        f"<div class=related-stories><h3>आपके लिए</h3><p>{HI[1].replace('जल्द', 'कल')}</p></div>"
        f"<div id=comments><p>मोदी जी पुतिन से मेरे शहर में मिले थे, मैंने खुद उन्हें वहां देखा था।</p></div>"
        "<div class=tags>Tags: <a href=/t>PM Modi</a></div><h4>राशिफल</h4>"
    )
    article = read(
        page(body, '<meta property="og:site_name" content="खबर जगत"><link rel=canonical href="https://e.example/a">')
    )
    assert own_text(article) == "\n\n".join((TITLE, *HI))
    assert (article.title, article.publisher, article.source_url) == (TITLE, "खबर जगत", "https://e.example/a")
    assert article.text.startswith(f"{TITLE}\n\n{HI[0]}\n\n")


def test_tables_that_lay_out_the_page(read: Read) -> None:
    body = f"<table><tr><td><table><tr><td><p>{HI[0]}<p>{HI[1]}<p>{HI[2]}</td></tr></table></td>"
    body += "<td>अन्य<br>समाचार</td></tr></table>"
    assert own_text(read(page(body))).startswith("\n\n".join((TITLE, *HI)))


def test_embedded_post_becomes_a_segment(read: Read) -> None:
    post = (
        '<blockquote class="twitter-tweet"><p lang=en>Good talks in Moscow.<br>Trade, energy. '
        "<a href=x>pic.twitter.com/a</a></p>"
        "&mdash; Some Name (@some) <a href=x>August 21, 2025</a></blockquote>"
    )
    article = read(page(f"<p>{HI[0]}</p>{post}<p>{HI[1]}</p><p>{HI[2]}</p>"))
    posts = [article.text[s.char_start : s.char_end] for s in article.segments if s.kind is SegmentKind.EMBEDDED_POST]
    assert posts == ["Good talks in Moscow. Trade, energy. pic.twitter.com/a", "— Some Name (@some) August 21, 2025"]
    assert own_text(article) == "\n\n".join((TITLE, *HI))


@pytest.mark.parametrize(
    ("told", "until"),
    [
        (
            '"liveBlogUpdate": [{"datePublished": "2025-12-05T20:15:00+05:30"}, {"datePublished": "2025-12-04"}]',
            "2025-12-05",
        ),
        ('"liveBlogUpdate": [{"datePublished": "2025-12-04T20:15:00+05:30"}], "dateModified": "2025-12-06"', None),
        ('"dateModified": "2025-12-05T23:50:00+05:30"', "2025-12-05"),
        ('"dateModified": "2026-02-01T10:00:00+05:30"', None),
        ('"liveBlogUpdate": {"datePublished": 5}', None),
    ],
)
def test_a_live_blog_tells_until_when_it_went_on(read: Read, told: str, until: str | None) -> None:
    data = f'{{"@type": "LiveBlogPosting", "datePublished": "2025-12-04T15:00:00+05:30", {told}}}'
    markup = page(paragraphs(*HI), f'<script type="application/ld+json">{data}</script>')
    found = read(markup)
    assert found.published_date == dt.date(2025, 12, 4)
    assert found.continued_until == (dt.date.fromisoformat(until) if until else None)


def test_a_lead_is_read_once(read: Read) -> None:
    lead = "<b>जयशंकर</b>, जो मॉस्को में हैं, ने <a href=/l>लावरोव</a>, से मुलाकात की और शिखर सम्मेलन की तैयारी पर चर्चा की।"
    told = "जयशंकर, जो मॉस्को में हैं, ने लावरोव, से मुलाकात की और शिखर सम्मेलन की तैयारी पर चर्चा की।"
    for place in ("<div class=standfirst>{}</div><div>{}</div>", "<div><p>{}</p>{}</div>"):
        described = f'<meta name="description" content="{told}">'
        text = own_text(read(page(place.format(lead, paragraphs(*HI)), described)))
        assert text.count("शिखर सम्मेलन") == 1
        assert text.index(told) < text.index(HI[0])


def test_live_entries_stay_in_order(read: Read) -> None:
    entries = "".join(
        f"<div class=entry><time>{9 + i}:00</time><h3>बात {i}</h3><p>{t}</p></div>" for i, t in enumerate(HI)
    )
    text = own_text(read(page(f"<div class=live-blog>{entries}</div>")))
    assert text.index(HI[0]) < text.index(HI[1]) < text.index(HI[2])


@pytest.mark.parametrize(
    ("head", "day", "basis"),
    [
        (json_ld(ISO), dt.date(2025, 12, 4), PublishedBasis.JSON_LD),
        (json_ld("2025-12-04T23:59:00+05:30"), dt.date(2025, 12, 4), PublishedBasis.JSON_LD),
        (
            json_ld("2025-12-04T20:40:00Z") + META.format("2025-12-05T02:10:00+05:30"),
            dt.date(2025, 12, 5),
            PublishedBasis.META,
        ),
        (
            json_ld("2025-12-04T10:00:00Z") + META.format("2025-12-04T15:30:00+05:30"),
            dt.date(2025, 12, 4),
            PublishedBasis.JSON_LD,
        ),
        (json_ld(ISO, author="{},"), dt.date(2025, 12, 4), PublishedBasis.JSON_LD),
        (GRAPH, dt.date(2025, 12, 4), PublishedBasis.JSON_LD),
        ('<meta name="date" content="2022-11-08">', dt.date(2022, 11, 8), PublishedBasis.META),
        (META.format("Thu, 04 Dec 2025 18:10:32 +0530"), dt.date(2025, 12, 4), PublishedBasis.META),
        ('<meta name="pubdate" content="December 4, 2025 06:10 pm IST">', dt.date(2025, 12, 4), PublishedBasis.META),
        ('<link rel="canonical" href="https://e.example/2025/12/04/x.html">', dt.date(2025, 12, 4), PublishedBasis.URL),
        ('<link rel="canonical" href="https://e.example/p/20251204/x.html">', dt.date(2025, 12, 4), PublishedBasis.URL),
        ('<meta name="date" content="08/09/2025">', None, None),
        ('<meta name="date" content="December 2025">', None, None),
        (json_ld("0000-00-00"), None, None),
        ('<link rel="canonical" href="https://e.example/article12345678.html">', None, None),
    ],
)  # fmt: skip
def test_publication_date_by_source(read: Read, head: str, day: dt.date | None, basis: PublishedBasis | None) -> None:
    article = read(page(paragraphs(*HI), head))
    assert (article.published_date, article.published_basis) == (day, basis)


def test_time_tag_of_the_article_counts_and_that_of_other_stories_does_not(read: Read) -> None:
    other = '<div class=related><time datetime="2020-01-01">1 Jan 2020</time></div>'
    article = read(page(f'{other}<time datetime="{ISO}">4 दिसंबर</time>{paragraphs(*HI)}'))
    assert (article.published_date, article.published_basis) == (dt.date(2025, 12, 4), PublishedBasis.TIME_TAG)
    assert read(page(other + paragraphs(*HI))).published_date is None


def test_date_that_only_readers_see_is_kept_as_dateline(read: Read) -> None:
    article = read(page(f"<span class=pub>Published: 21 Aug 2025, 6:15 PM</span>{paragraphs(*HI)}"))
    dateline = next(s for s in article.segments if s.kind is SegmentKind.DATELINE)
    assert article.text[dateline.char_start : dateline.char_end] == "Published: 21 Aug 2025, 6:15 PM"
    assert article.published_date is None


@pytest.mark.parametrize("codec", ["cp1251", "koi8-r", "utf-16", "utf-8"])
@pytest.mark.parametrize(
    "meta", ["", "<meta charset=utf-8>", "<meta charset=windows-1251>", "<meta charset=iso-8859-1>"]
)
def test_encoding_of_a_page_whatever_it_declares(read: Read, codec: str, meta: str) -> None:
    title = "Лавров встретился с Джайшанкаром в Москве"
    markup = f"<html><head><title>{title}</title>{meta}</head><body><h1>{title}</h1>{paragraphs(*RU)}</body></html>"
    assert own_text(read(markup.encode(codec))) == "\n\n".join((title, *RU))


@pytest.mark.parametrize(
    ("content", "media_type", "stage", "code"),
    [
        (" \n\t\u00a0\n", "text/plain", RejectionStage.ARTICLE, "no_text"),
        ("ये भी पढ़ें\nसोने का भाव", "text/plain", RejectionStage.ARTICLE, "no_article"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "text/plain", RejectionStage.DECODE, "undecodable"),
        (HI[0].encode()[:-1] + b"\xff\xff\xff", "text/plain", RejectionStage.DECODE, "undecodable"),
        ("शब्द " * 300_000, "text/plain", RejectionStage.ARTICLE, "too_long"),
        ("<html><body><nav>होम</nav></body></html>", "text/html", RejectionStage.ARTICLE, "no_article"),
        ("<html></html>", "text/html", RejectionStage.ARTICLE, "no_article"),
        ("no tags at all", "text/html", RejectionStage.ARTICLE, "no_markup"),
        ("<p>x</p>" * 700_000, "text/html", RejectionStage.ARTICLE, "too_large"),
        ("<b>x</b>" * 70_000, "text/html", RejectionStage.ARTICLE, "too_large"),
        (
            "Der russische Präsident hat am Donnerstag den indischen Premierminister getroffen. Die beiden sprachen "
            "über die Lage in der Ukraine.",
            "text/plain",
            RejectionStage.LANGUAGE,
            "unknown_language",
        ),
    ],
)  # fmt: skip
def test_what_is_refused(read: Read, content: str | bytes, media_type: str, stage: RejectionStage, code: str) -> None:
    with pytest.raises(RejectedArticleError) as refusal:
        read(content, media_type)
    assert (refusal.value.stage, refusal.value.reason_code) == (stage, code)
    assert refusal.value.reason.endswith(".")


def test_list_of_headlines_is_no_article(read: Read) -> None:
    cards = "".join(
        f"<div class=card><h3><a href=/{i}>Modi meets Putin {i}</a></h3><p>3 hours ago</p></div>" for i in range(40)
    )
    with pytest.raises(RejectedArticleError) as refusal:
        read(page(cards))
    assert refusal.value.reason_code == "no_article"


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 40_000 + paragraphs(*HI),
        "<" * 300_000,
        "<table>" + "<tr><td>a</td><td>b 12</td></tr>" * 12_000 + "</table>" + paragraphs(*HI),
        "<ul>" + "<li>a b c</li>" * 20_000 + "</ul>" + paragraphs(*HI),
        "<!-- x -->" * 100_000 + paragraphs(*HI),
        '<div class="' + "related " * 100_000 + '">' + paragraphs(*HI),
    ],
    ids=["nested", "brackets", "table", "list", "comments", "class"],
)
def test_garbage_does_not_hang(read: Read, markup: str) -> None:
    started = time.process_time()
    with contextlib.suppress(RejectedArticleError):
        read("<html><body>" + markup)
    assert time.process_time() - started < 20
