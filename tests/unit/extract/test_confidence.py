"""What is doubtful is not reported, but kept as rejected with its confidence; what is told twice stands."""

from __future__ import annotations

import datetime as dt

from orchestration.contracts.codes import CandidateRejection, Language, MeetingStatus
from orchestration.contracts.tables import MeetingMention, RawRecord, RejectedMention, ReportedMeeting
from orchestration.extract.kernel import Knowledge, extract_article, load_knowledge
from tests.unit.extract.conftest import SEEDS, ArticleMaker

DAY = dt.date(2025, 8, 22)
DOUBTFUL = "Vladimir Putin visited India."


def read(text: str, article: ArticleMaker, knowledge: Knowledge) -> list[RawRecord]:
    return list(extract_article(*article(text, Language.EN, DAY), knowledge))


def test_a_doubtful_meeting_is_kept_as_rejected(article: ArticleMaker, knowledge: Knowledge) -> None:
    (meeting,) = (r for r in read(DOUBTFUL, article, knowledge) if isinstance(r, ReportedMeeting))
    records = read(DOUBTFUL, article, load_knowledge(SEEDS))
    assert not any(isinstance(r, ReportedMeeting | MeetingMention) for r in records)
    (rejected,) = (r for r in records if isinstance(r, RejectedMention))
    assert (rejected.rejection, rejected.trigger) == (CandidateRejection.UNCERTAIN, "visited")
    assert rejected.evidence == f"confidence {meeting.confidence:.2f}"


def test_a_firm_meeting_is_reported_beside_it(article: ArticleMaker) -> None:
    records = read(f"S Jaishankar met Sergey Lavrov in Moscow on 21 August. {DOUBTFUL}", article, load_knowledge(SEEDS))
    (meeting,) = (r for r in records if isinstance(r, ReportedMeeting))
    assert (meeting.start_date, meeting.confidence > 0.8) == (dt.date(2025, 8, 21), True)
    assert [r.rejection for r in records if isinstance(r, RejectedMention)] == [CandidateRejection.UNCERTAIN]


def test_what_is_told_twice_stands(article: ArticleMaker, knowledge: Knowledge) -> None:
    twice = f"{DOUBTFUL}\nPutin's visit to India was a success."
    (meeting,) = (r for r in read(twice, article, load_knowledge(SEEDS)) if isinstance(r, ReportedMeeting))
    once = next(r for r in read(DOUBTFUL, article, knowledge) if isinstance(r, ReportedMeeting))
    assert meeting.confidence >= once.confidence


def test_a_plan_stands(article: ArticleMaker) -> None:
    plan = "Preparations for Vladimir Putin's visit to India in December were reviewed."
    (meeting,) = (r for r in read(plan, article, load_knowledge(SEEDS)) if isinstance(r, ReportedMeeting))
    assert (meeting.status, meeting.confidence < load_knowledge(SEEDS).weights.floor) == (MeetingStatus.PLANNED, True)
