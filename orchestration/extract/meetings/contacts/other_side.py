"""The side that the clause of a contact leaves out: who speaks, who was told before, who sits in a session.

Also where nobody of ours is the other side, so that the contact is a third country's. Not here: who took part by the
words of the clause (`participants`); who sits in a session by post alone (`sessions`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from orchestration.contracts.codes import REMOTE_TYPES, CandidateRejection, MeetingType, ParticipantBasis
from orchestration.extract.meetings.contacts.at_forums import is_summit_of_others, is_with_bloc
from orchestration.extract.meetings.contacts.between import Talk
from orchestration.extract.meetings.contacts.clauses import Clause, Contact
from orchestration.extract.meetings.contacts.discourse import Candidate, Discourse
from orchestration.extract.meetings.contacts.houses import house_of
from orchestration.extract.meetings.contacts.in_passing import is_setting
from orchestration.extract.meetings.contacts.narrators import is_quoted
from orchestration.extract.meetings.contacts.protagonists import called, is_call_to_nobody, protagonist
from orchestration.extract.meetings.contacts.referents import antecedent_of, holders_of, is_stranger
from orchestration.extract.meetings.contacts.subjects import is_voice_of_leader
from orchestration.extract.meetings.contacts.unsaid import speaker_behind
from orchestration.extract.meetings.parties.members import (
    Member,
    are_among,
    distinct,
    has_people,
    in_context,
    is_among,
    of_other_side,
    same_party,
)
from orchestration.extract.meetings.parties.parties import RESIDENT, SUBJECT_OR_SPEAKER, Party

_SEPARATELY = 4  # tokens between a contact and "separately"
_PARTNER = 3  # tokens from "with" to the country with which a summit is, and one
_BESIDE = 6  # tokens from a session to whom it is with
_GUEST = 3  # sentences from who has come to who speaks of their meeting


def with_other_side(talk: Talk, candidate: Candidate) -> Candidate | None:
    """The candidate with the side that its clause leaves out, or rejected; None where it tells of no contact."""
    contact = talk.contact
    clause, sides, discourse = contact.clause, contact.clause.sides, contact.clause.discourse
    _add_narrator(talk, candidate)
    candidate.members = candidate.members or _of_who_speaks_and_guest(contact)
    ours = sides.among(candidate.members)
    lacks_subject = len(ours) == 1 and talk.subject is None and contact.trigger.part == "noun"
    if lacks_subject and sides.are_alone(candidate.members) and _add_delegation(candidate, discourse, ours):
        return candidate
    if lacks_subject and sides.are_alone(candidate.members):
        _add_subject_told(talk, candidate, ours)
        ours = sides.among(candidate.members)
    house = house_of(talk, ours) if sides.are_alone(candidate.members) else None
    if house is not None:
        candidate.members.append(Member(house, ParticipantBasis.NAMED))
        return candidate
    unsaid = len(ours) < 2 or all(m.basis is ParticipantBasis.CONTEXT for m in candidate.members)
    if discourse.speakers and _is_pair_of_headline(contact, candidate):
        candidate.members = list(discourse.speakers)
        return candidate
    if discourse.speakers and unsaid and sides.are_alone(candidate.members):
        if clause.sentence.title and contact.trigger.part == "noun" and ours:
            candidate.members += [m for m in discourse.speakers if m.party.country not in ours]
            return candidate
        if clause.within("m:we"):
            candidate.members = _of_us(clause)
            return candidate
    sitting = _of_session(contact, candidate, ours)
    if sitting:
        candidate.members = sitting
        return candidate
    seated = _seated_who_tells(contact) if not has_people(candidate.members) else []
    if seated and sides.are_alone(candidate.members):
        candidate.members, candidate.anaphoric = seated, False
        return candidate
    if len(ours) == 2:
        if _met_third(talk, candidate.members):
            candidate.rejection = CandidateRejection.THIRD_COUNTRY
        return candidate
    return _with_pair_told(talk, candidate, ours)


def _is_pair_of_headline(contact: Contact, candidate: Candidate) -> bool:
    """Whether a headline tells of talks of the two countries alone: «Начало российско-индийских переговоров»."""
    clause = contact.clause
    noun = clause.sentence.title and contact.trigger.part == "noun"
    both = [g for g in clause.groups if g.parties[0].kind == "pair" and g.countries() == {*clause.sides.codes}]
    return noun and bool(both) and not has_people(candidate.members)


def _met_third(talk: Talk, members: Sequence[Member]) -> bool:
    """Whether ours met somebody of a third country, not each other: "Modi and Putin met Trump", "Trump met Modi and
    Putin separately"."""
    match, codes = talk.contact.match, set(talk.contact.clause.sides.codes)
    if talk.subject is None or talk.trilateral or not {m.party.country for m in members} - codes - {None}:
        return False
    if talk.partner is not None and not talk.partner.countries() & codes:
        return True
    near = (match.first - _SEPARATELY, match.last + _SEPARATELY)
    return not talk.subject.countries() & codes and bool(talk.contact.reading.within("m:separately", *near))


