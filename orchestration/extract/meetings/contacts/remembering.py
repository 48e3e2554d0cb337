"""What is kept of each passage for words that refer back: who is named, who met, who leads a delegation, which session.

What is kept and asked are small questions of `Discourse`; here is what of a clause or contact goes into it. Not here:
the order of reading (`candidates`); whom words that refer back stand for (`referents`, `teams`).
"""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.contracts.codes import REMOTE_TYPES, CandidateRejection, MeetingStatus, MeetingType, ParticipantBasis
from orchestration.extract.meetings.contacts.clauses import Clause, Contact
from orchestration.extract.meetings.contacts.discourse import Candidate, Discourse, Sentence
from orchestration.extract.meetings.parties.members import (
    Member,
    are_among,
    has_people,
    is_among,
    named_on_both_sides,
    same_party,
)
from orchestration.extract.meetings.parties.parties import SUBJECT, SUBJECT_OR_SPEAKER, Group
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.meetings.rules import Trigger

_PAIR = 2
_SET_AT = 5  # tokens from "on the sidelines of" to the forum
_TEAM = 6  # tokens from the verb for who leads it to a delegation: "leading a high-level four-member delegation"
#: Rejections after which "the two" are those just named: "they have met many times. In July the two …"
_NAMES_A_PAIR = frozenset(
    {
        *(CandidateRejection.HABITUAL, CandidateRejection.NEGATED, CandidateRejection.HYPOTHETICAL),
        CandidateRejection.NOT_A_CONTACT,
    }
)


def hear(
    reading: Reading,
    discourse: Discourse,
    groups: Sequence[Group],
    sentence: Sentence,
    first: int,
    *,
    aside: bool = False,
    owner: Group | None = None,
) -> None:
    """Remembers who is named from token `first` on; a sentence may begin with whom it tells of: "With X the visits
    began"."""
    for group in groups:
        leads = group is owner or (group.marker == "with" and group.first - sentence.first <= 1)
        broken = first > sentence.first and bool(reading.within("m:clause_breaks", first, group.first))
        within = broken and any(g.marker in SUBJECT_OR_SPEAKER and g not in groups for g in discourse.here)
        discourse.hear(group, leads=leads, aside=aside, within=within)


def hear_clause(clause: Clause) -> None:
    """Remembers who is named in a clause, and of whom it goes on to speak: "X welcomed him. The minister …"."""
    aside, owner = _receives_whom_it_tells_of(clause), _owner(clause)
    hear(clause.reading, clause.discourse, clause.own_groups, clause.sentence, clause.first, aside=aside, owner=owner)
    _hear_inviter(clause)


def _hear_inviter(clause: Clause) -> None:
    """Remembers who of a third country invited the one told of: "He will go on to Beijing at the invitation of X. There
    the two will …"."""
    sides, discourse = clause.sides, clause.discourse
    inviters = [g.parties[0] for g in clause.own_groups if g.marker == "on_invitation_of"]
    inviters = [p for p in inviters if p.is_individual and p.country and p.country not in sides.codes]
    guest = discourse.subject
    if inviters and guest is not None and guest.country in sides.codes:
        both = [Member(p, ParticipantBasis.CONTEXT) for p in (guest, inviters[0])]
        discourse.third, discourse.third_paragraph = both, clause.sentence.paragraph


def _owner(clause: Clause) -> Group | None:
    """Whom a clause is about whose subject is what he does: «Начался визит в Дели министра Х. Он …», "X की यात्रा टल
    गई। अब वह …"."""
    rules = clause.reading.rules_at(clause.first)
    groups = clause.own_groups
    if not (rules.case_endings or rules.marking == "after") or any(g.marker in SUBJECT_OR_SPEAKER for g in groups):
        return None
    named = [g for g in groups if any(p.is_individual for p in g.parties)]
    if len(named) != 1 or named[0].marker != "genitive" or len(named[0].parties) != 1:
        return None
    words = (named[0].last, clause.last) if rules.marking == "after" else (clause.first, named[0].first)
    return named[0] if clause.reading.within("m:trigger", *words) else None


def _receives_whom_it_tells_of(clause: Clause) -> bool:
    """Whether somebody only receives the one of whom the article goes on to speak: "at the airport X welcomed him"."""
    hosts = [m for m in clause.within("m:trigger") if clause.reading.trigger_of(m).host]
    guests = (g for g in clause.own_groups if g.parties[0].kind == "pronoun" and g.marker not in ("agent", "speaker"))
    return bool(hosts) and any(g.marker != "none" or g.first >= hosts[0].last for g in guests)


def hear_mechanism(reading: Reading, discourse: Discourse, sentence: Sentence) -> None:
    """Remembers that a sentence goes back to the mechanism told before: "The commission sits yearly. It last met …"."""
    told = discourse.forum
    nouns = reading.within("m:modifier", sentence.first, sentence.last) if told is not None else []
    if told is not None and told.kind == "mechanism" and any(m.value[1] == "consultations" for m in nouns):
        discourse.session = told


