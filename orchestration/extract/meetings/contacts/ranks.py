"""Of what rank those told together are: whether "the two leaders", "the ministers" can mean them.

Who is told together, and whom such words mean in the end, decides `referents`.
"""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.extract.meetings.contacts.clauses import Clause
from orchestration.extract.meetings.parties.members import Member, is_among, same_party
from orchestration.extract.meetings.parties.parties import Party
from orchestration.extract.meetings.parties.posts import is_of_ministry
from orchestration.extract.meetings.reading import Reading

_PARAGRAPH = 80  # tokens in which a paragraph has begun
_OF_STATES = 4  # tokens behind "the leaders" that say of which countries


def are_of_trip(words: Party, clause: Clause) -> bool:
    """Whether "the leaders of the two countries" are those of a leader's trip told before, and no third is told of: "X
    will go to India by December. Before that the leaders of the two countries will meet"."""
    trip, sides = clause.discourse.trip, clause.sides
    of_states = clause.reading.within("m:state_leaders", words.first, words.last + _OF_STATES)
    if trip is None or clause.discourse.third or not any(m.first < words.last for m in of_states):
        return False
    return all(m.party.country in sides.codes for m in trip.members) and trip.members[0].party.role_id in sides.leaders


def are_ministers(told: Sequence[Member], reading: Reading) -> bool:
    """Whether all of some are ministers, as far as posts are known: a deputy premier is not "the minister", unless he
    is told to have been one, "X, then energy minister"."""
    return all(_is_minister(m.party, reading) for m in told)


def _is_minister(party: Party, reading: Reading) -> bool:
    posts = {role for role in (party.role_id, *party.held) if role}
    posts |= {m.value[0] for m in reading.within("role", party.first, party.last)} if posts else set()
    return not posts or any(is_of_ministry(role) for role in posts)


def has_leader(told: Sequence[Member], clause: Clause) -> bool:
    return any(m.party.role_id in clause.sides.leaders for m in told)


def is_with_official(words: Party, told: Sequence[Member], clause: Clause) -> bool:
    """Whether a leader told to have met the other one has last seen somebody of no such rank, in a paragraph before: "X
    will meet Y. At the airport he was met by deputy minister Z. The two leaders last met in May"."""
    leaders = clause.discourse.leaders
    others = [m for m in told if not is_among(m.party, leaders)]
    roles = {role for m in others for role in (m.party.role_id, *m.party.held) if role}
    if not 0 < len(others) < len(told) or not roles or any(_is_high(role, clause) for role in roles):
        return False
    since = clause.reading.tokens[max(words.first - _PARAGRAPH, *(m.party.first for m in told)) : words.first]
    return any(token.kind == "newline" for token in since)


def _is_high(role: str, clause: Clause) -> bool:
    minister = role.endswith("minister") and (role.endswith("prime_minister") or not role.startswith("deputy"))
    return role in clause.sides.leaders or minister or role.endswith(("speaker", "president"))


def are_spoken_of(leaders: Party, told: list[Member], clause: Clause) -> bool:
    """Whether one of two who are no leaders says what leaders are yet to do: "the minister was sure that the two
    leaders would meet next year"."""
    reading, before = clause.reading, (clause.sentence.first, leaders.first)
    if clause.sides.are_led(told) or not any(reading.within(kind, *before) for kind in ("m:contents", "m:says")):
        return False
    says = any(
        same_party(p, m.party) for g in clause.groups if g.last <= leaders.first for p in g.parties for m in told
    )
    return says and reading.has("m:cue", "planned", leaders.last, clause.last) is not None


def has_only_called_on(told: list[Member], clause: Clause) -> bool:
    """Whether one of the two leaders told is a head of state on whom the other, here for his talks, called as well."""
    sides, leaders = clause.sides, clause.discourse.leaders
    ours = (m for m in told if m.party.country in sides.codes)
    called = any(m.party.role_id in sides.leaders and not sides.meet_at_summits([m]) for m in ours)
    if not called or not leaders or not sides.meet_at_summits(leaders):
        return False
    return any(is_among(m.party, leaders) for m in told)
