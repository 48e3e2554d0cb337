"""Finds passages that tell of a contact, sentence by sentence: who with whom, whether it took place, or why it is none.

`find_candidates` is the door. Here is the order of reading, and what is remembered of each passage for words that refer
back (`Discourse`). Not here: which words of contact count (`contacts`), what they tell (`talks`, `travel`, `status`,
`kinds`), who speaks (`narrators`), where one word tells of several (`splitting`); which passages are one occasion, when
and where it was (`occasions`).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from orchestration.contracts.codes import REMOTE_TYPES, CandidateRejection, MeetingStatus, MeetingType, ParticipantBasis
from orchestration.extract.dates.finder import DateExpression
from orchestration.extract.forums import Forum
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import begins_behind_comma, is_previous
from orchestration.extract.meetings.clauses import Clause, Contact
from orchestration.extract.meetings.contacts import find_contacts, is_at_forum_told, is_of_officials
from orchestration.extract.meetings.cutting import clauses
from orchestration.extract.meetings.discourse import Candidate, Discourse, NoContact, PassedOver, Sentence
from orchestration.extract.meetings.invitations import read_awaited, read_invitation
from orchestration.extract.meetings.joining import seen_from
from orchestration.extract.meetings.kinds import tell_kind
from orchestration.extract.meetings.members import Member, has_people, named_on_both_sides, same_party
from orchestration.extract.meetings.narrators import find_interview, narrator_of, quoted_by, speakers_of
from orchestration.extract.meetings.parties import Group
from orchestration.extract.meetings.plurals import reject_generic, reject_of_forum
from orchestration.extract.meetings.presence import complete, read_presence
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.meetings.relatives import relative_clauses
from orchestration.extract.meetings.rules import Trigger
from orchestration.extract.meetings.sidelines import forum_beside
from orchestration.extract.meetings.sides import Sides
from orchestration.extract.meetings.splitting import (
    and_then,
    one_by_one,
    pair_by_pair,
    put_off,
    since_when,
    told_again,
    with_company,
    with_their_tables,
)
from orchestration.extract.meetings.status import tell_status
from orchestration.extract.meetings.talks import read_talk
from orchestration.extract.meetings.travel import read_reception, read_trip_together, read_visit
from orchestration.extract.places import Place
from orchestration.extract.spans import Spans

_TELLING = ("m:trigger", "m:sitting", "m:verdicts", "m:retractions", "m:happenings", "m:included")
_PAIR = 2
_TEAM = 6  # tokens from the verb for who leads it to a delegation: "leading a high-level four-member delegation"
_ATTRIBUTES = 2  # tokens between "the last" and the summit that it is said of
_SUBJECTS = ("agent", "none", "speaker")
#: Rejections after which "the two" are those just named: "they have met many times. In July the two …"
_NAMES_A_PAIR = frozenset(
    {
        *(CandidateRejection.HABITUAL, CandidateRejection.NEGATED, CandidateRejection.HYPOTHETICAL),
        CandidateRejection.NOT_A_CONTACT,
    }
)


def find_candidates(
    reading: Reading,
    sides: Sides,
    sentences: Sequence[Sentence],
    groups: Sequence[Group],
    places: Spans[Place],
    forums: Spans[Forum],
    dates: Spans[DateExpression],
    filed_from: Place | None,
) -> tuple[list[Candidate], list[PassedOver]]:
    """All candidates in order of the text, rejected ones too, and the words of contact that became none."""
    discourse = Discourse(leaders=sides.leaders_named(groups), speakers=speakers_of(reading, sides, sentences, groups))
    discourse.filed_from = filed_from
    known = _without_strangers(groups, sides, forums)
    ours = Spans(known)
    interview = find_interview(reading, sides, sentences, known)
    discourse.named = [p for g in known for p in g.parties if p.kind == "person"]
    author = next((p for p in discourse.named if p.country in sides.codes), None)
    quoted = quoted_by(reading, sentences, ours)
    found: list[Candidate] = []
    passed: list[PassedOver] = []
    for sentence in sentences:
        inside = ours.within(sentence.first, sentence.last)
        discourse.answers = interview[1] if interview is not None and sentence.first >= interview[0] else None
        discourse.quoted, discourse.within_quotation = quoted.get(sentence.number, (None, False))
        discourse.number = sentence.number
        discourse.narrator = narrator_of(reading, inside, discourse, author)
        _hear_mechanism(reading, discourse, sentence)
        if not any(reading.within(kind, sentence.first, sentence.last) for kind in _TELLING):
            _hear(reading, discourse, inside, sentence, sentence.first)
            continue
        discourse.here = inside
        asides = relative_clauses(reading, sentence, inside)
        spans = clauses(reading, sentence, inside, dates, asides)
        begins = {last: first for first, last in spans}
        for first, last in spans:
            aside = next((a for a, b in asides if b == first), first)
            visible = seen_from(reading, inside, (aside, first))
            cased = bool(reading.rules_at(first).case_endings)
            taken_up = [g for g in visible if cased and g.last < aside < first]
            clause = Clause(reading, sides, discourse, sentence, first, last, visible, places, forums, dates, taken_up)
            clause.head = begins.get(aside, first) if aside < first else first
            _overrule(clause, found)
            here = _read_clause(clause, passed)
            if found and not any(c.rejection is None for c in here):
                here += _take_up(clause, found)
                completed = complete(clause, found)
                if completed is not None:
                    _remember(completed, clause)
            found += here
            _enlist(clause)
            receives = _receives_whom_it_tells_of(clause)
            _hear(reading, discourse, clause.own_groups, sentence, first, aside=receives, owner=_owner(clause))
    return found, passed


def _hear(
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
        within = broken and any(g.marker in _SUBJECTS and g not in groups for g in discourse.here)
        discourse.hear(group, leads=leads, aside=aside, within=within)


def _owner(clause: Clause) -> Group | None:
    """Whom a clause is about whose subject is what he does: «Начался визит в Дели министра Х. Он …», "X की यात्रा टल
    गई। अब वह …"."""
    rules = clause.reading.rules_at(clause.first)
    if not (rules.case_endings or rules.marking == "after") or any(g.marker in _SUBJECTS for g in clause.own_groups):
        return None
    named = [g for g in clause.own_groups if any(p.is_individual for p in g.parties)]
    if len(named) != 1 or named[0].marker != "genitive" or len(named[0].parties) != 1:
        return None
    words = (named[0].last, clause.last) if rules.marking == "after" else (clause.first, named[0].first)
    return named[0] if clause.reading.within("m:trigger", *words) else None


