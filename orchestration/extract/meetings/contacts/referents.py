"""Whom the words of a group stand for: "the two leaders", "his Russian counterpart", a pronoun, a post.

From what the article has told so far; which group is asked about is decided in `between`, who a delegation is in
`teams`.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Collection, Iterable, Sequence

from orchestration.contracts.codes import MeetingType, ParticipantBasis
from orchestration.extract.lexicon import longest
from orchestration.extract.meetings.contacts.cataphora import named_behind, spoken_for, subject_behind
from orchestration.extract.meetings.contacts.clauses import Clause
from orchestration.extract.meetings.contacts.in_passing import is_setting
from orchestration.extract.meetings.contacts.narrators import is_quoted
from orchestration.extract.meetings.contacts.ranks import (
    are_ministers,
    are_of_trip,
    are_spoken_of,
    has_leader,
    has_only_called_on,
    is_with_official,
)
from orchestration.extract.meetings.contacts.teams import (
    leaders_of,
    led_before,
    on_trip_told,
    sent_before,
    sent_since,
    sent_to,
    team_told,
    visitors,
)
from orchestration.extract.meetings.parties.joining import are_named_behind
from orchestration.extract.meetings.parties.members import Member, hold_other_posts, holder_alone, is_among, same_party
from orchestration.extract.meetings.parties.parties import LEADER, RESIDENT, VOICES, Group, Party

#: Posts of those who tell of the talks of others.
_TELLING = RESIDENT | VOICES
_MEAL = 4  # tokens from whose meal it is to its word
_OWNING = frozenset({"genitive", "of"})  # markers of whose something is


def members_of(group: Group, others: Sequence[Member], clause: Clause) -> list[Member]:
    """The parties of a group with those that its words stand for. others: who else takes part, as far as known."""
    members: list[Member] = []
    for party, behind in zip(group.parties, [*group.parties[1:], None], strict=True):
        if behind is not None and are_named_behind(clause.reading, party, behind):
            continue
        if party.kind == "pronoun":
            members += _meant_by_pronoun(party, group, others, clause)
        else:
            members += _meant_by(party, [*others, *members] or _beside(party, group), clause)
    return members


def _beside(post: Party, group: Group) -> list[Member]:
    """Who is named behind a post that comes first: "the prime minister and President Putin held talks"."""
    return [Member(p, ParticipantBasis.NAMED) for p in group.parties if post.kind == "role" and p.kind == "person"]


def _meant_by(party: Party, known: Sequence[Member], clause: Clause) -> list[Member]:
    """Whom the words of a party stand for, but for a pronoun; itself, if it is named. known: who else takes part."""
    match party.kind:
        case "group":
            return _referred(sent_since(party, known, clause) or [m.party for m in _told_together(party, clause)])
        case "team":
            return _referred(
                led_before(party, clause)
                or clause.discourse.team
                or visitors(party, _open_side(known, clause), clause)
                or sent_before(party, clause)
                or on_trip_told(party, _open_side(known, clause), clause)
            )
        case "narrator":
            narrator = clause.discourse.narrator
            return _referred([narrator] if narrator is not None else [])
        case "addressee":
            return _referred(clause.discourse.addressed())
        case "counterpart":
            return _counterpart(party, known, clause)
        case "delegation" if heads := leaders_of(party, clause):
            return [Member(p, ParticipantBasis.NAMED) for p in heads]
        case "delegation" if team := team_told(party, clause):
            return _referred(team)
        case "posts":
            return holders_of(party, clause)
        case "role":
            return [Member(_of_open_side(party, known, clause), ParticipantBasis.ROLE)]
    return [Member(party, ParticipantBasis.NAMED)]


def _referred(parties: Iterable[Party]) -> list[Member]:
    """Those told before, as members to whom words refer back."""
    return [Member(p, ParticipantBasis.COREFERENCE) for p in parties]


def _told_together(words: Party, clause: Clause) -> list[Member]:
    """Whom "the two", "the three leaders", "the foreign ministers" mean."""
    reading, codes, discourse = clause.reading, clause.sides.codes, clause.discourse
    if reading.within("m:fours", words.first, words.last):
        return discourse.four(codes)
    if reading.within("m:trios", words.first, words.last):
        return _of_rank(words, discourse.trio, clause)
    told = discourse.named_here(words.first, codes) or discourse.pair(clause.sentence.paragraph)
    told = told or discourse.latest(codes)
    host = _host_of_meal(words, clause)
    if host is not None and not is_among(host, told):
        told = discourse.pair_with([host]) or told
    posts = reading.within("m:group_post", words.first, words.last)
    of_others = any(told is known for known in (discourse.trio, discourse.third))
    if posts and not (told and of_others):
        roles = _roles_of(words, clause)
        if LEADER in roles and has_leader(told, clause) and any(m.party.role_id in _TELLING for m in told):
            # "X is to come. An aide of Y's said that the leaders would meet in May"
            told = holders_of(dataclasses.replace(words, role_id=LEADER, countries=codes), clause)
        held = [m for role in roles for m in discourse.holders(role, codes)]
        told = held or (_of_posts_alone(words, roles, clause) if hold_other_posts(told, roles) else told)
    return _of_rank(words, told, clause)


def _host_of_meal(words: Party, clause: Clause) -> Party | None:
    """Whose meal "the two" sat at, where verbs come last: "पीएम के डिनर में दोनों ने बात की"."""
    reading, codes = clause.reading, clause.sides.codes
    for group in clause.own_groups:
        party = group.parties[0]
        if group.marker != "genitive" or group.last > words.first or party.country not in codes:
            continue
        meals = reading.within("m:trigger", group.last, min(group.last + _MEAL, words.first))
        if party.is_individual and any(reading.trigger_of(m).type is MeetingType.INFORMAL_TALK for m in meals):
            return party
    return None


def _of_posts_alone(words: Party, roles: Iterable[str], clause: Clause) -> list[Member]:
    """Whoever holds these posts in both countries, where the article names nobody who does."""
    return [holder_alone(words, country, role) for role in roles for country in clause.sides.codes]


def _of_rank(words: Party, told: list[Member], clause: Clause) -> list[Member]:
    """Of those told together the leaders where the words are of them, others than the leaders where of their aides."""
    reading, sides, discourse = clause.reading, clause.sides, clause.discourse
    if reading.within("m:leader_groups", words.first, words.last):
        if not told and not discourse.leaders and are_of_trip(words, clause):
            return holders_of(dataclasses.replace(words, role_id=LEADER, countries=sides.codes), clause)
        if has_only_called_on(told, clause) or (told is discourse.ours and not sides.are_led(told)):
            named = all(m.party.first < words.first for m in discourse.leaders)
            return discourse.leaders if named or not told else told
        if not sides.are_led(told):  # the ministers told are not "the leaders of the two countries"
            return discourse.leaders if reading.within("m:state_leaders", words.first, words.last) else told
        return [m for m in told if m.party.role_id in sides.leaders or m.party.country not in sides.codes]
    ahead = not told and not discourse.third  # "the two leaders" behind talks with a third country are of those
    several = len(told) > 2 and not sides.are_led(told)  # four ministers are not "the two leaders"
    if reading.within("m:leader_nouns", words.first, words.last):
        if ahead or several or is_with_official(words, told, clause) or are_spoken_of(words, told, clause):
            return discourse.leaders or told
    if reading.within("m:aide_groups", words.first, words.last) and has_leader(told, clause):
        told = next((p for p in reversed(discourse.pairs) if not has_leader(p, clause)), told)
    if reading.within("m:minister_groups", words.first, words.last) and not are_ministers(told, reading):
        return next((p for p in reversed(discourse.pairs) if are_ministers(p, reading)), told)
    return told


def _meant_by_pronoun(pronoun: Party, group: Group, others: Sequence[Member], clause: Clause) -> list[Member]:
    """Whom a pronoun means beside those named with it and those who take part already: a team, or one of them."""
    if _is_for_team(pronoun, clause):
        return _referred(clause.discourse.team or sent_before(pronoun, clause))
    named = [Member(p, ParticipantBasis.NAMED) for p in group.parties if p.kind == "person"]
    if not others and not named and clause.reading.starting("m:they", pronoun.first):
        both = _told_together(pronoun, clause)  # "वे जून में मिले थे"
        if len(clause.sides.among(both)) == len(clause.sides.codes):
            return _referred(m.party for m in both)
    antecedent = antecedent_of(pronoun, [*others, *named], clause)
    antecedent = spoken_for(antecedent, pronoun, [*others, *named], clause) or antecedent
    if antecedent is None:
        return _referred(sent_to(pronoun, others, clause))
    return _referred([antecedent])


def _counterpart(party: Party, known: Sequence[Member], clause: Clause) -> list[Member]:
    """Who "his Indian colleague" is: whom the article told so before, else whoever holds the same post there."""
    country = party.country or _open_side(known, clause)
    role = next((m.party.role_id for m in known if m.party.role_id), None)
    if role is not None and country is not None:
        role = clause.sides.colleagues.get((country, role), role)
    guest = bool(clause.reading.within("m:guests", party.first, party.last))
    told = _guest_told(country, party.first, known, clause) if guest else _met_by(known, country, clause)
    if told is not None and role is not None and not guest:
        told = _of_same_post(told, role, clause)
    if told is not None or country is None or guest:
        return _referred([told] if told is not None else [])
    if known and all(m.party.kind == "delegation" for m in known):  # "Russian officials met their Indian counterparts"
        return [Member(dataclasses.replace(party, kind="delegation", country=country), ParticipantBasis.NAMED)]
    holder = dataclasses.replace(party, country=country, role_id=role)
    named = clause.discourse.holders(role, [country]) if role else []  # "X came to Moscow. Y met his Indian colleague"
    named = named or _called_counterpart(country, clause)
    return named or ([Member(holder, ParticipantBasis.ROLE)] if role else _referred([holder]))


def _called_counterpart(country: str, clause: Clause) -> list[Member]:
    """The one of a country whom the article calls a counterpart: "X meets Russian counterpart", "his counterpart Y"."""
    called = {
        p.person.person_id: p
        for p in clause.discourse.named
        if p.person is not None and p.country == country and clause.reading.starting("m:counterparts", p.first)
    }
    return [Member(p, ParticipantBasis.CONTEXT) for p in called.values()] if len(called) == 1 else []


def _of_same_post(told: Party, role: str, clause: Clause) -> Party | None:
    """Who of those told to have met him is somebody's colleague, unless he has another post, and another of his country
    the same, or the sentence has told of him already: "he held talks with X and met his Russian colleague"."""
    leaders, posts = clause.sides.leaders, {told.role_id, *told.held} - {None}
    if not posts or role in posts or (role in leaders and posts & leaders):
        return told
    named = (p for p in clause.discourse.named if p.country == told.country and role in (p.role_id, *p.held))
    other = next(named, None)
    return other if other is not None or clause.sentence.first <= told.first else told


def _met_by(known: Sequence[Member], country: str | None, clause: Clause) -> Party | None:
    """Who of a country was told to have met the one who takes part, or the subject where nobody is known to."""
    one = [m.party for m in known] or [p for p in (clause.discourse.subject,) if p is not None]
    pair = clause.discourse.pair_with(one) if len(one) == 1 else []
    met = [m.party for m in pair if m.party.country == country and m.party.kind == "person"]
    return met[0] if country in clause.sides.codes and len(met) == 1 else None


def _of_open_side(post: Party, known: Sequence[Member], clause: Clause) -> Party:
    """A leader's post with its country, where none is told: that of which nobody takes part yet, or of the hosts; any
    other post with that of the hosts, where somebody from home met him: «Х в Дели встретился с министром торговли»."""
    if not (post.country is None or post.at_home):
        return post
    hosts = _hosts(clause, post.country)
    if post.role_id not in clause.sides.leaders:
        one = [m.party for m in known] or [p for p in (clause.discourse.subject,) if p is not None]
        abroad = hosts is not None and bool(one) and all(p.is_individual and p.country == post.country for p in one)
        return dataclasses.replace(post, country=hosts) if abroad else post
    side = _open_side(known, clause) if post.country is None or hosts is not None else None
    side = side or (hosts if not known else None)
    return dataclasses.replace(post, country=side) if side is not None else post


def _hosts(clause: Clause, home: str | None) -> str | None:
    """The other country, where the sentence, or else the trip told before, is set in it: "in Moscow the president"."""
    trip = clause.discourse.trip
    places = [p.country_code for p in clause.places.within(clause.sentence.first, clause.sentence.last)]
    if not places and trip is not None and trip.destination is not None:
        places = [trip.destination.country_code]
    abroad = clause.sides.other(home)
    return abroad if home is not None and home not in places and abroad in places else None


def _open_side(known: Sequence[Member], clause: Clause) -> str | None:
    """The side of which nobody takes part yet, where somebody of the other one does."""
    codes = clause.sides.codes
    told = {m.party.country for m in known} & set(codes)
    return next(side for side in codes if side not in told) if len(told) == 1 else None


def holders_of(posts: Party, clause: Clause) -> list[Member]:
    """Who holds a post, or each of two, in several countries: of each who was told to, else the post alone.

    Where leaders are of one of the two sides and of third countries, that one alone, as each is seen by himself: "Putin
    met the leaders of China, India and Iran".
    """
    sides, discourse, roles = clause.sides, clause.discourse, _roles_of(posts, clause)
    ours = [c for c in posts.countries if c in sides.codes]
    apart = len(ours) == 1 and {*roles} <= sides.leaders | {LEADER}
    countries = ours if apart else posts.countries
    if posts.role_id == LEADER and discourse.leaders and len(ours) == len(countries):
        return [m for m in discourse.leaders if m.party.country in ours]
    found: list[Member] = []
    for country, role in itertools.product(countries, roles):
        of_it = sides.at_summits.get(country) if role == LEADER else role
        if of_it is None:
            third = dataclasses.replace(posts, kind="role", country=country, role_id=None, countries=())
            found.append(Member(third, ParticipantBasis.NAMED))
        else:
            found += discourse.holders(of_it, [country]) or [holder_alone(posts, country, of_it)]
    return found


def _roles_of(posts: Party, clause: Clause) -> list[str]:
    """The posts that words for several who hold them name: "the foreign and defence ministers" names two."""
    words = longest(clause.reading.within("m:group_post", posts.first, posts.last))
    return list(dict.fromkeys(str(m.value[1]) for m in words)) or [posts.role_id or ""]


def _guest_told(country: str | None, before: int, others: Sequence[Member], clause: Clause) -> Party | None:
    """Whom "the visitor", «индийского гостя» means: of whom of that country the article speaks most, of several who is
    most present, unless the sentence has named others before: "the guests were X and Y of Europe"."""
    if any(g.countries() - {*clause.sides.codes} for g in clause.discourse.here if g.last <= before):
        return None
    known = [p for p in clause.discourse.recent if p.country == country and country in clause.sides.codes]
    often = [sum(same_party(p, other) for other in known) for p in known]
    most = [p for p, times in zip(known, often, strict=True) if times == max(often)]
    told = clause.discourse.presence.most_present(lambda p: any(same_party(p, other) for other in most))
    return told or _leader_opposite(others, country, clause)


def _leader_opposite(others: Sequence[Member], country: str | None, clause: Clause) -> Party | None:
    """Whom a leader has as his guest or host, where nobody of that country has been told yet: "Modi and his Russian
    host sat down …. Putin said …"."""
    leaders = clause.discourse.leaders
    is_led = any(is_among(m.party, leaders) for m in others)
    return next((m.party for m in leaders if is_led and m.party.country == country), None)


