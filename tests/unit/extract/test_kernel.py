"""Any text at all goes through, and every offset leads back into it."""

from __future__ import annotations

import cProfile
import dataclasses
import datetime as dt
import random
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestration.contracts.codes import Language, MeetingStatus, PublishedBasis
from orchestration.contracts.tables import MENTION_TABLES, Document, MeetingMention, RawRecord, columns
from orchestration.extract.kernel import Knowledge, extract_article, make_article
from orchestration.ingest.articles import read_article
from orchestration.ingest.junk import JunkRules

from .conftest import SEEDS, ArticleMaker

WORDS = st.sampled_from(
    "मोदी ने पुतिन से मुलाकात की । प्रधानमंत्री नरेंद्र और के बीच मॉस्को में 5 मई को दोनों नेताओं होगी नहीं डोभाल बैठक के दौरान कहा कि "
    "President Putin met Modi in Moscow on 5 May . The two leaders will meet Lavrov and Jaishankar held talks did not "
    "Президент Путин встретился с Моди в Москве 5 мая . Лавров принял Джайшанкара переговоры состоятся не ( ) « » - , \n\n".split(
        " "
    )
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join))
_MANY = 200  # paragraphs
_ARTICLES = 400  # some milliseconds each
ANNOTATED = sorted((Path(__file__).parents[2] / "gold").glob("**/articles/*.txt"))
PIECES = ["मोदी और ", "( ", "Putin, ", "с Путиным и ", "5 मई 2025 ", "बैठक में ", "दोनों नेताओं ने "]


def _check_offsets(records: Iterable[RawRecord], text: str) -> None:
    for record in records:
        start, end = getattr(record, "char_start", 0), getattr(record, "char_end", 0)
        assert 0 <= start <= end <= len(text)
        for name in ("surface", "quote", "term"):
            if hasattr(record, name):
                assert getattr(record, name) == text[start:end] != ""


@given(text=TEXTS, language=st.sampled_from(Language))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_goes_through(text: str, language: Language, knowledge: Knowledge, article: ArticleMaker) -> None:
    row, segments = article(text, language)
    _check_offsets(extract_article(row, segments, knowledge), text)


@pytest.mark.parametrize("language", Language)
def test_paragraphs_of_the_press_go_through_in_any_order(
    language: Language, knowledge: Knowledge, article: ArticleMaker
) -> None:
    """Words of many occasions side by side, as no author would put them: people, trips and talks that do not fit."""
    texts = [path.read_text(encoding="utf-8") for path in ANNOTATED if path.name.startswith(language)]
    short = yaml.safe_load(Path(__file__).with_name("occasions.yaml").read_text(encoding="utf-8"))[language]
    paragraphs = [p for text in (*texts, *(told["text"] for told in short)) for p in text.split("\n\n") if p.strip()]
    assert len(paragraphs) > _MANY
    order = random.Random(1)  # noqa: S311  # a test must be repeatable
    for number in range(_ARTICLES):
        text = "\n\n".join(order.choices(paragraphs, k=order.randint(3, 9)))
        row, segments = article(text, language, (None, dt.date(2025, 3, 12), dt.date(2007, 12, 25))[number % 3])
        _check_offsets(extract_article(row, segments, knowledge), text)


@given(text=TEXTS)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_keep_the_contract(text: str, knowledge: Knowledge, article: ArticleMaker) -> None:
    rows: dict[type[RawRecord], list[RawRecord]] = {table: [] for table in MENTION_TABLES}
    for record in extract_article(*article(text), knowledge):
        rows[type(record)].append(record)
    for table, records in rows.items():
        keys = [c.name for c in columns(table) if c.key]
        values = [tuple(getattr(r, k) for k in keys) for r in records]
        assert len(values) == len(set(values)), table
        for record in records:
            for column in columns(table):
                value = getattr(record, column.name)
                assert value is not None or column.nullable, (table, column.name)
                if column.accepted_values:
                    assert value in column.accepted_values


def test_same_text_same_rows(knowledge: Knowledge, article: ArticleMaker) -> None:
    row, segments = article("प्रधानमंत्री नरेंद्र मोदी ने मंगलवार को मॉस्को में राष्ट्रपति पुतिन से मुलाकात की।")
    assert extract_article(row, segments, knowledge) == extract_article(row, segments, knowledge) != []