def hear_timetable(reading: Reading, discourse: Discourse, sentence: Sentence) -> None:
    """Remembers that what follows may be entries of a schedule: "Putin's agenda for day 2", «В графике Х на среду:»."""
    words = (sentence.first, sentence.last)
    begins_list = reading.ends_in_colon(*words) and bool(reading.within("m:schedules", *words))
    if begins_list or reading.within("m:timetables", *words):
        discourse.timetable = sentence.number


def hear_session(contact: Contact) -> None:
    """Remembers the mechanism or summit that is spoken of, for its other sessions: "the previous one was in May"."""
    discourse = contact.clause.discourse
    if contact.forum is not None:
        discourse.session = contact.forum if contact.forum.is_bilateral else None
    elif contact.trigger.type is MeetingType.CONSULTATIONS:
        told = discourse.forum
        discourse.session = told if told is not None and told.kind == "mechanism" else None
    elif contact.trigger.summit:
        discourse.session = None


def enlist(clause: Clause) -> None:
    """Remembers who belongs to the delegation told last, "the team includes X and Y", and who leads it: «делегацию
    возглавил Х»."""
    for verb in clause.within("m:leading"):  # "X, leading a four-member delegation, …"
        before = [p for g in clause.groups if g.last <= verb.first for p in g.parties if p.is_individual]
        if before and clause.reading.within("m:sent", verb.last, verb.last + _TEAM):
            clause.discourse.team = before[-1:]
    team, inside = clause.discourse.team, clause.own_groups
    if not any(p.kind == "team" for g in inside for p in g.parties):
        return
    people = [p for g in inside for p in g.parties if p.kind == "person" and p.country in clause.sides.codes]
    heads = [p for p in people if p.marker == "agent"]
    if len(heads) == 1 and any(_is_of_heads(clause.reading.trigger_of(m)) for m in clause.within("m:trigger")):
        clause.discourse.team = heads
    elif team and clause.within("m:included"):
        more = [p for p in people if p.country == team[0].country]
        clause.discourse.team = [*team, *(p for p in more if not any(same_party(p, known) for known in team))]


def _is_of_heads(trigger: Trigger) -> bool:
    """Whether words say who led a delegation."""
    return trigger.part == "presence" and trigger.type is MeetingType.CONSULTATIONS


def remember(candidate: Candidate, clause: Clause) -> None:
    """Keeps who met, for words that refer back."""
    sides, discourse, members = clause.sides, clause.discourse, candidate.members
    both = candidate.rejection is None and len(sides.among(members)) == 2
    is_led = both and sides.are_led(members) and (not discourse.leaders or sides.meet_at_summits(members))
    if both and _is_summit_in_passing(candidate, clause):
        return
    if candidate.rejection is None and not _goes_on_with_session(candidate):
        discourse.session = None
    of_others = candidate.matter and bool(discourse.ours)  # "the two" are still those who spoke of it
    goes_back = bool(discourse.last) and (candidate.back or _is_only_behind(candidate, clause))
    if both and not of_others and not goes_back and candidate.trigger.part != "invite":  # none to be present at
        discourse.last, discourse.last_status = members, candidate.status
        discourse.last_remote = candidate.type in REMOTE_TYPES
        discourse.last_number = candidate.sentence.number
        if not sides.are_alone(members):
            discourse.trio = members
    elif candidate.rejection is None and not discourse.last and candidate.type is MeetingType.CONSULTATIONS:
        discourse.last_status = candidate.status  # "the commission will sit on Monday. X and Y will take part"
    if candidate.destination is not None and candidate.rejection is None:
        discourse.trip = candidate
        discourse.trip_ahead = candidate if candidate.status is MeetingStatus.PLANNED else discourse.trip_ahead
    if of_others:
        discourse.leaders = members if is_led else discourse.leaders
    else:
        _remember_people(candidate, clause, both=both, is_led=is_led)


def _remember_people(candidate: Candidate, clause: Clause, *, both: bool, is_led: bool) -> None:
    """Keeps whom "the two" and "the leaders" stand for from here on, and whether they spoke by phone.

    both: whether both sides took part; is_led: whether leaders of both did.
    """
    sides, discourse, members = clause.sides, clause.discourse, candidate.members
    goes_on = candidate.anaphoric and is_of_callers(candidate, clause)
    remote = candidate.type if candidate.type in REMOTE_TYPES else discourse.remote if goes_on else None
    if both and has_people(members):
        if not _is_invited_beside(candidate, clause) and (sides.are_alone(members) or not discourse.ours):
            in_passing = _is_in_passing(candidate, clause)
            discourse.meet(members, in_passing=in_passing)
            discourse.ours_paragraph = clause.sentence.paragraph
            if discourse.third_first == clause.sentence.paragraph:
                discourse.third_first = None
            if candidate.trigger.part in ("noun", "verb") and not in_passing and _is_told_of_them(members, clause):
                discourse.dwell(members)
        discourse.remote = remote
        discourse.leaders = members if is_led else discourse.leaders
    elif candidate.rejection in _NAMES_A_PAIR and named_on_both_sides(members, sides.codes) and len(members) == _PAIR:
        told = all(m.basis is not ParticipantBasis.CONTEXT for m in members)
        if told and not candidate.trigger.host:  # who meets a guest at the airport is none of "the two leaders"
            discourse.meet(members)
            discourse.remote = remote
    elif candidate.rejection is CandidateRejection.THIRD_COUNTRY:
        if len(members) > 1 or not are_among(members, discourse.third):
            discourse.third = members
        discourse.third_paragraph, discourse.ours_numbers = clause.sentence.paragraph, set()
        begins = discourse.third_first is None and not discourse.pairs
        if begins and not clause.sentence.title and not candidate.matter:
            discourse.third_first = clause.sentence.paragraph