def _is_for_team(pronoun: Party, clause: Clause) -> bool:
    """Whether a pronoun is a team's that the sentence has told of: "the delegation flies on, to be received by X"."""
    if not clause.reading.within("m:for_teams", pronoun.first, pronoun.last):
        return False
    before = [g.parties[-1].kind for g in clause.discourse.here if g.last <= pronoun.first]
    return before[-1:] == ["team"] or (before[-1:] == ["delegation"] and not clause.discourse.team)


def _named_before(pronoun: Party, open_sides: Collection[str | None], clause: Clause) -> list[Party]:
    """Persons of the open sides whom the sentence has named before a pronoun."""
    before = [g for g in clause.discourse.here if g.last <= pronoun.first]
    acting = [p for g in before if g.marker != "speaker" for p in g.parties]  # "X said that Y will come and that he …"
    named = [[p for p in told if _can_act(p, open_sides)] for told in (acting, [p for g in before for p in g.parties])]
    return named[0] or named[1]


def _can_act(party: Party, sides: Collection[str | None]) -> bool:
    """Whether it is somebody of these sides who does not only tell of others."""
    return party.is_individual and party.country in sides and not party.is_spokesperson


def _announced(here: Sequence[Party], clause: Clause) -> Party | None:
    """Of whose trip told just before another of his side goes on to tell, who alone is named before "he": "X will go to
    Moscow on Monday. The defence secretary said that he will meet Y"."""
    discourse, trip = clause.discourse, clause.discourse.trip
    if trip is None or clause.sentence.number - trip.sentence.number != 1 or len(here) != 1:
        return None
    traveller, speaker = trip.members[0].party, here[0]
    tells = any(g.marker == "speaker" and speaker in g.parties for g in discourse.here)
    below = speaker.role_id not in clause.sides.leaders and not (speaker.role_id or "").endswith("minister")
    of_side = traveller.person is not None and traveller.country == speaker.country
    return traveller if tells and below and of_side and not same_party(traveller, speaker) else None