def _add_narrator(talk: Talk, candidate: Candidate) -> None:
    """Who is interviewed, is quoted or says "we", where he tells of one of the other side: «с господином Рябковым
    обсудили …»."""
    sides, discourse = talk.contact.clause.sides, talk.contact.clause.discourse
    ours = sides.among(candidate.members)
    in_speech = discourse.is_speech and talk.partner is not None and talk.contact.trigger.part == "noun"
    by_us = (
        in_speech
        or discourse.answers is not None
        or _is_with_ones_own(talk)
        or _is_by_us(talk.contact)
        or _received_by_us(talk)
    )
    narrator = discourse.narrator if by_us else None
    is_open = talk.subject is None or (talk.partner is None and bool(discourse.speakers))
    if len(ours) == 1 and is_open and narrator is not None and sides.are_alone(candidate.members):
        if narrator.country not in ours:
            candidate.members.append(Member(narrator, ParticipantBasis.CONTEXT))


def _is_with_ones_own(talk: Talk) -> bool:
    """Whether the other party is told as the speaker's own: "an opportunity to hold talks with my counterpart X"."""
    partner = talk.partner
    if partner is None or partner.parties[0].kind not in ("person", "counterpart", "role"):
        return False
    return bool(talk.contact.reading.ending("m:mine", partner.first))


def _received_by_us(talk: Talk) -> bool:
    """Whether who speaks tells of a guest whom his side received: «мы принимали в Казани премьер-министра Х»."""
    contact, partner = talk.contact, talk.partner
    if not (contact.is_cased and contact.trigger.audience and contact.clause.within("m:we")):
        return False
    return partner is not None and all(p.is_individual for p in partner.parties)


def _is_by_us(contact: Contact) -> bool:
    """Whether who speaks tells of what he did himself, by the form of the verb or since he is quoted: «завтра примем
    посла», «Вчера встречался с Х», — сказал Y."""
    clause, narrator = contact.clause, contact.clause.discourse.narrator
    if not contact.is_cased or narrator is None:
        return False
    if clause.within("m:by_us") or (clause.within("m:we") and not contact.trigger.host):
        return True
    acts = contact.trigger.part == "verb" or bool(clause.within("m:carriers"))
    quoted = is_quoted(contact.reading, clause.sentence, contact.match.first, clause.discourse)
    return acts and quoted and not contact.trigger.host and not narrator.is_spokesperson


def _of_who_speaks_and_guest(contact: Contact) -> list[Member]:
    """Whom "we" means in a quotation where nobody is told to have met: who speaks, and who of the other side has come
    by what was told just before: «В город прибыл консул Х. "На встрече мы обсудили …", — написал мэр Y»."""
    clause, discourse = contact.clause, contact.clause.discourse
    narrator, trip = discourse.narrator, discourse.trip
    if narrator is None or trip is None or clause.sentence.number - trip.sentence.number > _GUEST:
        return []
    guest, goal = trip.members[0].party, trip.destination
    if narrator.is_spokesperson or not (clause.within("m:we") and _is_by_us(contact)):
        return []
    if goal is None or (guest.country, goal.country_code) != (clause.sides.other(narrator.country), narrator.country):
        return []
    if any(m.value[1] == "with" for m in clause.within("m:marker")):
        return []  # "we discussed the budget with the deputies"
    return [Member(p, ParticipantBasis.COREFERENCE) for p in (guest, narrator)]


