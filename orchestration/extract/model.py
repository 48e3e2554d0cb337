"""What the finders of `extract` hand to each other about one article. Token indexes are [first, last)."""

from __future__ import annotations

import dataclasses
import datetime as dt

from orchestration.contracts.codes import DateBasis, DatePrecision, PersonResolution, PublishedBasis


@dataclasses.dataclass(slots=True)
class Person:
    """A name in the text. `outer_first`/`outer_last` take in titles on both sides ("Foreign Minister X of Russia").

    person_id: curated id, or prov-… for one not in the reference data; country_code: ISO code where known;
    role_id: post told next to the name (seeds/reference/roles.csv); title: its words, as written; organisation: told
    by them; is_woman: where known, by which some surnames do not bend.
    """

    first: int
    last: int
    outer_first: int
    outer_last: int
    person_id: str
    full_name: str
    full_name_hi: str | None
    full_name_ru: str | None
    country_code: str | None
    is_curated: bool
    resolution: PersonResolution
    role_id: str | None = None
    title: str | None = None
    organisation: str | None = None
    is_woman: bool = False


@dataclasses.dataclass(slots=True)
class Role:
    """A post without a name ("Russian defence minister", "रूसी विदेश मंत्री", «советник премьер-министра Индии»).

    country_code: told by the words or implied by the post; None where the words leave it open ("the Prime Minister").
    organisation: told by the words where the post has one (Rosatom, Gujarat).
    """

    first: int
    last: int
    role_id: str
    country_code: str | None
    organisation: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Anchor:
    """When an article can have been written: [start, end], None where nothing is known; equal when known to the day."""

    start: dt.date | None
    end: dt.date | None
    published_date: dt.date | None
    published_basis: PublishedBasis

    @classmethod
    def of_day(cls, day: dt.date, basis: PublishedBasis) -> Anchor:
        """Of an article that was published on a known day."""
        return cls(day, day, day, basis)

    @property
    def day(self) -> dt.date | None:
        return self.start if self.start is not None and self.start == self.end else None


@dataclasses.dataclass(frozen=True, slots=True)
class Interval:
    """A resolved date: first and last possible day, how precise, how obtained. Unknown: both days None."""

    start: dt.date | None
    end: dt.date | None
    precision: DatePrecision
    basis: DateBasis