def antecedent_of(pronoun: Party, others: Sequence[Member], clause: Clause) -> Party | None:
    """Whom a pronoun means, apart from those who take part already."""
    taken = {m.party.country for m in others}
    open_sides = set(clause.sides.codes) - taken
    if clause.discourse.is_speech:
        return clause.discourse.told_of(open_sides)
    if pronoun.marker in ("agent", "genitive"):
        told = _told_behind_or_apart(pronoun, taken, open_sides, clause)
        return told if told is not None else _acting(pronoun, taken, open_sides, clause)
    here = _named_before(pronoun, open_sides, clause) or _stranger_speaking(pronoun, clause)
    meant = here[-1] if here else _most_present(taken, clause)
    return meant if meant is not None and meant.country is not None else None


def _stranger_speaking(pronoun: Party, clause: Clause) -> list[Party]:
    """One of a third country who is told before to say so: "According to Trump, Modi assured him in a call"."""
    said = [g.parties[0] for g in clause.discourse.here if g.marker == "speaker" and g.last <= pronoun.first]
    return [p for p in said[-1:] if p.is_individual and p.country not in (None, *clause.sides.codes)]


def _told_behind_or_apart(
    pronoun: Party, taken: Collection[str | None], open_sides: Collection[str | None], clause: Clause
) -> Party | None:
    """Whom "he" or "his" means by where it stands: who is on the trip told, a stranger who acts, whose something it
    goes on from, or who is named behind; None where its place does not tell."""
    subject, traveller = clause.discourse.subject, _who_is_there(pronoun, clause)
    if traveller is not None and traveller.country not in taken:
        return traveller
    if subject is not None and is_stranger(subject, pronoun.first, clause):
        return subject  # "China's minister was in Delhi and he met X"
    owner = _owner_before(pronoun, taken, clause)
    return owner if owner is not None else named_behind(pronoun, open_sides, clause)


