"""Reasons why a passage is not of an occasion: it was on other days, or is set before or after what was told.

Not here: what day a passage tells (`dating`, `passages`), and who met (`other_people`).
"""

from __future__ import annotations

from orchestration.contracts.codes import MeetingStatus, MeetingType, ParticipantBasis
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.occasions.intervals import is_recent, leads_to, overlap
from orchestration.extract.meetings.occasions.page import LEAD, Told
from orchestration.extract.meetings.occasions.pairing import BESIDE, Pairing
from orchestration.extract.meetings.parties.members import is_named

_WEEKS = 31  # days before a report of which it may tell as its news


def are_officials_of_another_day(p: Pairing) -> bool:
    if not p.is_half_named or p.shared or p.candidate.anaphoric or p.candidate.sentence.title:
        return False
    if p.distance <= 1:
        return False
    undated = all(t.interval.start is None for t in p.occasion.told)
    return p.is_dated and undated and not is_recent(p.passage.interval, p.page.anchor)


def is_set_before_the_news(p: Pairing) -> bool:
    """Whether the lead's undated news goes on with days long over: "X met Y. In May they had talked in Z"."""
    first, today, end = p.occasion.told[0].candidate, p.page.anchor.day, p.passage.interval.end
    if today is None or end is None or p.days or p.distance == 0:
        return False
    if p.candidate.anaphoric and p.distance <= BESIDE:
        return False  # "that meeting was on 26 June"
    if p.candidate.status is not MeetingStatus.HELD or first.back or first.anaphoric:
        return False
    if first.sentence.number > LEAD and not p.candidate.back:
        return False
    return (today - end).days > _WEEKS


def is_the_one_before(p: Pairing) -> bool:
    """ "The previous meeting": one of which nothing was told so far, or told as such or with its days."""
    told = any(c.previous for c in p.told) or (p.is_dated and bool(p.days))
    return p.candidate.anaphoric and p.candidate.previous and not told


def is_another_line(p: Pairing) -> bool:
    """Whether each is told by a line of a list, which has its own day: "2015: Ufa ¶ December 2015: Moscow"."""
    lines = {c.sentence.number for c in p.told if c.listed}
    return p.candidate.listed and bool(lines) and p.candidate.sentence.number not in lines


def is_of_other_days(p: Pairing) -> bool:
    if p.is_dated and p.days:
        dated = [t for t in p.occasion.evidence if t.interval.start is not None]
        return not all(_may_be_of_one_day(p.passage, t) for t in dated)
    if _is_news_and_past(p):
        return True
    before = p.passage.before
    if _has_gone_on(p) and before is not None:
        return not any(
            overlap(before, d) or leads_to(before, d) for d in p.days
        )  # "came on Wednesday, met X on Thursday"
    candidate = p.candidate
    if not is_set_otherwise(p):
        return False
    return candidate.previous or (candidate.earlier and p.told[0].sentence.number == candidate.sentence.number)


def _may_be_of_one_day(passage: Told, told: Told) -> bool:
    """Whether the days of two passages go together, or the one is that of an arrival some days before: "will come on
    Sunday for talks. These are set for Monday"."""
    if overlap(passage.interval, told.interval):
        return True
    if told.arrival and passage.candidate.anaphoric:
        return True
    return (told.arrival and leads_to(told.interval, passage.interval)) or (
        passage.arrival and leads_to(passage.interval, told.interval)
    )


def _is_news_and_past(p: Pairing) -> bool:
    """Whether an undated lead stands beside a day long gone: "X met Y in New York. In February they met in Delhi"."""
    anchor, candidate = p.page.anchor, p.candidate
    if anchor.day is None or candidate.status is not MeetingStatus.HELD:
        return False
    if p.passage.eve and not p.days and not candidate.anaphoric and not candidate.sentence.title:
        return _is_lead(p.told[0]) and p.distance > 0
    names = _names_first(p)
    if p.is_vague and not candidate.sentence.title and not names:
        return False
    if p.is_dated and not p.days:
        return all(_is_lead(c) for c in p.told) and not is_recent(p.passage.interval, anchor)
    anew = p.distance > BESIDE and all(m.basis is ParticipantBasis.NAMED for m in candidate.members)
    undated = not p.is_dated and not candidate.back and not _is_counted(candidate)
    undated = undated and (candidate.sentence.title or anew or names)
    return undated and bool(p.days) and not any(is_recent(d, anchor) for d in p.days)


def _names_first(p: Pairing) -> bool:
    """Whether only the passage names who met: "the session of November was reviewed. He also had meetings with X"."""
    candidate = p.candidate
    goes_on = candidate.anaphoric or candidate.trigger.is_of_talking
    sits = candidate.trigger.type is p.occasion.type is MeetingType.CONSULTATIONS and p.distance <= BESIDE
    goes_on = goes_on or sits  # "the group met on Thursday. Its co-chairs are X and Y"
    named = is_named(candidate.members) and not is_named(p.occasion.members)
    return named and p.distance > 0 and not goes_on


def _is_lead(candidate: Candidate) -> bool:
    """Whether it is told first, without words that set it before something else."""
    return candidate.sentence.number <= BESIDE and not candidate.back and not _is_counted(candidate)


def _is_counted(candidate: Candidate) -> bool:
    """Whether it is one in a count of sessions: "the 22nd summit", which may be one of long ago."""
    return candidate.forum is not None and candidate.forum.is_bilateral


def _has_gone_on(p: Pairing) -> bool:
    """Whether the paragraph may have gone on to another time."""
    far = p.distance > (LEAD if p.candidate.anaphoric else BESIDE)
    return not p.is_dated and p.passage.before is not None and bool(p.days) and far


def is_set_otherwise(p: Pairing) -> bool:
    """Whether only the one is set before what was told last, and no day says more."""
    if (p.is_dated and p.days) or _has_gone_on(p) or p.candidate.anaphoric:
        return False
    return p.candidate.back != any(c.back for c in p.told)
