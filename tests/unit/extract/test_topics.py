"""What meetings were about: topics.yaml tells sentences and the topics of each meeting in them, in order of the text."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from orchestration.contracts.codes import Language
from orchestration.contracts.tables import MeetingTopic, ReportedMeeting
from orchestration.extract.kernel import Knowledge, extract_article

from .conftest import ArticleMaker

CASES = yaml.safe_load(Path(__file__).with_name("topics.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_topics(case: dict[str, str], knowledge: Knowledge, article: ArticleMaker) -> None:
    records = list(extract_article(*article(case["text"], Language(case["of"]), dt.date(2025, 8, 22)), knowledge))
    topics: dict[str, set[str]] = defaultdict(set)
    for record in records:
        if isinstance(record, MeetingTopic):
            topics[record.reported_meeting_id].add(record.topic_id)
    told = [topics[r.reported_meeting_id] for r in records if isinstance(r, ReportedMeeting)]
    assert told == [set(words.split()) for words in case["topics"].split(";")]