def _receives_whom_it_tells_of(clause: Clause) -> bool:
    """Whether somebody only receives the one of whom the article goes on to speak: "at the airport X welcomed him"."""
    hosts = [m for m in clause.within("m:trigger") if clause.reading.trigger_of(m).host]
    guests = (g for g in clause.own_groups if g.parties[0].kind == "pronoun" and g.marker not in ("agent", "speaker"))
    return bool(hosts) and any(g.marker != "none" or g.first >= hosts[0].last for g in guests)


def _without_strangers(groups: Sequence[Group], sides: Sides, forums: Iterable[Forum]) -> list[Group]:
    """Leaves out pairs of other countries, and those in a name: "the India-Russia commission", not the two, has met."""
    ours = set(sides.codes)
    names = [(f.first, f.last) for f in forums if f.is_bilateral]
    groups = [
        g
        for g in groups
        if not all(p.kind == "pair" and any(a <= p.first and p.last <= b for a, b in names) for p in g.parties)
    ]
    return [g for g in groups if any(p.kind != "pair" or ours & set(p.countries) for p in g.parties)]


def _overrule(clause: Clause, found: Sequence[Candidate]) -> None:
    """Takes back what was told last: "A meeting had been fixed for Saturday. It was called off", "X denied this"."""
    last = found[-1] if found else None
    if last is None or last.rejection is not None or clause.sentence.number - last.sentence.number > 1:
        return
    if clause.reading.starting("m:verdicts", clause.first):
        last.status = MeetingStatus.CANCELLED
    elif clause.within("m:retractions") and _speaks_of(last, clause):
        for told in found:
            if told.first == last.first:
                told.rejection = told.rejection or CandidateRejection.NEGATED


