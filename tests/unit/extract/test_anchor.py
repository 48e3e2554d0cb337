"""When an article was written: each kind of evidence, which of them wins, and what stays unknown."""

from __future__ import annotations

import datetime as dt
import functools
import pathlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.contracts.codes import PublishedBasis, SegmentKind
from orchestration.contracts.tables import ArticleSegment
from orchestration.extract.anchor import Background, find_anchor
from orchestration.extract.dates.finder import DateExpression, DateFinder
from orchestration.extract.kernel import load_knowledge
from orchestration.extract.lexicon import Lexicon, Matches
from orchestration.extract.model import Anchor
from orchestration.extract.spans import Spans
from orchestration.extract.text import Token, tokenize

SEEDS = pathlib.Path(__file__).parents[3] / "seeds"
TITLE, DATELINE, BODY = SegmentKind.TITLE, SegmentKind.DATELINE, SegmentKind.BODY
POST, RELATED = SegmentKind.EMBEDDED_POST, SegmentKind.RELATED


@functools.cache
def _finder() -> tuple[DateFinder, Lexicon]:
    knowledge = load_knowledge(SEEDS)
    return knowledge.dates, knowledge.lexicon


def _anchor(
    *parts: tuple[SegmentKind, str],
    in_post: Sequence[dt.date] = (),
    sessions: Sequence[dt.date] = (),
    years: Mapping[str, int] = MappingProxyType({}),
    read_on: dt.date = dt.date.max,
) -> Anchor:
    text, segments = "", []
    for number, (kind, part) in enumerate(parts, start=1):
        segments.append(ArticleSegment("d", number, kind, None, len(text), len(text) + len(part)))
        text += part + "\n"
    finder, lexicon = _finder()

    def years_of(tokens: Sequence[Token], _: Matches, dates: Spans[DateExpression]) -> dict[int, int]:
        return {e.first: years[tokens[e.first].text] for e in dates if tokens[e.first].text in years}

    background = Background(lambda month, day: in_post, lambda: sessions, years_of, read_on)
    return find_anchor(text, segments, lexicon, finder, background)


def _known(day: str, basis: PublishedBasis) -> Anchor:
    date = dt.date.fromisoformat(day)
    return Anchor(date, date, date, basis)


def _between(start: str, end: str | None) -> Anchor:
    last = dt.date.fromisoformat(end) if end else None
    return Anchor(dt.date.fromisoformat(start), last, None, PublishedBasis.NONE)


NOTHING = Anchor(None, None, None, PublishedBasis.NONE)


@pytest.mark.parametrize(
    ("dateline", "day"),
    [
        ("मॉस्को, 7 अगस्त 2025 (संवाददाता)", "2025-08-07"),
        ("Updated: 1 Sep 2025, 04:12 PM IST", "2025-09-01"),
        ("प्रविष्टि तिथि: 25 SEP 2025 9:05PM by PIB Delhi", "2025-09-25"),
        ("@IndEmbMoscow · 9 मई 2025", "2025-05-09"),
        ("शुक्रवार, 5 दिसंबर 2025", "2025-12-05"),
        ("NEW DELHI, May 8, 2025:", "2025-05-08"),
        ("Press release. Seversk, 23.05.2024", "2024-05-23"),
        ("МОСКВА, 21 августа 2025 г. /Корр./.", "2025-08-21"),
        ("3 февраля 2025, 14:20", "2025-02-03"),
        ("Дата публикации: 03.02.25", "2025-02-03"),
        ("03-Feb-2025", "2025-02-03"),
        ("तिथि : 03-फरवरी-2025", "2025-02-03"),
    ],
)
def test_full_dateline(dateline: str, day: str) -> None:
    assert _anchor((TITLE, "शीर्षक"), (DATELINE, dateline), (BODY, "बैठक हुई।")) == _known(day, PublishedBasis.DATELINE)


def test_numeric_dateline_is_american_where_the_text_shows_it() -> None:
    body = "The forum opened on September 11 and runs until September 13."
    assert _anchor((DATELINE, "09/12/2023"), (BODY, body)).day == dt.date(2023, 9, 12)
    assert _anchor((DATELINE, "09/12/2023"), (BODY, "They met.")).day == dt.date(2023, 12, 9)


@pytest.mark.parametrize("title", ["मोदी की मॉस्को यात्रा (9 जुलाई 2024)", "DIPLOMATIC DIARY | Tuesday, July 9, 2024"])
def test_date_set_off_at_the_end_of_the_title(title: str) -> None:
    assert _anchor((TITLE, title), (BODY, "They met.")) == _known("2024-07-09", PublishedBasis.DATELINE)


