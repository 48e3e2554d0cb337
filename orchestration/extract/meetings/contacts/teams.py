"""Whom words for a delegation stand for: who leads it, who came with it, or it itself where nobody is named.

Not here: words for other people told before (`referents`); delegations as parties, by their own words (`delegations`).
"""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.extract.meetings.contacts.clauses import Clause
from orchestration.extract.meetings.parties.members import Member, includes
from orchestration.extract.meetings.parties.parties import Party

_JUST_TOLD = 60  # tokens from who came to "the delegation"
_LED = 4  # tokens between a delegation and who leads it
_SENT = 2  # tokens from who has sent a delegation to it


def led_before(team: Party, clause: Clause) -> list[Party]:
    """Who the sentence has said before to lead a team."""
    led = (g for g in clause.groups if g.marker == "led" and g.last <= team.first)
    return [p for g in led for p in g.parties if p.is_individual]


def team_told(delegation: Party, clause: Clause) -> list[Party]:
    """Who leads a delegation that has been told: "the Russian delegation", behind "a team led by X", X's trip or talks;
    of those on a trip and in talks who is most present."""
    if not clause.reading.within("m:teams", delegation.first - 1, delegation.last):
        return []
    discourse, country = clause.discourse, delegation.country
    if {p.country for p in discourse.team} == {country}:
        return discourse.team
    trip = discourse.trip.members[:1] if discourse.trip is not None else []
    head = discourse.presence.most_present(
        lambda p: p.country == country and (includes(trip, p) or bool(discourse.pair_with([p])))
    )
    return [head] if head is not None and delegation.first - head.first <= _JUST_TOLD else []


def leaders_of(delegation: Party, clause: Clause) -> list[Party]:
    """Who leads a delegation by its own words, so that it is no other's: "an Indian delegation led by X"."""
    led = [g for g in clause.discourse.here if g.marker == "led" and delegation.country in g.countries()]
    near = (g for g in led if 0 <= max(g.first - delegation.last, delegation.first - g.last) <= _LED)
    return [p for g in near for p in g.parties if p.is_individual]


def visitors(team: Party, side: str | None, clause: Clause) -> list[Party]:
    """Who came, where "the delegation" is met by one of the others: who was told to have met them, of the open
    side; nobody where a body has sent it, "मंत्रालय के एक प्रतिनिधिमंडल"."""
    if any(m.value[1] == "genitive" for m in clause.reading.within("m:marker", team.first - _SENT, team.first)):
        return []
    ours = [m.party for m in clause.discourse.ours]
    if team.first - max((p.first for p in ours), default=0) > _JUST_TOLD:
        return []
    return [p for p in ours if p.country == side and p.person is not None]


def sent_before(team: Party, clause: Clause) -> list[Party]:
    """The delegation without names told just before as the subject: "a delegation of X came. The guests met Y"."""
    sent = _sent_just_told(team, clause)
    return [sent] if sent is not None and clause.reading.within("m:teams", sent.first, sent.last) else []


def on_trip_told(team: Party, side: str | None, clause: Clause) -> list[Party]:
    """Who was just told to travel, be it with others who are not named: "X flies to Delhi today with his
    colleagues. The delegation will meet Y tomorrow". side: the open one, if known."""
    trip = clause.discourse.trip
    head = trip.members[0].party if trip is not None else None
    if head is None or not head.is_individual or side not in (None, head.country):
        return []
    return [head] if 0 < team.first - head.first <= _JUST_TOLD else []


def _sent_just_told(words: Party, clause: Clause) -> Party | None:
    """Those whom a country or body has sent, told last without names before other words: "experts from X came"."""
    here = [p for g in clause.discourse.here if g.last <= words.first for p in g.parties if p.kind == "delegation"]
    sent = here[-1] if here else clause.discourse.sent
    return sent if sent is not None and 0 < words.first - sent.first <= _JUST_TOLD else None


def sent_to(words: Party, known: Sequence[Member], clause: Clause) -> list[Party]:
    """The delegation without names told just before, where one of the other side takes part."""
    sent, sides = _sent_just_told(words, clause), clause.sides.among(known)
    is_other = sent is not None and len(sides) == 1 and sent.country in set(clause.sides.codes) - sides
    return [sent] if sent is not None and is_other else []


def sent_since(they: Party, known: Sequence[Member], clause: Clause) -> list[Party]:
    """Whom "they" means behind a delegation without names: "a Russian delegation came. They met X"."""
    if not clause.reading.starting("m:stand_ins", they.first):
        return []
    recent = clause.discourse.recent
    return [
        sent
        for sent in sent_to(they, known, clause)
        if all(p.first < sent.first for p in recent if p.country == sent.country)
    ]