def _of_us(clause: Clause) -> list[Member]:
    """Whom "we" means in a transcript: who speaks and him of whom the sentence tells, else those who speak."""
    discourse, narrator = clause.discourse, clause.discourse.narrator
    by_pronoun = any(p.kind == "pronoun" for g in discourse.here for p in g.parties)
    if narrator is None or not by_pronoun:
        return list(discourse.speakers)
    met = discourse.told_of(set(clause.sides.codes) - {narrator.country})
    return (
        [Member(p, ParticipantBasis.CONTEXT) for p in (met, narrator)] if met is not None else list(discourse.speakers)
    )


def _add_delegation(candidate: Candidate, discourse: Discourse, ours: set[str]) -> bool:
    """Whether those of the other side are the delegation told of, which is added."""
    told = _told_of_other_side(discourse, ours)
    if len(told) < 2 or not all(any(same_party(p, known) for known in discourse.team) for p in told):
        return False
    candidate.members += [Member(p, ParticipantBasis.CONTEXT) for p in told]
    return True


def _told_of_other_side(discourse: Discourse, ours: set[str]) -> list[Party]:
    return [m.party for m in discourse.ours if m.party.country not in ours and m.party.person is not None]


def _add_subject_told(talk: Talk, candidate: Candidate, ours: set[str]) -> None:
    """Who met the others, where the clause names but one side: "talks with Y too"."""
    contact = talk.contact
    antecedent = _subject_told(contact, candidate, ours)
    if antecedent is None:
        reference = Party(contact.match.first, contact.match.last, "pronoun", marker="agent")
        antecedent = antecedent_of(reference, talk.members, contact.clause)
    if antecedent is None or _is_below_summit(contact, antecedent):
        return
    if not is_voice_of_leader(contact, antecedent, [m.party for m in candidate.members]):
        candidate.members.append(Member(antecedent, ParticipantBasis.CONTEXT))


def _subject_told(contact: Contact, candidate: Candidate, ours: set[str]) -> Party | None:
    """Who of the other side was told to have met these before, speaks there, or was told alone, in this order."""
    discourse = contact.clause.discourse
    told = _told_of_other_side(discourse, ours)
    known = discourse.pair_with([m.party for m in candidate.members]) if told else []
    known_here = next((m.party for m in known if m.party.country not in ours), None)
    speaker = speaker_behind(contact, ours)
    said_there = speaker if is_setting(contact.reading, contact.match) else None
    if known_here is not None or said_there is not None:
        return known_here or said_there  # "at a meeting with X in May, Y told him …"
    announced = _visitor_just_told(contact, ours) if speaker is not None and speaker.role_id in RESIDENT else None
    visitor = _visitor(contact, ours) if told else None  # not one who met others before
    return visitor or _told_alone(contact, told) or announced or speaker or _traveller(contact, ours)


def _told_alone(contact: Contact, told: Sequence[Party]) -> Party | None:
    """The only one of the other side, or a stranger that the text has gone on to: "Trump said he was counting on a
    meeting with X"."""
    clause, subject = contact.clause, contact.clause.discourse.subject
    if subject is not None and is_stranger(subject, contact.match.first, clause):
        return subject
    if len(told) != 1:
        return None
    return _told_since(told[0], subject) if contact.rules.marking == "after" else told[0]


def _is_below_summit(contact: Contact, party: Party) -> bool:
    """Whether it is a summit, at which one like this does not sit: "X told Putin of what the summit of May decided"."""
    member = Member(party, ParticipantBasis.CONTEXT)
    return contact.trigger.summit and not contact.clause.sides.meet_at_summits([member])


