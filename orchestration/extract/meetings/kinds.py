"""What kind of contact a passage tells of: talks, a call, consultations, with a third country …"""

from __future__ import annotations

from orchestration.contracts.codes import MeetingType
from orchestration.extract.lexicon import Match, longest
from orchestration.extract.meetings.around import gap_between, overlap
from orchestration.extract.meetings.clauses import Clause
from orchestration.extract.meetings.discourse import Candidate


def tell_kind(candidate: Candidate, clause: Clause) -> None:
    """Sets the type of a candidate by the words beside it, its forum and who takes part."""
    reading, sides, first, last, groups = clause.reading, clause.sides, clause.first, clause.last, clause.groups
    if candidate.trigger.part in ("visit", "invite"):
        return
    names = [p for g in groups for p in g.parties if p.kind in ("person", "role")]
    rivals = [] if candidate.trigger.host else longest(reading.within("m:trigger", first, last))
    in_order = clause.reading.rules_at(first).marking == "before"
    rivals = [m for m in rivals if not _is_setting_of(clause, m, candidate)]
    modifiers = {
        str(m.value[1])
        for m in reading.within("m:modifier", first, last)
        if abs(m.first - candidate.match.first) <= 12
        and not any(
            gap_between(m, t) < gap_between(m, candidate.match)
            for t in rivals
            if not overlap(t, candidate.match)
            and not (m.first < t.first and t.last <= m.last)  # "over the phone"
            and not (in_order and reading.within("m:conjunctions", m.last, t.first))  # "by phone and invited him"
        )
        and not any(p.first <= m.first and m.last <= p.last for p in names)  # "chairman of the commission"
    }
    countries = {c for m in candidate.members for c in ({m.party.country} | set(m.party.countries)) if c}
    leaders = [m.party for m in candidate.members if m.party.role_id in sides.leaders]
    kind = candidate.type
    formal = (
        candidate.trigger.bilateral
        and candidate.trigger.part == "noun"
        and clause.reading.rules_at(first).marking == "after"
    )
    goes_on = candidate.trigger.vague and candidate.trigger.part == "verb"  # with talks told: "they spoke of trade"
    at_forum = candidate.forum is not None and not candidate.forum.is_bilateral
    if "video" in modifiers and at_forum and len(candidate.members) > 1 and _is_at_forum(candidate, clause):
        kind = MeetingType.MULTILATERAL_MEETING
    elif "video" in modifiers:
        kind = MeetingType.VIDEO_CALL
    elif "phone" in modifiers and candidate.trigger.part != "visit":
        kind = MeetingType.PHONE_CALL
    elif (
        kind is MeetingType.BILATERAL_MEETING
        and "informal" in modifiers
        and not formal
        and not candidate.trigger.summit
    ):
        kind = MeetingType.INFORMAL_TALK
    elif candidate.forum is not None and candidate.forum.is_bilateral and candidate.forum.default_type and not goes_on:
        kind = MeetingType(candidate.forum.default_type)
    elif "consultations" in modifiers and kind is MeetingType.BILATERAL_MEETING and not leaders:
        kind = MeetingType.CONSULTATIONS
    if kind not in (MeetingType.PHONE_CALL, MeetingType.INFORMAL_TALK) and (
        countries - set(sides.codes) or ("multilateral" in modifiers and len(countries) > 2)
    ):
        kind = MeetingType.MULTILATERAL_MEETING
    if (
        kind is MeetingType.BILATERAL_MEETING
        and not goes_on
        and candidate.members
        and not any(m.party.kind in ("person", "role", "counterpart") for m in candidate.members)
    ):
        kind = MeetingType.CONSULTATIONS
    candidate.type = kind


def _is_setting_of(clause: Clause, rival: Match, candidate: Candidate) -> bool:
    """Whether an informal occasion is where the two talked: "at the private dinner the two had talks"."""
    reading = clause.reading
    behind = reading.starting("m:definite", rival.last) or reading.starting("m:topic_marks", rival.last)
    if candidate.match.first < rival.last or not behind:
        return False
    return reading.trigger_of(rival).type is MeetingType.INFORMAL_TALK


def _is_at_forum(candidate: Candidate, clause: Clause) -> bool:
    """Whether the forum told nearest is where it was: "at the BRICS summit held by videoconference"."""
    first = candidate.forum.first if candidate.forum is not None else 0
    return bool(clause.reading.ending("m:place_in", first))