def _is_summit_in_passing(candidate: Candidate, clause: Clause) -> bool:
    """Whether a coming summit is but what others met for: "X met Y to prepare the summit due in December"."""
    told = clause.discourse.ours
    if candidate.status is not MeetingStatus.PLANNED or not candidate.trigger.summit or clause.sides.are_led(told):
        return False
    before = clause.reading.within("m:trigger", clause.sentence.first, candidate.match.first)
    in_order = clause.reading.rules_at(candidate.match.first).marking == "before"
    return bool(told and before and in_order) and all(m.basis is ParticipantBasis.CONTEXT for m in candidate.members)


def _is_in_passing(candidate: Candidate, clause: Clause) -> bool:
    """Whether a contact is background: told as earlier, in a clause of its own, or as what others prepare."""
    if candidate.back or clause.reading.starting("m:clause_breaks", clause.first):
        return True
    begin = (clause.first, candidate.match.first)
    ahead = any(clause.reading.within(kind, *begin) for kind in ("m:elsewhen", "m:preparations"))
    return ahead and candidate.status is MeetingStatus.PLANNED


def _is_only_behind(candidate: Candidate, clause: Clause) -> bool:
    """Whether a contact is but what something else came of: "spoke of what was agreed after X's visit to Y"; not "after
    a reception on Tuesday X would meet Y"."""
    first = max(
        (i + 1 for i in range(clause.first, candidate.match.first) if clause.reading.tokens[i].text == ","),
        default=clause.first,
    )
    behind = clause.reading.within("m:behind", first, candidate.match.first)
    subjects = [g.first for g in clause.own_groups if g.marker in SUBJECT and g.first < candidate.match.first]
    return any(not any(m.last < i for i in subjects) for m in behind)


def _is_invited_beside(candidate: Candidate, clause: Clause) -> bool:
    """Whether one of those who met is only invited by somebody else: "X called on Y and gave him a letter of invitation
    from Z. In the talks the two sides …"."""
    asked = candidate.trigger.part in ("invite", "visit") and candidate.status is MeetingStatus.PLANNED
    known = [is_among(m.party, clause.discourse.ours) for m in candidate.members]
    return asked and any(known) and not all(known) and not clause.sides.are_led(candidate.members)


def _goes_on_with_session(candidate: Candidate) -> bool:
    """Whether a contact can be the session told before: "the meeting", "the two sides reviewed …"."""
    vague = candidate.trigger.vague and all(m.basis is not ParticipantBasis.NAMED for m in candidate.members)
    return candidate.type is MeetingType.CONSULTATIONS or candidate.forum is not None or candidate.anaphoric or vague


def _is_told_of_them(members: Sequence[Member], clause: Clause) -> bool:
    """Whether those who met are whom the clause is about, not "the meeting between X and Y" that others spoke of."""
    acting = [p for g in clause.groups if g.marker in SUBJECT_OR_SPEAKER for p in g.parties]
    return any(m.basis is ParticipantBasis.COREFERENCE or any(m.party is p for p in acting) for m in members)


def is_of_callers(candidate: Candidate, clause: Clause) -> bool:
    """Whether words for any contact are of those who were told to have called each other, and set at no place."""
    discourse = clause.discourse
    if discourse.remote is None or not candidate.trigger.vague or candidate.status is MeetingStatus.PLANNED:
        return False  # "they have often talked by phone. They will discuss trade"
    same = are_among(candidate.members, discourse.ours)
    if clause.reading.starting("m:point_back", clause.first):
        return False  # «Х прилетит в Дели, где поговорит с Y»
    if _is_of_another_time(candidate, clause):
        return False
    behind = (candidate.match.last, clause.last)
    things = [m.first for m in clause.reading.within("m:trigger", *behind) if not clause.reading.is_trip(m)]
    things += [f.first for f in clause.forums.within(*behind) if not f.is_bilateral]
    return same and not clause.places.within(clause.first, min(things, default=clause.last))


def _is_of_another_time(candidate: Candidate, clause: Clause) -> bool:
    """Whether talks are set at a forum, or told anew with a day: "last year they spoke at the G20 summit", "in
    July they held talks"."""
    reading, forums = clause.reading, clause.forums.within(clause.first, clause.last)
    if any(not f.is_bilateral and reading.within("m:set_at", f.first - _SET_AT, f.first) for f in forums):
        return True
    anew = candidate.trigger.part == "noun" and not candidate.trigger.spoken and not candidate.anaphoric
    return anew and clause.is_dated and reading.rules_at(candidate.match.first).marking == "before"