def test_date_inside_a_title_is_none() -> None:
    assert _anchor((TITLE, "What happened on July 9, 2024 in Moscow"), (BODY, "They met.")).published_date is None


def test_date_that_is_the_last_line() -> None:
    found = _anchor((BODY, "They met in Kazan.\n\nOctober 23, 2024. With agency inputs."))
    assert found == _known("2024-10-23", PublishedBasis.DATELINE)


@pytest.mark.parametrize(
    ("dateline", "body", "day"),
    [
        # a name or a part of a year is told of the present
        ("मास्को, 1 अक्टूबर .", "Wednesday को बताया। अगस्त में मिले थे। वार्षिक शिखर सम्मेलन 2025 से पहले", "2025-10-01"),
        ("नई दिल्ली, 5 मई", "2025 के अंत में शिखर सम्मेलन होगा। 2019 में भी हुआ था।", "2025-05-05"),
        # a fact dated near that day
        ("चेन्नई, 25 अगस्त (वार्ता):", "चार से छह सितंबर 2019 तक मंच होगा। 2022 में उड़ान है।", "2019-08-25"),
        ("MOSCOW, Dec. 30", "They will meet on January 15, 2025 and met in 2019.", "2024-12-30"),
        # a month goes before its day in any language's dateline
        ("नई दिल्ली, सितंबर 26 --", "शुक्रवार को मुलाकात हुई। 'वर्ल्ड फूड इंडिया 2025' के उद्घाटन में भी थे।", "2025-09-26"),
        # history on the same day says nothing of the year
        ("MOSCOW, January 26", "The law came into force on January 26, 1950. India presides in 2023.", None),
        # the year is told at the foot
        ("7 августа", "В Москве состоялась встреча.", None),
        # a past month says only "not earlier"; the weekday tells this year from the next
        ("DELHI, March 24", "He said on Monday that Modi had visited in July 2024.", "2025-03-24"),
        ("DELHI, March 24", "He said that Modi had visited in July 2024.", None),
        ("Monday, March 24", "Modi visited in July 2024.", "2025-03-24"),
        # said on the day of the report, whatever other day is told first
        ("DELHI, March 24", "He will come on Wednesday, it said on Monday. Modi visited in July 2024.", "2025-03-24"),
        ("DELHI, March 24", "The goal is 100 billion by 2030.", None),
        ("DELHI, March 24", "They met.", None),
    ],
)
def test_dateline_without_year(dateline: str, body: str, day: str | None) -> None:
    found = _anchor((DATELINE, dateline), (BODY, body))
    if day is None:
        assert found.published_date is None
    else:
        assert found == _known(day, PublishedBasis.DATELINE_WITHOUT_YEAR)


def test_no_report_is_of_a_year_after_it_was_read() -> None:
    parts = (DATELINE, "DELHI, March 24"), (BODY, "They met on Monday, and spoke of trade by the end of 2030.")
    assert _anchor(*parts, read_on=dt.date(2026, 11, 22)).published_date is None
    later = (DATELINE, "DELHI, December 24"), (BODY, "They met at the Raisina Dialogue 2026.")
    assert _anchor(*later, read_on=dt.date(2026, 11, 22)).published_date is None


def test_posts_of_those_named_leave_out_years() -> None:
    parts = (DATELINE, "DELHI, March 24"), (BODY, "They met on April 20, 2021; the sale ended on April 2, 2024.")
    in_post = [dt.date(year, 3, 24) for year in range(2023, 2026)]
    assert _anchor(*parts).published_date is None
    assert _anchor(*parts, in_post=in_post).published_date == dt.date(2024, 3, 24)


def test_numbered_session_on_the_day_of_the_dateline_tells_the_year() -> None:
    parts = (DATELINE, "नई दिल्ली, नवंबर 12"), (BODY, "2030 का लक्ष्य है। 2021 में बैठक हुई थी।")
    sessions = [dt.date(2018, 9, 14), dt.date(2024, 11, 12)]
    assert _anchor(*parts, sessions=sessions) == _known("2024-11-12", PublishedBasis.DATELINE_WITHOUT_YEAR)
    assert _anchor(*parts, sessions=[*sessions, dt.date(2019, 11, 14)]).published_date is None


