"""What is doubtful is not reported, but kept as rejected with its confidence; what is told twice stands."""

from __future__ import annotations

import datetime as dt

from orchestration.contracts.codes import CandidateRejection, Language
from orchestration.contracts.tables import MeetingMention, RawRecord, RejectedMention, ReportedMeeting
from orchestration.extract.kernel import Knowledge, extract_article, load_knowledge
from orchestration.extract.meetings.confidence import Feature, without_doubtful
from orchestration.extract.meetings.page import Occasion
from tests.unit.extract.conftest import SEEDS, ArticleMaker

DAY = dt.date(2025, 8, 22)
DOUBTFUL = "Preparations for Vladimir Putin's visit to India in December were reviewed."


def read(text: str, article: ArticleMaker, knowledge: Knowledge) -> list[RawRecord]:
    return list(extract_article(*article(text, Language.EN, DAY), knowledge))


def test_a_doubtful_meeting_is_kept_as_rejected(article: ArticleMaker, knowledge: Knowledge) -> None:
    (meeting,) = (r for r in read(DOUBTFUL, article, knowledge) if isinstance(r, ReportedMeeting))
    records = read(DOUBTFUL, article, load_knowledge(SEEDS))
    assert not any(isinstance(r, ReportedMeeting | MeetingMention) for r in records)
    (rejected,) = (r for r in records if isinstance(r, RejectedMention))
    assert (rejected.rejection, rejected.trigger) == (CandidateRejection.UNCERTAIN, "visit")
    assert rejected.evidence == f"confidence {meeting.confidence:.2f}"


def test_a_firm_meeting_is_reported_beside_it(article: ArticleMaker) -> None:
    records = read(f"S Jaishankar met Sergey Lavrov in Moscow on 21 August. {DOUBTFUL}", article, load_knowledge(SEEDS))
    (meeting,) = (r for r in records if isinstance(r, ReportedMeeting))
    assert (meeting.start_date, meeting.confidence > 0.8) == (dt.date(2025, 8, 21), True)
    assert [r.rejection for r in records if isinstance(r, RejectedMention)] == [CandidateRejection.UNCERTAIN]


def test_what_is_told_twice_stands(article: ArticleMaker, knowledge: Knowledge) -> None:
    twice = f"{DOUBTFUL}\nVladimir Putin's visit to India is expected in December."
    (meeting,) = (r for r in read(twice, article, load_knowledge(SEEDS)) if isinstance(r, ReportedMeeting))
    once = next(r for r in read(DOUBTFUL, article, knowledge) if isinstance(r, ReportedMeeting))
    assert meeting.confidence >= once.confidence


def test_nothing_is_left_out_without_a_floor(knowledge: Knowledge) -> None:
    heavy = knowledge.weights.model_copy(update={"weights": dict.fromkeys(Feature, -9.0)})
    occasions = [Occasion([], [], None, None, features=frozenset({Feature.VISIT}))]  # type: ignore[arg-type]
    assert without_doubtful(occasions, heavy) == occasions
    assert occasions[0].confidence == 0.01
