"""Days and city of an occasion by the edition of its forum: "the two met at the BRICS summit in Kazan".

Not here: which forum a contact is told with (`around`), and which editions there are (`extract.forums`).
"""

from __future__ import annotations

import datetime as dt

from orchestration.contracts.codes import REMOTE_TYPES, DateBasis, DatePrecision, LocationBasis, MeetingStatus
from orchestration.extract.forums import Asked, Edition, Forum, Where
from orchestration.extract.meetings.occasions.beside import NEWS, number_of
from orchestration.extract.meetings.occasions.intervals import overlap, still_ahead
from orchestration.extract.meetings.occasions.page import LEAD, Occasion, Page
from orchestration.extract.model import Anchor, Interval
from orchestration.extract.places import Place, location_id


def find_edition(occasion: Occasion, page: Page) -> None:
    """The forum that an occasion is told with, and its edition on the days and at the place that its own words tell."""
    forum = _forum(occasion)
    if forum is None:
        return
    told = occasion.interval if occasion.interval.start is not None else None
    edition = page.forums.edition(forum, told, page.anchor, _where(occasion))
    if edition is not None and occasion.status is not MeetingStatus.HELD and forum.is_bilateral:
        sits = page.anchor.day is not None and edition.start <= page.anchor.day <= edition.end
        edition = edition if sits else None  # what is planned has no day until told, or until it has come
    over = edition is not None and _is_told_as_over(occasion, edition, page.anchor)
    occasion.edition = None if over else edition
    occasion.forum_id = forum.forum_id


def _is_told_as_over(occasion: Occasion, edition: Edition, anchor: Anchor) -> bool:
    """Whether a verb says that a session took place, which an edition still to come can't be: "X co-chaired the
    commission" in a report of the day before it."""
    if occasion.status is not MeetingStatus.HELD or anchor.day is None or edition.start <= anchor.day:
        return False
    return any(t.candidate.done and not t.candidate.in_present for t in occasion.told)


def take_edition(occasion: Occasion, edition: Edition, anchor: Anchor) -> None:
    """Days and city of a forum's edition, as far as an occasion of it is told without."""
    if occasion.interval.start is None or _is_coarser(occasion.interval, edition):
        occasion.interval = _days_of(edition)
        if occasion.interval.precision is DatePrecision.RANGE and _is_reported(occasion, anchor):
            occasion.interval = Interval(anchor.day, anchor.day, DatePrecision.DAY, DateBasis.PUBLICATION)
        elif occasion.status is MeetingStatus.PLANNED:
            occasion.interval = still_ahead(occasion.interval, anchor)
    if (occasion.place is None or occasion.place.city is None) and edition.city and edition.country_code:
        code, city = edition.country_code, edition.city
        occasion.place, occasion.place_basis = Place(0, 0, location_id(code, city), code, city), LocationBasis.FORUM


def take_home(occasion: Occasion, page: Page) -> None:
    """The city in which a forum always sits, of an occasion at an edition that is not known: «на полях ПМЭФ»."""
    forum, told = _forum(occasion), occasion.place
    if forum is None or occasion.edition is not None or (told is not None and told.city is not None):
        return
    home = page.forums.home(forum)
    if home is not None and (told is None or told.country_code == home.country_code):
        occasion.place = Place(0, 0, location_id(home.country_code, home.city), home.country_code, home.city)
        occasion.place_basis = LocationBasis.FORUM


def take_other_edition(occasion: Occasion, page: Page, day: Interval | None = None) -> bool:
    """Days of the edition that an undated occasion of a forum is of, if not of one of these days; whether there is.

    day: what is told before, which says more than the edition if it is of it.
    """
    forum = _forum(occasion)
    if forum is None or (occasion.status is not MeetingStatus.HELD and forum.is_bilateral):
        return False
    where = _where(occasion)
    edition = page.forums.edition(forum, None, page.anchor, where, _asked(occasion, forum, where))
    if edition is None or _is_told_as_over(occasion, edition, page.anchor):
        return False
    days = Interval(edition.start, edition.end, DatePrecision.RANGE, DateBasis.FORUM)
    if day is not None and overlap(day, days):
        return False
    occasion.edition = edition
    take_edition(occasion, edition, page.anchor)
    return True


def take_edition_of_day(occasion: Occasion, page: Page) -> None:
    """Days and city of the edition of its forum in a time that only the text around tells."""
    forum = _forum(occasion)
    if forum is None or forum.is_bilateral or occasion.edition is not None or occasion.interval.start is None:
        return
    edition = page.forums.edition(forum, occasion.interval, page.anchor, _where(occasion))
    if edition is not None and occasion.type not in REMOTE_TYPES:
        occasion.edition = edition
        take_edition(occasion, edition, page.anchor)


def take_summit_of_city(occasion: Occasion, page: Page) -> bool:
    """Days of the last summit of a group of countries in its city, where the two leaders met there on no day told:
    "after the SCO meet … In Tianjin X and Y shared a car"; whether there is one."""
    place, day = occasion.place, page.anchor.day
    if place is None or place.city is None or day is None or occasion.status is not MeetingStatus.HELD:
        return False
    if occasion.type in REMOTE_TYPES or any(page.capitals.get(side) == place.city for side in page.sides):
        return False
    here = page.dateline is not None and page.dateline.city == place.city
    if here or not page.pair.meet_at_summits(occasion.members):
        return False
    edition = page.forums.last_summit_in(place.city, page.forums_told, day)
    if edition is None:
        return False
    occasion.interval = _days_of(edition)
    return True


def _days_of(edition: Edition) -> Interval:
    precision = DatePrecision.DAY if edition.start == edition.end else DatePrecision.RANGE
    return Interval(edition.start, edition.end, precision, DateBasis.FORUM)


def _forum(occasion: Occasion) -> Forum | None:
    """The forum told first with an occasion."""
    return next((t.candidate.forum for t in occasion.told if t.candidate.forum is not None), None)


def _where(occasion: Occasion) -> Where | None:
    return Where(occasion.place.country_code, occasion.place.city) if occasion.place is not None else None


def _asked(occasion: Occasion, forum: Forum, where: Where | None) -> Asked:
    """The edition that an undated occasion may be of.

    The lead is of the news, so that there only the place of a forum elsewhere tells that it is not of these days.
    """
    if occasion.status is MeetingStatus.PLANNED:
        return Asked.NEXT
    if occasion.status is not MeetingStatus.HELD:
        return Asked.NEAR
    is_back = any(t.candidate.back for t in occasion.told)
    if forum.is_bilateral:
        return Asked.LAST if is_back and where is not None and where.city is not None else Asked.NEAR
    return Asked.LAST if is_back or number_of(occasion) > LEAD or where is not None else Asked.NEAR


def _is_reported(occasion: Occasion, anchor: Anchor) -> bool:
    """Whether an undated occasion of a forum is the news of a day on which the forum sits."""
    start, end = occasion.interval.start, occasion.interval.end
    if anchor.day is None or start is None or end is None or occasion.status is not MeetingStatus.HELD:
        return False
    return (
        start <= anchor.day <= end and number_of(occasion) <= NEWS and not any(t.candidate.back for t in occasion.told)
    )


def _is_coarser(interval: Interval, edition: Edition) -> bool:
    """Whether days told are no finer than those of an edition: "in October" of a summit on 22–24 October."""
    if interval.start is None or interval.end is None:
        return True
    return (interval.end - interval.start) > (edition.end - edition.start) + dt.timedelta(days=3)