def _traveller(contact: Contact, ours: set[str]) -> Party | None:
    """Whose trip to them was told just before, by another: "X will go to Delhi, said Y. Talks with Z are planned"."""
    subject = contact.clause.discourse.subject
    if subject is None or not contact.reading.ending("m:says", subject.first):
        return None
    return _visitor_just_told(contact, ours)


def _visitor_just_told(contact: Contact, ours: set[str]) -> Party | None:
    """Who is on a trip to them that was told just before: «Х 1 марта прилетит в Дели. "Запланирована встреча с Y", —
    добавил посол»."""
    trip = contact.clause.discourse.trip
    if trip is None or contact.clause.sentence.number - trip.sentence.number > 1:
        return None
    return _visitor(contact, ours)


def _visitor(contact: Contact, ours: set[str]) -> Party | None:
    """Who of the other side was told to be on a trip to those whom a clause names."""
    trip = contact.clause.discourse.trip
    if trip is None or trip.destination is None or trip.destination.country_code not in ours:
        return None
    visitor = trip.members[0].party
    return visitor if visitor.country in contact.clause.sides.codes and visitor.country not in ours else None


def _of_session(contact: Contact, candidate: Candidate, ours: set[str]) -> list[Member]:
    """Who sits at a summit or in a session of a mechanism that the clause does not say; empty where others do."""
    sides, trigger, forum = contact.clause.sides, contact.trigger, contact.forum
    if is_with_bloc(contact) or any(g.countries() - set(sides.codes) for g in contact.clause.groups):
        return []  # "the summit with the leaders of Europe"
    if not sides.are_alone(candidate.members):
        return []
    nobody = not has_people(candidate.members)
    of_leaders = trigger.summit and (nobody or len(ours) < 2) and not (nobody and _is_abroad(contact))
    leaders = _at_summit(contact, candidate) if of_leaders else []
    if leaders or not nobody or forum is None or forum.kind != "mechanism":
        return leaders
    return _in_relative_clause(contact) or _by_posts(contact)


def _with_pair_told(talk: Talk, candidate: Candidate, ours: set[str]) -> Candidate | None:
    """The candidate with those told to have met before, or rejected as of one side or of a third country."""
    contact, discourse = talk.contact, talk.contact.clause.discourse
    trigger, forum = contact.trigger, contact.forum
    if not contact.clause.sides.are_alone(candidate.members) and (ours or not talk.anaphoric):
        candidate.rejection = CandidateRejection.THIRD_COUNTRY
        return candidate
    if forum is not None and forum.is_bilateral and (trigger.part == "noun" or not trigger.vague):
        if not ours and _is_with_others(contact):
            candidate.rejection = CandidateRejection.THIRD_COUNTRY
        if forum.kind == "mechanism" and contact.clause.is_dated and contact.clause.is_in_city:
            candidate.anaphoric = False  # "said X after the session of the commission in Delhi on 6 December"
        return candidate
    if ours and is_call_to_nobody(talk) and _share(talk.members, talk.pair):
        candidate.members = distinct([*talk.members, *of_other_side(talk.pair, ours)])  # "on 20 March X called"
        return candidate
    if _are_told_here(candidate, contact):
        candidate.members = in_context(discourse.ours)
        return candidate
    host = called(talk, ours) or protagonist(talk, candidate, ours)
    if host is not None:
        candidate.members.append(Member(host, ParticipantBasis.CONTEXT))
        return candidate
    if trigger.weak and not talk.anaphoric:
        return None
    if not ours and _is_told_with_day(contact):
        told = discourse.latest(contact.clause.sides.codes) or discourse.ours
        candidate.members = in_context(told)
        return candidate if told else None
    if _is_of_those_told(talk, candidate):
        candidate.members = in_context(discourse.ours)
        return candidate if candidate.members else None
    named = contact.is_cased and candidate.names_anybody
    if ours and (named or not talk.anaphoric) and any(m.party.kind == "person" for m in candidate.members):
        candidate.rejection = CandidateRejection.ONE_SIDED
        return candidate
    return None