def _acting(
    pronoun: Party, taken: Collection[str | None], open_sides: Collection[str | None], clause: Clause
) -> Party | None:
    """Whom "he" or "his" means of those told: the subject, where all sides or none are open ("the ambassador of A and a
    minister of B welcomed him"), else who is named in the sentence or most present."""
    if len(open_sides) != 1:
        return clause.discourse.subject
    here = _named_before(pronoun, open_sides, clause)
    if (announced := _announced(here, clause)) is not None:
        return announced
    if len({p.person and p.person.person_id for p in here}) == 1:
        return here[-1]  # "X's visit, where he was received by Y"
    apart = _apart_from_speaker(pronoun, taken, clause)
    told = apart or _most_present(taken, clause) or subject_behind(pronoun, open_sides, clause)
    return told or clause.discourse.presence.most_present(lambda p: p.country not in taken)


def _most_present(taken: Collection[str | None], clause: Clause) -> Party | None:
    """Who of the other countries is most present and does not only tell of others."""
    return clause.discourse.presence.most_present(lambda p: p.country not in taken and not p.is_spokesperson)


def _apart_from_speaker(pronoun: Party, taken: Collection[str | None], clause: Clause) -> Party | None:
    """Whom "he" means in a quotation, where who says it is of his side: an ambassador says of a minister, who acted in
    the sentence before, "he met X"."""
    discourse, speaker = clause.discourse, clause.discourse.narrator
    if speaker is None or not is_quoted(clause.reading, clause.sentence, pronoun.first, discourse):
        return None
    told = [p for p in discourse.subjects if clause.sentence.number - clause.reading.tokens[p.first].sentence <= 1]
    others = [p for p in told if p.country == speaker.country and not same_party(p, speaker) and not p.is_spokesperson]
    return others[-1] if others and speaker.country not in taken else None