def test_session_long_before_other_facts_is_history() -> None:
    body = "They reviewed the annual summit of December 2021 and the commission's session held in April 2023."
    parts = (DATELINE, "MOSCOW, Nov 30"), (BODY, body)
    assert _anchor(*parts, sessions=[dt.date(2021, 12, 6)]).published_date is None
    dated = *parts, (BODY, "The statement was issued on November 30, 2023.")
    assert _anchor(*dated, sessions=[dt.date(2021, 12, 6)]).published_date == dt.date(2023, 11, 30)


@pytest.mark.parametrize(
    ("body", "start", "end"),
    [
        # a day of a year before the latest one told is of something past
        (
            "In 2019 he was guest of the forum on 4 September. They met in Delhi in December 2021.",
            "2021-01-01",
            None,
        ),
        # Thursday, 7 August, after a September of 2024
        ("गुरुवार 7 अगस्त को मुलाकात हुई। पिछली मुलाकात सितंबर 2024 में हुई थी।", "2025-08-07", "2025-08-10"),
        # an aim tells nothing, nor does a day without its weekday
        ("शुक्रवार (5 दिसंबर) को बातचीत हुई। दिसंबर 2021 में आए थे। साल 2030 का लक्ष्य है।", "2025-12-05", "2025-12-08"),
        ("Putin will visit Delhi on Friday, December 5. He came in December 2021.", "2025-11-21", "2025-12-08"),
        (
            "Переговоры прошли в четверг, 7 августа. В июле 2024 года стороны уже встречались.",
            "2025-08-07",
            "2025-08-10",
        ),
        ("They met on 7 August. They had met in September 2024.", "2024-01-01", None),
        # a year told in the same breath
        ("He was in Moscow on February 17-18 on his first journey abroad in 2021.", "2021-02-17", "2021-04-03"),
        ("11 января на форуме «Иннопром — 2024» он встретился с министром.", "2024-01-11", "2024-02-25"),
    ],
)
def test_weekday_of_a_day_tells_its_year(body: str, start: str, end: str | None) -> None:
    found = _anchor((BODY, body))
    assert (found.start, found.end) == (dt.date.fromisoformat(start), end and dt.date.fromisoformat(end))
    assert found.published_date is None


def test_year_of_a_dateline_from_the_foot_or_a_post() -> None:
    foot = _anchor((DATELINE, "7 августа"), (BODY, "Встреча прошла."), (DATELINE, "2025 год"))
    assert foot == _known("2025-08-07", PublishedBasis.DATELINE_WITHOUT_YEAR)
    credit = _anchor((DATELINE, "मॉस्को, 23 मई"), (BODY, "वे मिले।"), (SegmentKind.CREDIT, "(यह खबर 2025 की है)"))
    assert credit == _known("2025-05-23", PublishedBasis.DATELINE_WITHOUT_YEAR)
    post = _anchor((DATELINE, "DELHI, Jan 1"), (BODY, "They met."), (POST, "— A B (@ab) December 31, 2024"))
    assert post == _known("2025-01-01", PublishedBasis.DATELINE_WITHOUT_YEAR)


@pytest.mark.parametrize(
    "body",
    [
        "पुतिन ने आज यानी 5 मई को मोदी से बात की। 22 अप्रैल का हमला। 2025 के अंत में शिखर सम्मेलन है।",
        "The leaders spoke today, 5 May 2025, by phone.",
        "Президенты поговорили сегодня, 5 мая, по телефону. Саммит пройдет в конце 2025 года.",
    ],
)
def test_today_phrase(body: str) -> None:
    assert _anchor((BODY, body)) == _known("2025-05-05", PublishedBasis.TODAY_PHRASE)


def test_today_phrase_of_another_story_does_not_count() -> None:
    assert _anchor((BODY, "They met."), (RELATED, "Today, 5 May 2025: gold prices")) == NOTHING


def test_embedded_post_gives_bounds() -> None:
    post = (POST, "Talks in Moscow\n— Sidhant Sibal (@sidhant) December 10, 2024")
    assert _anchor((BODY, "सिंह ने मंगलवार को मुलाकात की।"), post) == _between("2024-12-10", "2024-12-10")
    assert _anchor((BODY, "सिंह ने मुलाकात की।"), post) == _between("2024-12-10", "2024-12-16")
    assert _anchor((BODY, "सिंह ने पिछले मंगलवार को मुलाकात की।"), post) == _between("2024-12-10", "2024-12-16")