def _speaks_of(told: Candidate, clause: Clause) -> bool:
    """Whether a clause that denies reports is of what was told last, not of what its own sentence has told before."""
    broken = clause.reading.within("m:clause_breaks", clause.sentence.first + 1, clause.first + 1)
    return told.sentence is clause.sentence or not broken


def _take_up(clause: Clause, found: Sequence[Candidate]) -> list[Candidate]:
    """The contact told last, if "it" is told to have been or to be then or there; what was called off may be anew."""
    for last in itertools.takewhile(lambda c: c.sentence is found[-1].sentence, reversed(found)):
        again = told_again(clause, last)
        if again is None:
            continue
        tell_status(again, clause)
        anew = last.status is MeetingStatus.CANCELLED and again.status is MeetingStatus.PLANNED
        again.anaphoric = not anew
        if again.rejection is None and (anew or again.status is last.status):
            return [again]
    return []


def _read_clause(clause: Clause, passed: list[PassedOver]) -> list[Candidate]:
    """What the words of contact in a clause tell, in their order; those that tell of none join `passed`."""
    found: list[Candidate] = []
    for contact in find_contacts(clause, passed):
        candidate = _read(contact)
        _hear_session(contact)
        if candidate is None or is_at_forum_told(candidate, contact):
            why = NoContact.NO_TWO_PARTIES if candidate is None else NoContact.AT_FORUM_TOLD
            passed.append(PassedOver(contact.match, why))
            continue
        _set_in_forum(candidate, contact)
        tell_status(candidate, clause)
        of_told = contact.trigger.part == "presence" and candidate.anaphoric
        if of_told and clause.discourse.last and clause.discourse.last_status is not candidate.status:
            passed.append(PassedOver(contact.match, NoContact.NOTHING_ATTENDED))
            continue  # nobody was present at what was called off
        tell_kind(candidate, clause)
        _set_apart(candidate, contact)
        found.append(candidate)
        reject_of_forum(candidate)
        if candidate.rejection is None and not _is_placed_or_dated(clause):
            reject_generic(candidate, clause)
        found += pair_by_pair(candidate, clause) or and_then(candidate, clause)
        found += since_when(candidate, clause)
        found += put_off(candidate, clause)
        _remember(candidate, clause)
    found = with_their_tables(found, clause.reading)
    found = [each for candidate in found for each in _each_met(candidate, clause)]
    with_company(found, clause)
    return found


def _each_met(candidate: Candidate, clause: Clause) -> list[Candidate]:
    """One candidate for each of several met one by one; "the two" are then those of the first."""
    each, discourse = one_by_one(clause.reading, candidate, clause.sides.codes), clause.discourse
    if len(each) > 1 and discourse.ours is candidate.members:
        for one in reversed(each):
            discourse.meet(one.members)
        discourse.last = each[0].members
    return each


def _read(contact: Contact) -> Candidate | None:
    match contact.trigger.part:
        case "presence":
            return read_presence(contact)
        case "invite":
            return read_awaited(contact) if contact.trigger.host else read_invitation(contact)
        case "visit":
            return read_trip_together(contact) or read_visit(contact)
        case _:
            return read_talk(contact) or read_reception(contact)


