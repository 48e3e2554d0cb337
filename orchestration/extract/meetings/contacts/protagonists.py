"""Whom a contact was with that names one side alone: of whom the article speaks, who was told just before a call.

Not here: the other ways in which the side that is left out is told (`other_side`).
"""

from __future__ import annotations

from collections import Counter

from orchestration.contracts.codes import MeetingType, ParticipantBasis
from orchestration.extract.meetings.contacts.between import Talk
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.parties.parties import Party

_PROTAGONIST = 2  # times that an article has named whom it is about


def called(talk: Talk, ours: set[str]) -> Party | None:
    """Whom a call was to that names but who called: the only one of the other side told with it or just before,
    "मोदी को कई नेताओं ने बधाई दी। शाम को पुतिन का भी फोन आया"."""
    contact, clause = talk.contact, talk.contact.clause
    trigger, codes, here = contact.trigger, set(clause.sides.codes), clause.discourse.here
    if trigger.type is not MeetingType.PHONE_CALL or trigger.manner or talk.partner is not None or len(ours) != 1:
        return None
    if talk.subject is None or contact.rules.marking != "after" or any(g.countries() - codes for g in here):
        return None
    near = [p for p in clause.discourse.recent if clause.sentence.number - contact.reading.tokens[p.first].sentence < 2]
    told = [p for p in (*near, *(p for g in here for p in g.parties)) if p.person is not None and not p.is_spokesperson]
    others = {p.person.person_id: p for p in told if p.person is not None and p.country in codes - ours}
    return next(iter(others.values())) if len(others) == 1 else None


def is_call_to_nobody(talk: Talk) -> bool:
    """Whether a verb tells of a call but not to whom, so that it can be of those told last to have met."""
    contact, end = talk.contact, talk.contact.match.last
    trigger, discourse = contact.trigger, contact.clause.discourse
    is_call = trigger.type is MeetingType.PHONE_CALL or (trigger.spoken and discourse.remote is not None)
    if not is_call or trigger.part != "verb" or talk.partner is not None or talk.pair is not discourse.ours:
        return False
    behind = [g for g in talk.inside if g.first >= end and g.parties[0].kind != "pronoun"]
    named = any(g.marker in ("object", "none") for g in behind)
    named = named or bool(contact.reading.starting("country", end))  # "calls India a great power"
    return not named and not contact.reading.within("m:marker", end, end + 3)


def protagonist(talk: Talk, candidate: Candidate, ours: set[str]) -> Party | None:
    """Of whom the article speaks, where one of the other side is told to have met or received somebody unnamed."""
    subject, partner = talk.subject, talk.partner
    clause, discourse = talk.contact.clause, talk.contact.clause.discourse
    named = [m for m in candidate.members if m.basis is ParticipantBasis.NAMED and m.party.kind == "person"]
    if len(ours) != 1 or not named or candidate.anaphoric or discourse.third_paragraph == clause.sentence.paragraph:
        return None
    received = talk.contact.trigger.host and subject is not None
    if partner is not None and partner.marker == "led":
        return None  # "the session chaired by X"
    if not received and (partner is None or (subject is not None and subject.parties[0].kind != "pronoun")):
        return None
    codes = set(clause.sides.codes)
    if any(group.countries() - codes for group in clause.groups):
        return None  # "X was received by the Kazakh president, then by the minister"
    told = [p for p in discourse.recent if p.person is not None and p.country in codes - ours]
    told = [p for p in told if not p.is_spokesperson]
    counts = Counter(p.person.person_id for p in told if p.person is not None).most_common(2)
    if not counts or counts[0][1] < _PROTAGONIST or (len(counts) > 1 and counts[1][1] == counts[0][1]):
        return None
    return next(p for p in reversed(told) if p.person is not None and p.person.person_id == counts[0][0])