@pytest.mark.parametrize(
    ("piece", "times"),
    [
        *((piece, 300) for piece in PIECES),
        ("Sergey Lavrov has arrived in Delhi for talks with S. Jaishankar. Modi met Putin in Delhi on Monday. ", 150),
    ],
)
def test_cost_grows_linearly(piece: str, times: int, knowledge: Knowledge, article: ArticleMaker) -> None:
    """Ten times the text may take at most twenty times as many calls: linear, with room for what is done once."""

    def calls(times: int) -> int:
        row, segments = article(piece * times)
        profile = cProfile.Profile(builtins=True)
        profile.runcall(extract_article, row, segments, knowledge)
        return sum(entry.callcount for entry in profile.getstats())

    calls(50)
    assert calls(10 * times) < 20 * calls(times)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # 12 March is a Tuesday in 2013, 2019 and 2024; only in one of them was S. Jaishankar the minister
        (
            "मॉस्को, 12 मार्च (भाषा) विदेश मंत्री एस जयशंकर ने मंगलवार को यहां रूस के विदेश मंत्री सर्गेई लावरोव से मुलाकात की।\n\n"
            "दोनों नेताओं ने द्विपक्षीय संबंधों की समीक्षा की और व्यापार बढ़ाने के उपायों पर विस्तार से चर्चा की।",
            dt.date(2024, 3, 12),
        ),
        # nobody with a post: any year would do
        (
            "मॉस्को, 12 मार्च (भाषा) भारत और रूस के अधिकारियों ने मंगलवार को यहां व्यापार पर विस्तार से बातचीत की।\n\n"
            "दोनों पक्षों ने कहा कि बातचीत आगे भी जारी रहेगी और अगले दौर की तारीख जल्द तय होगी।",
            None,
        ),
    ],
)
def test_posts_tell_the_year_of_a_dateline(text: str, day: dt.date | None, knowledge: Knowledge) -> None:
    page = read_article(_document(text), JunkRules.load(SEEDS / "language"))
    article, _ = make_article(_document(text), page, knowledge)
    assert article.published_date == day


def test_metadata_come_before_the_text(knowledge: Knowledge) -> None:
    document = _document("मॉस्को, 7 अगस्त 2025 (भाषा) विदेश मंत्री एस जयशंकर ने आज यहां सर्गेई लावरोव से मुलाकात की।")
    page = read_article(document, JunkRules.load(SEEDS / "language"))
    page = dataclasses.replace(page, published_date=dt.date(2025, 8, 8), published_basis=PublishedBasis.JSON_LD)
    article, _ = make_article(document, page, knowledge)
    assert (article.published_date, article.published_basis) == (dt.date(2025, 8, 8), "json_ld")
    assert article.anchor_start == article.anchor_end == dt.date(2025, 8, 7)  # "today" is of the day of its dateline


def test_a_dateline_long_before_is_not_when_it_was_written(knowledge: Knowledge) -> None:
    document = _document("NEW DELHI, August 4. /TASS/. S. Jaishankar met Sergey Lavrov here on Monday.")
    page = read_article(document, JunkRules.load(SEEDS / "language"))
    page = dataclasses.replace(page, published_date=dt.date(2025, 8, 8), published_basis=PublishedBasis.JSON_LD)
    article, _ = make_article(document, page, knowledge)
    assert article.anchor_start == article.anchor_end == dt.date(2025, 8, 8)


def _document(text: str) -> Document:
    content = text.encode()
    read_on = dt.datetime(2026, 1, 1)  # UTC by contract
    return Document("d", "a.txt", [], "text/plain", len(content), content, None, None, None, None, read_on)


@pytest.mark.parametrize(
    ("language", "text", "is_postponed"),
    [
        (Language.EN, "The talks between Doval and Shoigu, planned for Monday, have been put off.", True),
        (Language.EN, "The talks between Doval and Shoigu, planned for Monday, have been cancelled.", False),
        (Language.HI, "अजीत डोभाल और सर्गेई शोइगु की बैठक स्थगित कर दी गई है।", True),
        (Language.HI, "अजीत डोभाल और सर्गेई शोइगु की बैठक रद्द कर दी गई है।", False),
        (Language.RU, "Встреча Аджита Довала и Сергея Шойгу перенесена на сентябрь.", True),
        (Language.RU, "Встреча Аджита Довала и Сергея Шойгу отменена.", False),
    ],
)
def test_what_is_put_off_is_told_from_what_is_called_off(
    language: Language, text: str, is_postponed: bool, knowledge: Knowledge, article: ArticleMaker
) -> None:
    rows = extract_article(*article(text, language), knowledge)
    told = {(r.status, r.is_postponed) for r in rows if isinstance(r, MeetingMention)}
    assert (MeetingStatus.CANCELLED, is_postponed) in told
    assert (MeetingStatus.CANCELLED, not is_postponed) not in told