def _set_in_forum(candidate: Candidate, contact: Contact) -> None:
    """Gives a candidate its forum, and remembers one that later clauses may speak of as "it".

    A summit told in passing does not take the place of the commission that an article goes on with.
    """
    forum, discourse = contact.forum or forum_beside(contact), contact.clause.discourse
    if forum is None or _is_beside(forum, candidate, contact):
        return
    candidate.forum = forum
    in_passing = forum.kind == "annual_summit" and discourse.forum is not None and discourse.forum.kind == "mechanism"
    if forum.kind in ("mechanism", "annual_summit") and not in_passing:
        discourse.forum = forum


def _hear_session(contact: Contact) -> None:
    """Remembers the mechanism or summit that is spoken of, for its other sessions: "the previous one was in May"."""
    discourse = contact.clause.discourse
    if contact.forum is not None:
        discourse.session = contact.forum if contact.forum.is_bilateral else None
    elif contact.trigger.type is MeetingType.CONSULTATIONS:
        told = discourse.forum
        discourse.session = told if told is not None and told.kind == "mechanism" else None
    elif contact.trigger.summit:
        discourse.session = None


def _hear_mechanism(reading: Reading, discourse: Discourse, sentence: Sentence) -> None:
    """Remembers that a sentence goes back to the mechanism told before: "The commission sits yearly. It last met …"."""
    told = discourse.forum
    nouns = reading.within("m:modifier", sentence.first, sentence.last) if told is not None else []
    if told is not None and told.kind == "mechanism" and any(m.value[1] == "consultations" for m in nouns):
        discourse.session = told


def _is_beside(forum: Forum, candidate: Candidate, contact: Contact) -> bool:
    """Whether leaders met near a session of officials: "on the eve of the commission he was received by X"."""
    leaders = contact.clause.sides.leaders
    return is_of_officials(forum) and any(m.party.role_id in leaders for m in candidate.members)


def _is_placed_or_dated(clause: Clause) -> bool:
    """Whether a clause names a city or a day, but not only since when: "17 talks since 2014"."""
    return clause.is_in_city or any(e.relation == "at" for e in clause.dates.within(clause.first, clause.last))


def _set_apart(candidate: Candidate, contact: Contact) -> None:
    """Tells a candidate from others by the words of its clause: a call told before, an earlier or later occasion."""
    clause, match, trigger = contact.clause, contact.match, contact.trigger
    told_again = candidate.anaphoric and not clause.within("m:previous")
    again = trigger.part == "verb" or trigger.spoken or told_again
    if candidate.type is MeetingType.BILATERAL_MEETING and again and _is_of_callers(candidate, clause):
        candidate.type = clause.discourse.remote or candidate.type  # "had spoken to him before", told of a call
        candidate.forum = candidate.forum if candidate.forum is not None and candidate.forum.is_bilateral else None
    candidate.matter = contact.is_matter
    candidate.earlier = bool(clause.within("m:earlier") or _is_behind_days(candidate, clause))
    if candidate.anaphoric:  # "the previous talks", but not "at the meeting he recalled the last visit"
        candidate.previous = is_previous(clause.reading, match)
    else:
        told = clause.within("m:previous") or _heads_of_sentence(clause)
        candidate.previous = not all(
            any(m.first < t.last and t.first - m.last <= _ATTRIBUTES for t in contact.things) for m in told
        )
    candidate.apart = bool(clause.within("m:apart"))
    candidate.also = bool(clause.within("m:also"))
    idioms = clause.within("m:idioms")  # «даты визита назовут позже»
    candidate.later = any(not any(i.first <= m.first < i.last for i in idioms) for m in clause.within("m:later"))


def _heads_of_sentence(clause: Clause) -> Sequence[Match]:
    """Words that set all of a sentence before what was told, at its head: "last time he came in May, and they met"."""
    return clause.reading.starting("m:previous", clause.sentence.first)


def _is_behind_days(candidate: Candidate, clause: Clause) -> bool:
    """Whether a clause is what came days before: "this comes days after X met Y"."""
    spans = clause.reading.ending("m:elsewhen", clause.first + 1)
    if begins_behind_comma(clause.reading, clause.first, candidate.match, (m.party for m in candidate.members)):
        return False
    return any(m.first < clause.first for m in spans) and clause.reading.rules_at(clause.first).marking == "before"