def _are_told_here(candidate: Candidate, contact: Contact) -> bool:
    """Whether words before a verb that name a side have named it of talks of both, where verbs come last: "X के साथ
    बातचीत में व्यापार पर चर्चा हुई"."""
    clause, told = contact.clause, contact.clause.discourse.ours
    if not contact.trigger.vague or contact.trigger.part != "verb" or contact.rules.marking != "after":
        return False
    named = [m.party for m in candidate.members if clause.holds(m.party.first)]
    known = all(m.basis is not ParticipantBasis.CONTEXT for m in told)
    return known and any(party is m.party for party in named for m in told)


def _is_told_with_day(contact: Contact) -> bool:
    """Whether a sentence without names tells when calls or talks took place, so that they are of the two named last:
    "X and Y are in touch. Telephone conversations took place on 5 and 8 May"."""
    clause = contact.clause
    is_call = contact.trigger.type in REMOTE_TYPES or (contact.trigger.spoken and clause.discourse.remote is not None)
    if contact.trigger.part != "noun" or not is_call or not clause.is_dated:
        return False
    names = any(p.is_individual for g in clause.groups for p in g.parties)
    if names or any(c.value not in clause.sides.codes for c in clause.within("country")):
        return False
    return any(clause.within(kind) for kind in ("m:support", "m:took_place", "m:previous"))


def _is_of_those_told(talk: Talk, candidate: Candidate) -> bool:
    """Whether a contact is of the two sides who were told last to have met."""
    contact, clause = talk.contact, talk.contact.clause
    trigger, discourse = contact.trigger, clause.discourse
    if talk.pair is discourse.ours:
        alone = not any(g.parties[0].is_individual for g in clause.groups)
        if trigger.bilateral and alone and clause.within("m:support"):
            return True  # "the talks took place"
        same = not candidate.members or _share(candidate.members, talk.pair)
        dined = trigger.type is MeetingType.INFORMAL_TALK and discourse.remote is None and not _is_in_third(clause)
        if talk.pair and same and (talk.anaphoric or dined):
            return True
    # told of another call: "as he had said in a telephone conversation on 3 March"
    is_call = trigger.type is MeetingType.PHONE_CALL and talk.partner is None and talk.subject is not None
    return is_call and discourse.remote is not None and _share(candidate.members, discourse.ours)


def _is_in_third(clause: Clause) -> bool:
    """Whether a clause tells of a city of a third country."""
    places = clause.places.within(clause.first, clause.last)
    return any(p.city is not None and p.country_code not in clause.sides.codes for p in places)


def _share(members: Iterable[Member], others: Sequence[Member]) -> bool:
    """Whether somebody is among both."""
    return any(is_among(m.party, others) for m in members)


def _is_with_others(contact: Contact) -> bool:
    """Whether a session is with another country, which may have a mechanism of the same name: "the 2+2 with Japan"."""
    reading, clause, end = contact.reading, contact.clause, contact.match.last
    codes = set(clause.sides.codes)
    if any(g.countries() - codes for g in clause.groups if 0 <= g.first - end <= _BESIDE):
        return True
    named = [c for c in reading.within("country", end, end + _BESIDE) if c.value not in codes]
    return contact.rules.marking == "before" and any(reading.within("m:marker", end, c.first) for c in named)


def _is_abroad(contact: Contact) -> bool:
    """Whether a summit is told to have been in neither country: «договоренности саммита в Йоханнесбурге»."""
    beside = contact.clause.places.within(contact.match.last, contact.match.last + _BESIDE)
    codes = contact.clause.sides.codes
    return any(p.city is not None and p.country_code not in codes for p in beside)


