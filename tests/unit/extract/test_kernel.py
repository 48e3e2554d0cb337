"""Any text at all goes through, and every offset leads back into it."""

from __future__ import annotations

import cProfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestration.contracts.codes import Language
from orchestration.contracts.tables import MENTION_TABLES, RawRecord, columns
from orchestration.extract.kernel import Knowledge, extract_article

from .conftest import ArticleMaker

WORDS = st.sampled_from(
    "मोदी ने पुतिन से मुलाकात की । प्रधानमंत्री नरेंद्र और के बीच मॉस्को में 5 मई को दोनों नेताओं होगी नहीं डोभाल बैठक के दौरान कहा कि "
    "President Putin met Modi in Moscow on 5 May . The two leaders will meet Lavrov and Jaishankar held talks did not "
    "Президент Путин встретился с Моди в Москве 5 мая . Лавров принял Джайшанкара переговоры состоятся не ( ) « » - , \n\n".split(
        " "
    )
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join))


@given(text=TEXTS, language=st.sampled_from(Language))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_goes_through(text: str, language: Language, knowledge: Knowledge, article: ArticleMaker) -> None:
    row, segments = article(text, language)
    for record in extract_article(row, segments, knowledge):
        start, end = getattr(record, "char_start", 0), getattr(record, "char_end", 0)
        assert 0 <= start <= end <= len(text)
        for name in ("surface", "quote", "term"):
            if hasattr(record, name):
                assert getattr(record, name) == text[start:end] != ""


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


@pytest.mark.parametrize("piece", ["मोदी और ", "( ", "Putin, ", "с Путиным и ", "5 मई 2025 ", "बैठक में ", "दोनों नेताओं ने "])
def test_cost_grows_linearly(piece: str, knowledge: Knowledge, article: ArticleMaker) -> None:
    """Ten times the text may take at most twenty times as many calls: linear, with room for what is done once."""

    def calls(times: int) -> int:
        row, segments = article(piece * times)
        profile = cProfile.Profile(builtins=True)
        profile.runcall(extract_article, row, segments, knowledge)
        return sum(entry.callcount for entry in profile.getstats())

    calls(50)
    assert calls(3000) < 20 * calls(300)
