"""Formal and informal talks, calls, sessions: who talked with whom, as one clause and what was told before tell."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Collection, Sequence

from orchestration.contracts.codes import CandidateRejection, MeetingType, ParticipantBasis
from orchestration.extract.meetings.around import covers, is_bare, is_definite, is_multilateral
from orchestration.extract.meetings.clauses import Clause, Contact
from orchestration.extract.meetings.discourse import Candidate
from orchestration.extract.meetings.members import Member, distinct, has_people, of_other_side, same_party
from orchestration.extract.meetings.parties import Group, Party
from orchestration.extract.meetings.referents import antecedent_of, is_stranger, members_of
from orchestration.extract.meetings.ties import SUBJECT, has_unknown_subject, partner_of, subject_of

#: Markers of the other party that a verb for doing something together takes: those of one that needs none.
_RECIPROCAL = frozenset({"with", "between"})
_BESIDE = 3  # tokens from those named to the talks at which they did something
_PROTAGONIST = 2  # times that an article has named whom it is about


def read_talk(contact: Contact) -> Candidate | None:
    """Who talked with whom; rejected where a third country did, None where the words tell of no contact."""
    clause, match, trigger, forum = contact.clause, contact.match, contact.trigger, contact.forum
    reading, sentence, sides, discourse = clause.reading, clause.sentence, clause.sides, clause.discourse
    groups, first, last = clause.groups, clause.first, clause.last
    inside = [g for g in groups if first <= g.first and g.last <= last and not covers(g, match)]
    inside = [*clause.taken_up, *inside]
    if trigger.joint:
        return _read_joint(contact, inside)
    partner = partner_of(contact, inside)
    subject = subject_of(contact, inside, partner)
    if trigger.part == "verb" and trigger.partners and not _RECIPROCAL & {*trigger.partners} and partner is None:
        return None  # "X and Y told …", «Х и Y приняли …»
    if trigger.type is MeetingType.PHONE_CALL and trigger.part == "verb" and partner is None:
        if subject is not None and subject.parties[0].kind == "group" and not reading.within("m:modifier", first, last):
            return None  # "the delegations were called in"
    anaphoric = is_definite(reading, match)
    if anaphoric and trigger.part == "verb" and partner is None and subject is not None:
        if subject.marker == "genitive" and reading.rules_at(match.first).marking == "before":
            subject = None  # "preparations for X's visit were reviewed"
    if anaphoric and partner is not None and partner.marker == "to" and _is_of_others(partner, discourse.ours):
        partner = None  # "during the talks he extended an invitation to Y"
    members: list[Member] = []
    by_narrator = subject is not None and subject.parties[0].kind == "narrator"
    if (subject is None or by_narrator) and partner is None and reading.ending("m:our", match.first):
        subject = None  # "I recall our meeting"
        members += _speaker_and_addressee(contact)
        anaphoric = False
    author = _author(contact, inside, partner) if subject is None else None
    if author is not None:
        members.append(Member(author, ParticipantBasis.CONTEXT))
    for group in sorted(
        (subject, partner), key=lambda g: _is_open(g, contact.is_cased)
    ):  # whom a pronoun means depends on the other
        if group is not None:
            members += members_of(group, members, clause)
    if trigger.host and subject is not None and len(subject.countries() & set(sides.codes)) == 2:
        # "the ambassador of A and the deputy minister of B received the minister of A": no talks of the hosts
        hosts = [m for m in members if subject.first <= m.party.first < subject.last]
        guests = [m for m in members if m not in hosts]
        if not guests:
            return None
        members = [m for m in hosts if m.party.country not in {g.party.country for g in guests}] + guests
    if partner is None and anaphoric and reading.within("m:their", match.first - 3, match.first + 1):
        owners = _owners(contact)
        members = owners or members
    trilateral = is_multilateral(reading, match, first, last)
    if trilateral and len(sides.among(members)) < 2:  # "they were joined by X for a trilateral meeting"
        for group in inside:
            if group is not subject and group is not partner and group.parties[0].kind == "group":
                members += members_of(group, members, clause)
    if trigger.summit:  # "the two sides spoke of the summit": theirs only if they are the leaders
        members = [
            m for m in members if m.basis is not ParticipantBasis.COREFERENCE or m.party.role_id in sides.leaders
        ]
    annual = forum is not None and forum.kind == "annual_summit"
    if (annual or (trigger.summit and contact.is_cased)) and not sides.meet_at_summits(members):
        members = []  # "X briefed the prime minister on what the summit had decided"
    again = trigger.type is MeetingType.CONSULTATIONS and trigger.part == "noun" and anaphoric and not members
    if again and discourse.forum is not None and reading.within("m:previous", first, last):
        # "the last round of the Consultations": of the same mechanism, not of the same persons
        return _of_mechanism(contact)
    rounds = reading.within("m:rounds", max(0, match.first - 3), match.last + 4)
    numbered = trigger.part == "noun" and any(m.first <= match.first < m.last for m in rounds)
    if numbered and not trigger.summit and not members and forum is None and discourse.forum is not None:
        return _of_mechanism(contact)
    if anaphoric and len(sides.among(members)) == 2 and _is_told_here(contact):
        anaphoric = False
    named = [m for m in members if m.basis in (ParticipantBasis.NAMED, ParticipantBasis.ROLE)]
    told_here = partner is not None and partner.marker == "between"  # "the talks between X and Y"
    if anaphoric and len(sides.among(named)) == 2 and (told_here or is_bare(reading, match)):
        anaphoric = False
    pair = _pair_told(contact, discourse.pair(sentence.paragraph)) if anaphoric else discourse.pair(sentence.paragraph)
    if trigger.summit and pair is discourse.ours and not sides.meet_at_summits(pair):
        pair = discourse.leaders
    if anaphoric and not members and contact.is_cased:
        members = _named_beside(contact, inside)
    if anaphoric and pair and all(m.party.kind in ("pair", "delegation") for m in members):
        members = [Member(m.party, ParticipantBasis.CONTEXT) for m in pair]
    if len(sides.among(members)) < 2:
        members = _on_either_side(contact) or members
    members = _without_bystanders(members, partner, clause, trilateral)
    if partner is None and len(sides.among(members)) < 2:
        members = _of_visitor(contact) or members
    candidate = contact.candidate(distinct(members), anaphoric=anaphoric)
    candidate.each = trigger.host and subject is not None and len(subject.parties) > 1  # hosts receive one by one
    ours = sides.among(candidate.members)
    narrator = discourse.narrator if discourse.is_interview else None
    if len(ours) == 1 and subject is None and narrator is not None and sides.are_alone(candidate.members):
        if narrator.country not in ours:  # «с господином Рябковым обсудили …», in an interview
            candidate.members.append(Member(narrator, ParticipantBasis.CONTEXT))
            ours = sides.among(candidate.members)
    if len(ours) == 1 and subject is None and _is_of_country(contact):
        candidate.rejection = CandidateRejection.THIRD_COUNTRY
        return candidate
    if len(ours) == 1 and subject is None and trigger.part == "noun" and sides.are_alone(candidate.members):
        told = [m.party for m in discourse.ours if m.party.country not in ours and m.party.person is not None]
        team = discourse.team
        if len(told) > 1 and all(any(same_party(p, known) for known in team) for p in told):
            candidate.members += [Member(p, ParticipantBasis.CONTEXT) for p in told]  # the delegation told of
            return candidate
        antecedent = told[0] if len(told) == 1 else None  # "talks with Y too": who met the others
        if discourse.subject is not None and is_stranger(discourse.subject, match.first, clause):
            antecedent = discourse.subject  # "Trump said he was counting on a meeting with X"
        elif antecedent is not None and contact.rules.marking == "after":
            antecedent = _told_since(antecedent, discourse.subject)
        antecedent = antecedent or _speaker_behind(contact, ours)
        if antecedent is None:
            reference = Party(match.first, match.last, "pronoun", marker="agent")
            antecedent = antecedent_of(reference, members, clause)
        if antecedent is not None:
            candidate.members.append(Member(antecedent, ParticipantBasis.CONTEXT))
            ours = sides.among(candidate.members)
    if discourse.speakers and len(ours) < 2 and sides.are_alone(candidate.members):
        titled = sentence.title and trigger.part == "noun" and ours
        if titled or reading.within("m:we", first, last):
            candidate.members = list(discourse.speakers)
            return candidate
    nobody = not has_people(candidate.members)
    others = any(g.countries() - set(sides.codes) for g in groups)  # "the summit with the leaders of Europe"
    alone = sides.are_alone(candidate.members) and not others
    if trigger.summit and (nobody or len(ours) < 2) and alone:
        leaders = _at_summit(contact, candidate)
        if leaders:
            candidate.members = leaders
            return candidate
    if forum is not None and forum.kind == "mechanism" and not has_people(candidate.members) and alone:
        sitting = _in_relative_clause(contact) or _by_posts(contact)
        if sitting:
            candidate.members = sitting
            return candidate
    if len(ours) == 2:
        third = {m.party.country for m in candidate.members} - set(sides.codes) - {None}
        apart = partner is not None and not partner.countries() & set(sides.codes) and subject is not None
        if third and apart and not trilateral:
            # "Modi and Putin met Trump" tells of no contact of the two with each other
            candidate.rejection = CandidateRejection.THIRD_COUNTRY
        return candidate
    countries = {m.party.country for m in candidate.members if m.party.country} | {
        c for m in candidate.members for c in m.party.countries
    }
    if countries - set(sides.codes) and (ours or not anaphoric):
        candidate.rejection = CandidateRejection.THIRD_COUNTRY
        return candidate
    if forum is not None and forum.is_bilateral and (trigger.part == "noun" or not trigger.vague):
        return candidate
    named_behind = any(g.first >= match.last and g.marker in ("object", "none") for g in inside)
    named_behind = named_behind or bool(reading.within("m:marker", match.last, match.last + 3))
    if trigger.type is MeetingType.PHONE_CALL and trigger.part == "verb" and partner is None and not named_behind:
        if pair is discourse.ours and ours and any(same_party(a.party, b.party) for a in members for b in pair):
            candidate.members = distinct([*members, *of_other_side(pair, ours)])  # "on 20 March X called"
            return candidate
    host = _protagonist(contact, candidate, subject, partner, ours)
    if host is not None:
        candidate.members.append(Member(host, ParticipantBasis.CONTEXT))
        return candidate
    if trigger.weak and not anaphoric:
        return None
    alone = not any(g for g in groups if g.parties[0].kind in ("person", "role"))
    if trigger.bilateral and alone and pair is discourse.ours and reading.within("m:support", first, last):
        candidate.members = [Member(m.party, ParticipantBasis.CONTEXT) for m in pair]
        return candidate if pair else None
    if pair is discourse.ours and pair and (anaphoric or trigger.type is MeetingType.INFORMAL_TALK):
        if not candidate.members or any(same_party(a.party, b.party) for a in candidate.members for b in pair):
            candidate.members = [Member(m.party, ParticipantBasis.CONTEXT) for m in pair]
            return candidate
    if trigger.type is MeetingType.PHONE_CALL and partner is None and discourse.remote is not None:
        if subject is not None and any(same_party(m.party, o.party) for m in candidate.members for o in discourse.ours):
            candidate.members = [Member(m.party, ParticipantBasis.CONTEXT) for m in discourse.ours]
            return candidate  # told of another call: "as he had said in a telephone conversation on 3 March"
    if ours and not anaphoric and any(m.party.kind == "person" for m in candidate.members):
        candidate.rejection = CandidateRejection.ONE_SIDED
        return candidate
    return None


def _at_summit(contact: Contact, candidate: Candidate) -> list[Member]:
    """Who met at a summit of which one side or none is named: the leaders told, else whoever held the other post."""
    clause, match = contact.clause, contact.match
    sides, told = clause.sides, clause.discourse.leaders
    named = [m for m in candidate.members if m.party.person is not None and sides.meet_at_summits([m])]
    if told and all(any(same_party(m.party, o.party) for o in told) for m in named):
        return [Member(m.party, ParticipantBasis.CONTEXT) for m in told]
    if len(named) != 1 or (contact.forum is None and candidate.anaphoric):
        return []
    other = next(s for s in sides.codes if s != named[0].party.country)
    role = sides.at_summits.get(other)
    post = Party(match.first, match.last, "role", country=other, role_id=role)
    return [named[0], Member(post, ParticipantBasis.ROLE)] if role else []


def _in_relative_clause(contact: Contact) -> list[Member]:
    """Who takes part in a session by the clause behind it: "the 2+2 dialogue, in which A and B of … will take part"."""
    clause = contact.clause
    if not any(contact.reading.starting("m:clause_breaks", i) for i in (clause.last, clause.last + 1)):
        return []
    behind = [g for g in clause.discourse.here if g.first >= clause.last]
    named = [Member(p, ParticipantBasis.NAMED) for g in behind for p in g.parties if p.kind == "person"]
    return distinct(named) if len(clause.sides.among(named)) == 2 and clause.sides.are_alone(named) else []


def _by_posts(contact: Contact) -> list[Member]:
    """Who sits in a session of "the foreign and defence ministers of both countries": those told, else the posts."""
    clause, match = contact.clause, contact.match
    sides, found = clause.sides.codes, list[Member]()
    posts = {str(m.value[1]): m for m in clause.within("m:group_post")}
    for post in posts:
        roles = [Party(match.first, match.last, "role", country=side, role_id=post) for side in sides]
        found += clause.discourse.holders(post, sides) or [Member(role, ParticipantBasis.ROLE) for role in roles]
    return found


def _owners(contact: Contact) -> list[Member]:
    """Whom "their talks" means where the sentence has named both just before: "signed by X and Y at their talks"."""
    clause, match = contact.clause, contact.match
    before = [g for g in clause.groups if g.last <= match.first and all(p.kind == "person" for p in g.parties)]
    if not before or before[-1].countries() != set(clause.sides.codes):
        return clause.discourse.named_here(match.first, clause.sides.codes)
    return [Member(p, ParticipantBasis.COREFERENCE) for p in before[-1].parties]


def _named_beside(contact: Contact, inside: Sequence[Group]) -> list[Member]:
    """Both sides, named right before talks: «достигнутой Х и Y в ходе телефонного разговора»; else nobody."""
    beside = [g for g in inside if 0 <= contact.match.first - g.last <= _BESIDE]
    both = [g for g in beside if {*contact.clause.sides.codes} <= g.countries()]
    return [Member(p, ParticipantBasis.NAMED) for g in both[-1:] for p in g.parties if p.kind in ("person", "role")]


def _is_open(group: Group | None, cased: bool) -> bool:
    """Whether the words of a group stand for somebody told elsewhere; with cases, "the guest" may be the subject."""
    first = group.parties[0] if group is not None else None
    guest = cased and first is not None and first.kind == "counterpart" and first.country is None
    return first is not None and (first.kind == "pronoun" or guest)


def _pair_told(contact: Contact, pair: list[Member]) -> list[Member]:
    """Those told to have met with one whom the clause names, where the pair told last are others."""
    clause = contact.clause
    if contact.rules.marking != "after":
        return pair
    named = [
        p
        for g in clause.groups
        if clause.holds(g.first) and g.marker != "excluded"
        for p in g.parties
        if p.kind == "person" and p.country in clause.sides.codes
    ]
    if not named or any(same_party(m.party, p) for m in pair for p in named):
        return pair
    told = (old for old in reversed(clause.discourse.pairs) if any(same_party(m.party, p) for m in old for p in named))
    return next(told, pair)


def _is_of_country(contact: Contact) -> bool:
    """Whether another country is the subject, where markers stand behind: "Ukraine is ready for talks with X"."""
    clause, reading = contact.clause, contact.reading
    if contact.rules.marking != "after":
        return False
    for country in reading.within("country", clause.first, contact.match.first):
        if country.value in clause.sides.codes or any(g.first <= country.first < g.last for g in clause.groups):
            continue
        if not any(reading.starting(kind, country.last) for kind in ("m:marker", "m:place_in", "m:topic_marks")):
            return True
    return False


def _told_since(one: Party, subject: Party | None) -> Party:
    """Who of the side of one who met the others has been the subject since, else that one."""
    if subject is None or subject.person is None or subject.country != one.country or subject.marker == "speaker":
        return one
    return subject if subject.first > one.first else one


def _is_told_here(contact: Contact) -> bool:
    """Whether a contact is told anew, with its day or city: "in the talks held in Bishkek in June X invited Y"."""
    clause, match = contact.clause, contact.match
    if not contact.reading.ending("m:told_here", match.first):
        return False
    placed = any(p.city is not None for p in clause.places.within(clause.first, match.first))
    return placed or bool(clause.dates.within(clause.first, match.first))


def _of_visitor(contact: Contact) -> list[Member]:
    """Who talked on a visit told in the clause before ("X came, and they spoke of trade"): those told to have met."""
    clause, discourse = contact.clause, contact.clause.discourse
    if not contact.reading.starting("m:where", clause.first) or discourse.subject is None:
        return []
    told = (pair for pair in reversed(discourse.pairs) if any(same_party(m.party, discourse.subject) for m in pair))
    return [Member(m.party, ParticipantBasis.CONTEXT) for m in next(told, [])]


def _is_of_others(group: Group, pair: Sequence[Member]) -> bool:
    """Whether a group is of one side of those just told to have met, and not one of them."""
    persons = [m.party for m in pair if m.party.person is not None]
    named = [p for p in group.parties if p.person is not None]
    return (
        len({p.country for p in persons}) > 1
        and bool(named)
        and not any(same_party(p, other) for p in named for other in persons)
    )


def _on_either_side(contact: Contact) -> list[Member]:
    """Those named for each side: "from the one side X, from the other Y"; empty unless there are both."""
    reading, clause = contact.reading, contact.clause
    spoken_for = [
        g
        for g in clause.groups
        for m in reading.ending("m:marker", g.first)
        if m.value[1] == "on_behalf_of" and reading.ending("country", m.first)
    ]
    members = [Member(p, ParticipantBasis.NAMED) for g in spoken_for for p in g.parties if p.kind in ("person", "role")]
    return members if len(clause.sides.among(members)) == 2 else []


def _protagonist(
    contact: Contact, candidate: Candidate, subject: Group | None, partner: Group | None, ours: set[str]
) -> Party | None:
    """Of whom the article speaks, where one of the other side is told to have met or received somebody unnamed."""
    clause, discourse = contact.clause, contact.clause.discourse
    named = [m for m in candidate.members if m.basis is ParticipantBasis.NAMED and m.party.kind == "person"]
    if len(ours) != 1 or not named or candidate.anaphoric or discourse.third_paragraph == clause.sentence.paragraph:
        return None
    received = contact.trigger.host and subject is not None
    if not received and (partner is None or (subject is not None and subject.parties[0].kind != "pronoun")):
        return None
    codes = set(clause.sides.codes)
    if any(group.countries() - codes for group in clause.groups):
        return None  # "X was received by the Kazakh president, then by the minister"
    told = [p for p in discourse.recent if p.person is not None and p.country in codes - ours]
    counts = Counter(p.person.person_id for p in told if p.person is not None).most_common(2)
    if not counts or counts[0][1] < _PROTAGONIST or (len(counts) > 1 and counts[1][1] == counts[0][1]):
        return None
    return next(p for p in reversed(told) if p.person is not None and p.person.person_id == counts[0][0])


def _without_bystanders(members: list[Member], partner: Group | None, clause: Clause, trilateral: bool) -> list[Member]:
    """Leaves out those of third countries where one met them as he met ours: "X met Y of China and Z of Russia"."""
    codes = set(clause.sides.codes)
    if partner is None or partner.marker != "with" or trilateral or len(partner.countries() & codes) != 1:
        return members
    met = [p for p in partner.parties if p.kind in ("person", "role") and p.country not in codes]
    return [m for m in members if not any(m.party is p for p in met)]


def _read_joint(contact: Contact, inside: Sequence[Group]) -> Candidate | None:
    """Who did the same for each side: "X led the one delegation and Y the other"."""
    together = [g for g in inside if g.marker in contact.trigger.partners]
    members = distinct(Member(p, ParticipantBasis.NAMED) for g in together for p in g.parties if p.kind == "person")
    if len(together) < 2 or len(contact.clause.sides.among(members)) < 2:
        return None
    return contact.candidate(members)


def _of_mechanism(contact: Contact) -> Candidate:
    """Another session of the mechanism told before; of the summit, by the leaders."""
    discourse = contact.clause.discourse
    forum = dataclasses.replace(discourse.forum, number=None, year=None) if discourse.forum is not None else None
    if forum is None or forum.kind != "annual_summit":
        return contact.candidate([], forum=forum)
    leaders = [Member(m.party, ParticipantBasis.CONTEXT) for m in discourse.leaders]
    return contact.candidate(leaders, MeetingType.SUMMIT, forum=forum)


def _author(contact: Contact, inside: Sequence[Group], partner: Group | None) -> Party | None:
    """The subject that a clause leaves out: "Glad to meet X in Delhi," posted Y; "After meeting X, Y left"."""
    clause, match, codes = contact.clause, contact.match, contact.clause.sides.codes
    begin = next((i for i in range(clause.first, match.first) if clause.reading.tokens[i].kind == "word"), match.first)
    head = clause.reading.starting("m:subjectless", begin)
    if not head or partner is None or contact.trigger.part != "verb" or any(g.first < match.first for g in inside):
        return None
    theirs = partner.countries() & set(codes)
    if not theirs or has_unknown_subject(contact):
        return None
    behind = _speaker_behind(contact, theirs, {"speaker", "agent", "none"})
    subject = clause.discourse.subject
    ours = clause.discourse.ours
    if any(same_party(m.party, p) for m in ours for p in partner.parties):  # who met him writes of it
        subject = next((m.party for m in ours if m.party.country not in theirs), subject)
    return behind or (subject if subject is not None and subject.country in set(codes) - theirs else None)


def _speaker_and_addressee(contact: Contact) -> list[Member]:
    """Whom "our meeting" means in a message: who speaks, and the one of the other side named last."""
    discourse, codes = contact.clause.discourse, contact.clause.sides.codes
    speaker = _speaker_behind(contact, ()) or discourse.subject
    if speaker is None or speaker.country not in codes:
        return []
    others = [p for p in discourse.recent if p.country in codes and p.country != speaker.country]
    other = max(others, key=lambda p: sum(same_party(p, each) for each in others), default=None)
    return [Member(p, ParticipantBasis.CONTEXT) for p in (speaker, other)] if other is not None else []


def _speaker_behind(
    contact: Contact, ours: Collection[str], markers: Collection[str] = frozenset({"speaker"})
) -> Party | None:
    """Who is quoted behind the clause, if of the other side: "… with X were useful," Y said."""
    clause = contact.clause
    behind = [g for g in clause.groups if g.first >= contact.match.last and g.marker in markers]
    spoken = [p for g in behind for p in g.parties if p.kind in ("person", "role")]
    return next((p for p in spoken if p.country in clause.sides.codes and p.country not in ours), None)


def _goes_before(clause: Clause, group: Group) -> bool:
    """Whether a group stands in a clause without a verb before: "for India X and Y, while Z for Russia, were there"."""
    reading, end = clause.reading, clause.first
    if group.first >= end or reading.rules_at(end).marking != "after":
        return False
    while end > clause.sentence.first and reading.tokens[end - 1].kind == "punct":
        end -= 1
    kinds = ("m:trigger", "m:says")
    return not reading.ending("m:finite", end) and not any(
        reading.within(kind, clause.sentence.first, end) for kind in kinds
    )


def read_presence(contact: Contact) -> Candidate | None:
    """ "X and Y were also present": more participants of what was told last."""
    clause, codes = contact.clause, contact.clause.sides.codes
    discourse = clause.discourse
    more = [
        Member(p, ParticipantBasis.NAMED)
        for g in clause.groups
        if (clause.holds(g.first) or _goes_before(clause, g)) and g.marker in SUBJECT
        for p in g.parties
        if p.kind == "person" and p.country in codes
    ]
    told = discourse.last or discourse.ours
    heads = contact.trigger.type is MeetingType.CONSULTATIONS  # "the delegations were headed by X and Y"
    if len(clause.sides.among(more)) == 2 and (heads or (contact.trigger.weak and not told)):
        return contact.candidate(distinct(more), anaphoric=True)
    if heads and contact.trigger.weak:
        return None
    if not more or not told or discourse.third_paragraph == clause.sentence.paragraph:
        return None
    members = distinct([*told, *more])
    return contact.candidate(members, MeetingType.BILATERAL_MEETING, anaphoric=True)