def _is_with_third(contact: Contact) -> bool:
    """Whether a summit is told to be with a third country or a group of some: "the annual summit with Japan"."""
    clause, reading, match = contact.clause, contact.reading, contact.match
    if contact.rules.marking == "after":
        ties = [m.first for m in reading.ending("m:marker", match.first) if m.value[1] == "with"]
        reach = (ties[0] - 1, ties[0]) if ties else (0, 0)
    else:
        begins = (match.last - 1, match.last)
        ties = [m.last for i in begins for m in reading.starting("m:marker", i) if m.value[1] == "with"]
        reach = (ties[0], ties[0] + _PARTNER) if ties else (0, 0)
    abroad = any(p.country_code not in clause.sides.codes for p in clause.places.within(*reach))
    return abroad or bool(reading.within("m:blocs", *reach))


def _at_summit(contact: Contact, candidate: Candidate) -> list[Member]:
    """Who met at a summit of which one side or none is named: the leaders told, else whoever held the other post."""
    clause, match = contact.clause, contact.match
    sides, told = clause.sides, clause.discourse.leaders
    named = [m for m in candidate.members if m.party.person is not None and sides.meet_at_summits([m])]
    if (not named and is_summit_of_others(contact)) or _is_with_third(contact):
        return []
    annual = contact.forum is not None and contact.forum.kind == "annual_summit"
    at_it = not annual or sides.meet_at_summits(told)  # not the president on whom somebody calls in the news
    if told and at_it and are_among(named, told):
        return in_context(told)
    if len(named) != 1 or (contact.forum is None and candidate.anaphoric):
        return []
    other = sides.other(named[0].party.country)
    role = sides.at_summits.get(other)
    post = Party(match.first, match.last, "role", country=other, role_id=role)
    return [named[0], Member(post, ParticipantBasis.ROLE)] if role else []


def _in_relative_clause(contact: Contact) -> list[Member]:
    """Who takes part in a session by the clause behind it: "the 2+2 dialogue, in which A and B of … will take part"."""
    clause, reading = contact.clause, contact.reading
    if not any(reading.starting("m:clause_breaks", i) for i in (clause.last, clause.last + 1)):
        return []
    if reading.starting("m:behind", clause.last):
        return []  # "the 2+2 dialogue was held hours before X and Y met"
    behind = [g for g in clause.discourse.here if g.first >= clause.last]
    named = [Member(p, ParticipantBasis.NAMED) for g in behind for p in g.parties if p.kind == "person"]
    return distinct(named) if len(clause.sides.among(named)) == 2 and clause.sides.are_alone(named) else []


def _by_posts(contact: Contact) -> list[Member]:
    """Who sits in a session of "the foreign and defence ministers of both countries": those told, else the posts."""
    clause, match = contact.clause, contact.match
    titles = [(p.first, p.last) for g in clause.groups for p in g.parties if p.is_individual]
    told = [m for m in clause.within("m:group_post") if not any(a <= m.first and m.last <= b for a, b in titles)]
    posts = dict.fromkeys(str(m.value[1]) for m in told)
    parties = (Party(match.first, match.last, "posts", role_id=p, countries=clause.sides.codes) for p in posts)
    return [member for party in parties for member in holders_of(party, clause)]


def _seated_who_tells(contact: Contact) -> list[Member]:
    """Who says something at a session, or of it, in which he sits by post: «Х сообщил журналистам в Дели по завершении
    заседания комиссии»."""
    clause, forum = contact.clause, contact.forum
    if forum is None or forum.kind != "mechanism":
        return []
    acting = (g for g in clause.groups if clause.holds(g.first) and g.marker in SUBJECT_OR_SPEAKER)
    named = [p for g in acting for p in g.parties if p.kind == "person" and p.country in clause.sides.codes]
    seated = (p for p in named if any(roles & {p.role_id or "", *p.held} for roles in forum.seats_of(p.country or "")))
    return distinct(Member(p, ParticipantBasis.NAMED) for p in seated)


def _told_since(one: Party, subject: Party | None) -> Party:
    """Who of the side of one who met the others has been the subject since, else that one."""
    if subject is None or subject.person is None or subject.country != one.country or subject.marker == "speaker":
        return one
    return subject if subject.first > one.first else one
