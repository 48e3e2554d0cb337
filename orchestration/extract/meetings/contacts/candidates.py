"""Finds passages that tell of a contact, sentence by sentence: who with whom, whether it took place, or why it is none.

`find_candidates` is the door. Here is the order of reading. Not here: what is kept of each passage for words that refer
back (`remembering`); which words of contact count (`contacts`), what they tell (`talks`, `travel`, `status`,
`kinds`), who speaks (`narrators`), where one word tells of several (`splitting`); which passages are one occasion, when
and where it was (`occasions`).
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Iterator, Sequence

from orchestration.contracts.codes import CandidateRejection, MeetingStatus, MeetingType
from orchestration.extract.dates.finder import DateExpression
from orchestration.extract.forums import Forum
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import begins_behind_comma, is_previous
from orchestration.extract.meetings.contacts.at_forums import forum_beside, is_at_forum_told, is_of_officials
from orchestration.extract.meetings.contacts.clauses import Clause, Contact, is_counted_behind
from orchestration.extract.meetings.contacts.company import enrol
from orchestration.extract.meetings.contacts.contacts import find_contacts
from orchestration.extract.meetings.contacts.cutting import clauses
from orchestration.extract.meetings.contacts.discourse import Candidate, Discourse, NoContact, PassedOver, Sentence
from orchestration.extract.meetings.contacts.entries import hear_list, read_entry
from orchestration.extract.meetings.contacts.houses import received_in_house
from orchestration.extract.meetings.contacts.invitations import read_awaited, read_invitation
from orchestration.extract.meetings.contacts.kinds import tell_kind
from orchestration.extract.meetings.contacts.narrators import Voices, speakers_of
from orchestration.extract.meetings.contacts.plurals import reject_generic, reject_of_forum
from orchestration.extract.meetings.contacts.presence import complete, read_head, read_presence
from orchestration.extract.meetings.contacts.relatives import relative_clauses
from orchestration.extract.meetings.contacts.remembering import (
    enlist,
    hear,
    hear_clause,
    hear_mechanism,
    hear_session,
    hear_timetable,
    is_of_callers,
    remember,
)
from orchestration.extract.meetings.contacts.splitting import (
    and_then,
    one_by_one,
    pair_by_pair,
    put_off,
    respective,
    since_when,
    told_again,
    with_company,
    with_their_tables,
)
from orchestration.extract.meetings.contacts.status import plan_participle, tell_status
from orchestration.extract.meetings.contacts.talks import read_talk
from orchestration.extract.meetings.contacts.travel import (
    read_reception,
    read_reception_by_country,
    read_trip_together,
    read_visit,
)
from orchestration.extract.meetings.parties.joining import seen_from
from orchestration.extract.meetings.parties.parties import Group
from orchestration.extract.meetings.parties.sides import Sides
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.places import Place
from orchestration.extract.spans import Spans

_TELLING = ("m:trigger", "m:sitting", "m:spent", "m:verdicts", "m:retractions", "m:happenings", "m:included")
_NEAR = 4  # contacts told last, among which one of the same sentence may tell of another's standing
_ATTRIBUTES = 2  # tokens between "the last" and the summit that it is said of


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
    voices = Voices.of(reading, sides, sentences, ours)
    discourse.named = [p for g in known for p in g.parties if p.kind == "person"]
    found: list[Candidate] = []
    passed: list[PassedOver] = []
    for sentence in sentences:
        inside = ours.within(sentence.first, sentence.last)
        voices.turn_to(sentence, reading, inside, discourse)
        hear_mechanism(reading, discourse, sentence)
        hear_timetable(reading, discourse, sentence)
        span = (sentence.first, sentence.last)
        whole = Clause(reading, sides, discourse, sentence, *span, inside, places, forums, dates)
        if not any(reading.within(kind, *span) for kind in _TELLING):
            found += _read_entry(whole, ())
            hear(reading, discourse, inside, sentence, sentence.first)
            enrol(whole, found)
            continue
        discourse.here, before = inside, len(found)
        for clause in _clauses_of(whole):
            _overrule(clause, found)
            found += _read_with_those_told(clause, found, passed)
            plan_participle([c for c in found[-_NEAR:] if c.sentence is sentence and c.rejection is None], reading)
            enlist(clause)
            hear_clause(clause)
        hear_list(whole, found[before:])
        found += _read_entry(whole, found[before:])
        enrol(whole, found)
    return found, passed


def _read_entry(whole: Clause, told: Sequence[Candidate]) -> list[Candidate]:
    """The contact that a sentence tells as an entry of a list; told: what its words of contact tell."""
    entry = read_entry(whole, told)
    if entry is None:
        return []
    tell_kind(entry, whole)
    remember(entry, whole)
    return [entry]


def _clauses_of(whole: Clause) -> Iterator[Clause]:
    """The clauses of a sentence in their order, each with the groups that can be seen from it."""
    reading, sentence, inside = whole.reading, whole.sentence, whole.groups
    asides = relative_clauses(reading, sentence, inside)
    spans = clauses(reading, sentence, inside, whole.dates, asides)
    begins = {last: first for first, last in spans}
    for first, last in spans:
        aside = next((a for a, b in asides if b == first), first)
        visible = seen_from(reading, inside, (aside, first))
        cased = bool(reading.rules_at(first).case_endings)
        taken_up = [g for g in visible if cased and g.last < aside < first]
        head = begins.get(aside, first) if aside < first else first
        yield dataclasses.replace(whole, first=first, last=last, groups=visible, taken_up=taken_up, head=head)


def _read_with_those_told(clause: Clause, found: Sequence[Candidate], passed: list[PassedOver]) -> list[Candidate]:
    """What a clause tells, also of the contact told last: "it will be in May", «делегацию возглавил Х»."""
    here = _read_clause(clause, passed)
    if found and not any(c.rejection is None for c in here):
        here += _take_up(clause, found)
        completed = complete(clause, found)
        if completed is not None:
            remember(completed, clause)
    return here


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
    """The contact told last, if "it" is told to have been or to be then or there; what was called off may be anew.

    "The meeting" is rather talks told with a trip than that: "… since X was unable to travel. The meeting will be on …"
    """
    told = list(itertools.takewhile(lambda c: c.sentence is found[-1].sentence, reversed(found)))
    if any(not clause.reading.is_trip(m) for m in clause.reading.within("m:trigger", clause.first, clause.first + 3)):
        told.sort(key=lambda c: c.trigger.part == "visit")
    for last in told:
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
        candidate = _of_those_invited(contact, _read(contact), found)
        hear_session(contact)
        if candidate is None or is_at_forum_told(candidate, contact):
            why = NoContact.NO_TWO_PARTIES if candidate is None else NoContact.AT_FORUM_TOLD
            passed.append(PassedOver(contact.match, why))
            continue
        _set_in_forum(candidate, contact)
        tell_status(candidate, clause)
        if _was_goal_of_trip(candidate, clause, found):
            candidate.status = MeetingStatus.HELD
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
        remember(candidate, clause)
    found = with_their_tables(found, clause.reading)
    found = [each for candidate in found for each in _each_met(candidate, clause)]
    with_company(found, clause)
    return found


def _was_goal_of_trip(candidate: Candidate, clause: Clause, found: Sequence[Candidate]) -> bool:
    """Whether talks are what a trip was for that is over when something else is: "will come in May, following X's visit
    to Moscow for the summit in July"."""
    trip = found[-1] if found and found[-1].trigger.part == "visit" else None
    if trip is None or trip.status is not MeetingStatus.HELD or candidate.status is not MeetingStatus.PLANNED:
        return False
    behind = clause.reading.starting("m:behind", clause.first)
    return bool(behind) and bool(clause.reading.within("m:goals", trip.match.last, candidate.match.first))