def _owner_before(pronoun: Party, taken: Collection[str | None], clause: Clause) -> Party | None:
    """Whose something is that "his" goes on from: «итоги визита Х в Дели и его переговоров с Y»."""
    if pronoun.marker != "genitive" or not clause.reading.ending("m:conjunctions", pronoun.first):
        return None
    before = [g for g in clause.own_groups if g.last <= pronoun.first and g.marker in (*_OWNING, "agent")]
    owner = before[-1] if before else None
    is_one = owner is not None and owner.marker in _OWNING and len(owner.parties) == 1
    who = owner.parties[0] if owner is not None and is_one else None
    return who if who is not None and who.is_individual and who.country not in taken else None


def _who_is_there(pronoun: Party, clause: Clause) -> Party | None:
    """Who is on the trip told just before, where a clause is of it: "there he will …", "on the visit he will …"."""
    reading, trip = clause.reading, clause.discourse.trip
    if trip is None or clause.sentence.number - trip.sentence.number > 1:
        return None
    trips = [m for m in reading.within("m:trigger", clause.first, pronoun.first) if reading.is_trip(m)]
    there = reading.starting("m:where", clause.first) or any(is_setting(reading, m) for m in trips)
    who = trip.members[0].party
    return who if there and who.person is not None and not _is_subject(who, clause) else None


def _is_subject(party: Party, clause: Clause) -> bool:
    subject = clause.discourse.subject
    return subject is not None and same_party(party, subject)


def is_stranger(subject: Party, before: int, clause: Clause) -> bool:
    """Whether the subject of the clause before a token is of neither side."""
    country = subject.country
    told_here = clause.sentence.first <= subject.first < before
    return country is not None and country not in clause.sides.codes and told_here
