"""Which passages of an article are one occasion: short articles that tell two or three of them, and tell them again.

What is told is data: occasions.yaml, where the fields are explained.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from orchestration.contracts.codes import Language
from orchestration.extract.kernel import Knowledge

from .conftest import ArticleMaker
from .told import differences

ARTICLES = yaml.safe_load(Path(__file__).with_name("occasions.yaml").read_text(encoding="utf-8"))
DAY = dt.date(2025, 8, 22)


@pytest.mark.parametrize(
    ("language", "told"), [(language, told) for language in Language for told in ARTICLES[language]]
)
def test_every_occasion_is_told_once(
    language: Language, told: dict[str, Any], knowledge: Knowledge, article: ArticleMaker
) -> None:
    text, day = told["text"].strip(), told.get("day", DAY)
    assert differences(text, language, day, told["told"], knowledge, article, told.get("dateline")) == ([], [])