def _of_those_invited(contact: Contact, candidate: Candidate | None, found: Sequence[Candidate]) -> Candidate | None:
    """A session to which somebody is invited is of him and who invites: "invited X to Delhi for the 2+2 dialogue"."""
    invited = found[-1] if found and found[-1].trigger.part == "invite" else None
    of_session = contact.forum is not None and contact.forum.kind == "mechanism"
    if candidate is not None and invited is not None and of_session and contact.rules.marking == "before":
        candidate.members = list(invited.members)
    return candidate


def _each_met(candidate: Candidate, clause: Clause) -> list[Candidate]:
    """One candidate for each of several met one by one; "the two" are then those of the first."""
    reading, codes, discourse = clause.reading, clause.sides.codes, clause.discourse
    each = respective(reading, candidate, codes) or one_by_one(reading, candidate, codes)
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
            return (
                read_reception_by_country(contact)
                or read_talk(contact)
                or received_in_house(contact)
                or read_reception(contact)
                or read_head(contact)
            )


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


def _is_beside(forum: Forum, candidate: Candidate, contact: Contact) -> bool:
    """Whether leaders met near a session of officials: "on the eve of the commission he was received by X"."""
    leaders = contact.clause.sides.leaders
    return is_of_officials(forum) and any(m.party.role_id in leaders for m in candidate.members)


def _is_placed_or_dated(clause: Clause) -> bool:
    """Whether a clause names a city or a day, but not only since when: "17 talks since 2014", nor only capitals for
    whose talks they are: "the summit between Delhi and Moscow is held yearly"."""
    cities = [p for p in clause.places.within(clause.first, clause.last) if p.city is not None]
    pairs = {i for a, b in itertools.pairwise(cities) if _are_between(clause.reading, a, b) for i in (a.first, b.first)}
    days = clause.dates.within(clause.first, clause.last)
    return any(p.first not in pairs for p in cities) or any(e.relation == "at" for e in days)


def _are_between(reading: Reading, one: Place, other: Place) -> bool:
    """Whether a word for "between" stands right before one place, and "and" between both."""
    between = any(m.value[1] == "between" for m in reading.ending("m:marker", one.first))
    joint = reading.within("m:conjunctions", one.last, other.first)
    return between and bool(joint) and other.first - one.last == 1


def _set_apart(candidate: Candidate, contact: Contact) -> None:
    """Tells a candidate from others by the words of its clause: a call told before, an earlier or later occasion."""
    clause, match, trigger = contact.clause, contact.match, contact.trigger
    told_again = candidate.anaphoric and not clause.within("m:previous")
    again = trigger.part == "verb" or trigger.spoken or told_again
    if candidate.type is MeetingType.BILATERAL_MEETING and again and is_of_callers(candidate, clause):
        candidate.type = clause.discourse.remote or candidate.type  # "had spoken to him before", told of a call
        candidate.forum = candidate.forum if candidate.forum is not None and candidate.forum.is_bilateral else None
    candidate.matter = contact.is_matter
    then = clause.reading.starting("m:then", clause.sentence.first)
    candidate.earlier = bool(clause.within("m:earlier") or then or _is_behind_days(candidate, clause))
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
    """Whether it is told as what came days before: "this comes days after X met Y", "मुलाकात के कुछ दिनों बाद"."""
    reading = clause.reading
    if is_counted_behind(clause, candidate.match):
        return True
    spans = reading.ending("m:elsewhen", clause.first + 1)
    if begins_behind_comma(reading, clause.first, candidate.match, (m.party for m in candidate.members)):
        return False
    return any(m.first < clause.first for m in spans) and reading.rules_at(clause.first).marking == "before"
