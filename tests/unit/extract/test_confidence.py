"""What is doubtful is not reported, but kept as rejected with its confidence; plans stand."""

from __future__ import annotations

import copy
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


def test_a_session_is_firm_that_is_told_with_month_and_city(article: ArticleMaker) -> None:
    told = "The 25th session of the India-Russia Inter-Governmental Commission was held in New Delhi in November 2024."
    records = read(told, article, load_knowledge(SEEDS))
    (meeting,) = (r for r in records if isinstance(r, ReportedMeeting))
    assert (meeting.start_date, meeting.location_id) == (dt.date(2024, 11, 12), "in-new-delhi")


def test_plans_have_a_floor_of_their_own(article: ArticleMaker) -> None:
    strict = copy.copy(load_knowledge(SEEDS))
    strict.weights = strict.weights.model_copy(update={"floor": 1.0})
    told = "Narendra Modi met Vladimir Putin in Kazan in October 2024. Putin will visit India in December."
    (meeting,) = (r for r in read(told, article, strict) if isinstance(r, ReportedMeeting))
    assert meeting.status == MeetingStatus.PLANNED


def test_a_plan_told_with_next_to_nothing_is_kept_as_rejected(article: ArticleMaker) -> None:
    told = "Ajit Doval met Sergei Shoigu in Moscow on 7 August 2025. He will go to Moscow again."
    records = read(told, article, load_knowledge(SEEDS))
    assert [r.status for r in records if isinstance(r, ReportedMeeting)] == [MeetingStatus.HELD]
    assert CandidateRejection.UNCERTAIN in [r.rejection for r in records if isinstance(r, RejectedMention)]


def test_what_is_said_at_a_dated_session_and_a_delegation_on_dated_days_are_firm(article: ArticleMaker) -> None:
    firm = load_knowledge(SEEDS)
    for day, told in (
        (
            dt.date(2023, 4, 18),
            "Denis Manturov said this at the session of the India-Russia Inter-Governmental Commission.",
        ),
        (dt.date(2025, 8, 22), "A Russian delegation led by Rustam Minnikhanov visited New Delhi on 18-20 August."),
    ):
        records = list(extract_article(*article(told, Language.EN, day), firm))
        (meeting,) = (r for r in records if isinstance(r, ReportedMeeting))
        assert (meeting.status, meeting.location_id) == (MeetingStatus.HELD, "in-new-delhi")