def _enlist(clause: Clause) -> None:
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
    """Whether a contact is but what something else came of: "spoke of what was agreed after X's visit to Y"."""
    first = max(
        (i + 1 for i in range(clause.first, candidate.match.first) if clause.reading.tokens[i].text == ","),
        default=clause.first,
    )
    return bool(clause.reading.within("m:behind", first, candidate.match.first))


def _remember(candidate: Candidate, clause: Clause) -> None:
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
    goes_on = candidate.anaphoric and _is_of_callers(candidate, clause)
    remote = candidate.type if candidate.type in REMOTE_TYPES else discourse.remote if goes_on else None
    if both and has_people(members):
        if not _is_invited_beside(candidate, clause) and (sides.are_alone(members) or not discourse.ours):
            in_passing = _is_in_passing(candidate, clause)
            discourse.meet(members, in_passing=in_passing)
            if candidate.trigger.part in ("noun", "verb") and not in_passing and _is_told_of_them(members, clause):
                discourse.dwell(members)
        discourse.remote = remote
        discourse.leaders = members if is_led else discourse.leaders
    elif candidate.rejection in _NAMES_A_PAIR and named_on_both_sides(members, sides.codes) and len(members) == _PAIR:
        if not candidate.trigger.host:  # who meets a guest at the airport is none of "the two leaders"
            discourse.meet(members)
            discourse.remote = remote
    elif candidate.rejection is CandidateRejection.THIRD_COUNTRY:
        discourse.third, discourse.third_paragraph = members, clause.sentence.paragraph


def _is_invited_beside(candidate: Candidate, clause: Clause) -> bool:
    """Whether one of those who met is only invited by somebody else: "X called on Y and gave him a letter of invitation
    from Z. In the talks the two sides …"."""
    asked = candidate.trigger.part in ("invite", "visit") and candidate.status is MeetingStatus.PLANNED
    known = [any(same_party(m.party, o.party) for o in clause.discourse.ours) for m in candidate.members]
    return asked and any(known) and not all(known) and not clause.sides.are_led(candidate.members)


def _goes_on_with_session(candidate: Candidate) -> bool:
    """Whether a contact can be the session told before: "the meeting", "the two sides reviewed …"."""
    vague = candidate.trigger.vague and all(m.basis is not ParticipantBasis.NAMED for m in candidate.members)
    return candidate.type is MeetingType.CONSULTATIONS or candidate.forum is not None or candidate.anaphoric or vague


def _is_told_of_them(members: Sequence[Member], clause: Clause) -> bool:
    """Whether those who met are whom the clause is about, not "the meeting between X and Y" that others spoke of."""
    acting = [p for g in clause.groups if g.marker in _SUBJECTS for p in g.parties]
    return any(m.basis is ParticipantBasis.COREFERENCE or any(m.party is p for p in acting) for m in members)


def _is_of_callers(candidate: Candidate, clause: Clause) -> bool:
    """Whether words for any contact are of those who were told to have called each other, and set at no place."""
    discourse = clause.discourse
    if discourse.remote is None or not candidate.trigger.vague:
        return False
    same = all(any(same_party(a.party, b.party) for b in discourse.ours) for a in candidate.members)
    if clause.reading.starting("m:point_back", clause.first):
        return False  # «Х прилетит в Дели, где поговорит с Y»
    behind = (candidate.match.last, clause.last)
    things = [m.first for m in clause.reading.within("m:trigger", *behind) if not _is_trip(clause, m)]
    things += [f.first for f in clause.forums.within(*behind) if not f.is_bilateral]
    return same and not clause.places.within(clause.first, min(things, default=clause.last))


def _is_trip(clause: Clause, match: Match) -> bool:
    return clause.reading.trigger_of(match).part == "visit"