def test_dateline_with_a_year_or_month_only_gives_bounds() -> None:
    assert _anchor((BODY, "Встреча прошла 7 августа."), (DATELINE, "2025 год")) == _between("2025-01-01", "2025-12-31")
    assert _anchor((DATELINE, "Сентябрь 2025"), (BODY, "Встреча.")) == _between("2025-09-01", "2025-09-30")


def test_own_facts_give_an_open_bound() -> None:
    body = "मोदी ने जुलाई 2024 में रूस का दौरा किया। 2019 में भी गए थे। 2030 तक लक्ष्य है।"
    assert _anchor((BODY, body)) == _between("2024-01-01", None)


@pytest.mark.parametrize("body", ["", "आज क्रेमलिन पहुंचे हैं। कल वहां थे।", "1990-х годах", "the goal by 2030"])
def test_nothing_told(body: str) -> None:
    assert _anchor((BODY, body)) == NOTHING


PIECES = [
    "5 मई",
    "आज यानी",
    "2025",
    "में",
    "in",
    "May",
    "29 Feb",
    "(",
    ")",
    "\n",
    "02/03/2024",
    "सोमवार",
    "2025 год",
    "х",
]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(SegmentKind), st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join)),
        max_size=6,
    )
)
def test_any_article_has_an_anchor(parts: list[tuple[SegmentKind, str]]) -> None:
    found = _anchor(*parts)
    assert found.start is None or found.end is None or found.start <= found.end
    assert found.published_date in (None, found.day)
    assert (found.published_date is None) == (found.published_basis is PublishedBasis.NONE)


def test_since_when_a_paper_appears_is_not_its_day() -> None:
    found = _anchor((DATELINE, "Since 1st March, 1999"), (DATELINE, "Thursday, December 01, 2005"), (BODY, "They met."))
    assert found == _known("2005-12-01", PublishedBasis.DATELINE)


def test_session_beside_a_day_tells_its_year() -> None:
    body = "The BRICS summit in Kazan opens on October 22. Modi met Putin there."
    kazan = {"October": 2024}
    assert _anchor((BODY, body)) == NOTHING
    assert _anchor((BODY, body), years=kazan) == _between("2024-01-01", "2024-12-31")
    found = _anchor((DATELINE, "MOSCOW, October 15"), (BODY, body), years=kazan)
    assert found == _known("2024-10-15", PublishedBasis.DATELINE_WITHOUT_YEAR)


@pytest.mark.parametrize(
    ("body", "start", "end"),
    [
        # an aim says nothing of the year beside a fact, and the year before alone
        (
            "They met in July 2024, when the two leaders spoke of trade and of oil for long. Later it was said that the last ships will come in late 2027.",
            "2024-01-01",
            None,
        ),
        ("The carrier will be delivered in 2012.", "2011-01-01", None),
        # a day of a year before that of a plan may be of either
        (
            "They met on October 22, 2024, and spoke of trade and of the supply of oil to India. Putin will visit India in 2025.",
            "2024-01-01",
            None,
        ),
        ("He will hold talks on January 25 and see the parade of 2007.", "2006-12-11", "2007-01-28"),
        # a day told in full with its weekday is that of the news, or of its caption
        ("Modi and Putin shake hands in Kazan, Tuesday, Oct. 22, 2024. They met in July.", "2024-10-22", "2024-10-25"),
        ("They met on Monday, December 6, 2021. They met in July 2024.", "2024-01-01", None),
    ],
)
def test_plans_and_full_days_bound_the_article(body: str, start: str, end: str | None) -> None:
    assert _anchor((BODY, body)) == _between(start, end)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("They will meet at the BRICS summit in Kazan in October.", {2024}),
        ("Саммит БРИКС пройдет в Казани в октябре.", {2024}),
        ("Modi will attend the Eastern Economic Forum on September 4.", set()),  # of several years
        ("The SCO summit was held in Samarkand on September 16.", {2022}),
        ("The SCO summit in Samarkand was on their minds in October.", set()),
        ("एससीओ शिखर सम्मेलन 31 अगस्त को तियानजिन में शुरू होगा।", {2025}),
        ("They spoke of the BRICS summit on September 16.", set()),
        ("They met at the BRICS summit last October in Kazan.", set()),
    ],
)
def test_forums_tell_the_year_of_a_day(text: str, years: set[int]) -> None:
    knowledge = load_knowledge(SEEDS)
    tokens = tokenize(text)
    matches = knowledge.lexicon.scan(tokens)
    dates = Spans(knowledge.dates.find(tokens, matches))
    assert set(knowledge.forums.years(tokens, matches, dates, lambda _: True).values()) == years
