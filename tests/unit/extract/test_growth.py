"""No article, however odd, costs more than its length: executed instructions are counted, never seconds.

Repeats pieces made of the words of all rules, names, digits, quotes and brackets, which rules that look around or back
could stumble over. Four times the text may cost little more than four times the instructions.
"""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from orchestration.contracts.codes import Language
from orchestration.extract.dates.rules import DateRules
from orchestration.extract.kernel import Knowledge, extract_article
from orchestration.extract.language import Schema, load_yaml
from orchestration.extract.meetings.rules import MeetingRules
from orchestration.extract.people.title_words import TitleRules
from orchestration.extract.text import tokenize
from tests.unit.extract.conftest import SEEDS, ArticleMaker

_TOKENS = 350
_TIMES = 4
_MARGIN = 1.6  # what is looked back at is bounded, and the bound is not reached in a short text
_SIGNS = [
    *(".", ",", ";", ":", "?", "!", "।", "…", "-", "–", "—", "/", "(", ")", "[", "]", "«", "»", "“", "”", '"', "'"),
    *("\n", "\n\n", "'s", "%", "5", "२०२५", "2025", "12.06.2025", "5-7", "22nd", "22-й", "1,000", "S-400", "A.", "В."),
]
_NAMES = [
    *("Narendra Modi", "Putin", "J. P. Singh", "Rajnath", "Delhi", "Russia", "Indian", "SCO", "Kremlin", "Xi Jinping"),
    *("नरेंद्र मोदी", "पुतिन", "राजनाथ सिंह", "दिल्ली", "रूस", "भारतीय", "एससीओ", "क्रेमलिन", "के. सिंह", "ट्रंप"),
    *("Нарендра Моди", "Путиным", "С. К. Лавров", "Моди", "Дели", "Россией", "индийский", "ШОС", "Кремле", "Трамп"),
    *("Vasily Kuznechikov", "धर्मपाल वाघमारे", "Аристархом Кузнечиковым", "Foreign Minister", "विदेश मंत्री", "министр"),
]


@functools.cache
def _words(language: Language) -> list[str]:
    """Every word of every rule of a language, without the signs of the term syntax."""

    def texts(value: object) -> list[str]:
        if isinstance(value, dict):
            return [text for part in value.values() for text in texts(part)]
        if isinstance(value, (list, tuple)):
            return [text for part in value for text in texts(part)]
        return [value] if isinstance(value, str) else []

    found: set[str] = set()
    schemas: dict[str, type[Schema]] = {"meetings": MeetingRules, "dates": DateRules, "titles": TitleRules}
    for kind, schema in schemas.items():
        rules = load_yaml(SEEDS / "language" / language.value / f"{kind}.yaml", schema)
        for text in texts(rules.model_dump()):
            found.add(" ".join(re.sub(r"[*?~]|\|\S*", "", text).split()))
    return sorted(found - {""})


def _instructions(work: Callable[[], object]) -> int:
    """Bytecode instructions that Python executes for `work`."""
    count = 0

    def inside(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        count += event == "opcode"
        return inside

    def enter(frame: FrameType, event: str, arg: Any) -> Any:
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        return inside

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def _costs(piece: str, language: Language, knowledge: Knowledge, article: ArticleMaker) -> tuple[int, int]:
    """Instructions for a text of the piece over and over, and for one that is _TIMES as long."""
    repeats = max(1, _TOKENS // max(1, len(tokenize(piece))))
    short, long = (article(piece * repeats * times, language) for times in (1, _TIMES))
    extract_article(*long, knowledge)  # words are learnt once
    return _instructions(lambda: extract_article(*short, knowledge)), _instructions(
        lambda: extract_article(*long, knowledge)
    )


@pytest.mark.parametrize("language", list(Language))
def test_cost_is_linear_in_length(language: Language, knowledge: Knowledge, article: ArticleMaker) -> None:
    part = st.one_of(st.sampled_from(_words(language)), st.sampled_from(_NAMES), st.sampled_from(_SIGNS))

    @settings(max_examples=12, deadline=None, derandomize=True, phases=[Phase.generate], database=None)
    @given(st.lists(part, min_size=1, max_size=7))
    def check(parts: list[str]) -> None:
        short, long = _costs(" ".join(parts) + " ", language, knowledge, article)
        assert long < _TIMES * _MARGIN * short, parts

    check()


@pytest.mark.parametrize(
    ("language", "piece"),
    [
        (Language.EN, "Narendra Modi met Vladimir Putin in Moscow on 5 May 2025. "),
        (Language.EN, "He met him and they met and talked, who met them, whom he met, and "),
        (Language.HI, "मोदी ने पुतिन से मास्को में मुलाकात की। "),
        (Language.HI, "दोनों नेताओं ने बातचीत की और रूस के विदेश मंत्री से मुलाकात के बाद "),
        (Language.RU, "Путин встретился с Моди в Дели 5 мая, они обсудили ПРО, сказал министр. "),
        (Language.EN, "the "),
        (Language.EN, "(“"),
        (Language.EN, "4, "),
        (Language.EN, "4 and "),
        (Language.EN, "4 - "),
        (Language.EN, "May "),
        (Language.EN, "2019, "),
        (Language.EN, "monday "),
        (Language.RU, "от 4 до "),
        (Language.RU, "12 декабря, "),
        (Language.EN, "A. B. "),
        (Language.RU, "«— "),
        (Language.EN, "India-Russia-"),
    ],
)
def test_cost_of_prose_and_of_noise_is_linear(
    language: Language, piece: str, knowledge: Knowledge, article: ArticleMaker
) -> None:
    short, long = _costs(piece, language, knowledge, article)
    assert long < _TIMES * _MARGIN * short
