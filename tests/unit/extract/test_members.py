"""Who of those told to take part is left, where some are told by their country alone."""

from __future__ import annotations

from orchestration.contracts.codes import ParticipantBasis
from orchestration.extract.meetings.parties.members import Member, without_nameless
from orchestration.extract.meetings.parties.parties import Party


def _member(kind: str, country: str | None, role_id: str | None = None, countries: tuple[str, ...] = ()) -> Member:
    return Member(Party(0, 1, kind, country=country, role_id=role_id, countries=countries), ParticipantBasis.NAMED)


def test_a_delegation_is_left_out_where_somebody_of_it_is_told() -> None:
    minister, delegation = _member("role", "IN", "defence_minister"), _member("delegation", "IN")
    assert without_nameless([minister, delegation]) == [minister]


def test_of_a_pair_of_countries_the_one_without_people_is_left() -> None:
    minister, pair = _member("role", "IN", "defence_minister"), _member("pair", None, countries=("IN", "RU"))
    kept = without_nameless([minister, pair])
    assert [m.party.countries for m in kept] == [(), ("RU",)]


def test_who_is_told_by_a_post_that_is_no_known_one_stays() -> None:
    secretary = _member("role", "IN")
    assert without_nameless([secretary]) == [secretary]
    assert without_nameless([_member("delegation", None)]) == [_member("delegation", None)]
