"""When and where an occasion was: the firmest of what its passages tell, then what is told around it.

First its own words, then the forum, the trip and the occasions beside it, at last the dateline; the bases say which.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from orchestration.contracts.codes import (
    REMOTE_TYPES,
    DateBasis,
    DatePrecision,
    LocationBasis,
    MeetingStatus,
    MeetingType,
)
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.occasions.background import (
    is_apart_from_others,
    is_only_recalled,
    is_word_recalled,
    trip_before,
    was_on_trip_before,
)
from orchestration.extract.meetings.occasions.beside import (
    NEWS,
    day_beside,
    is_only_quoted,
    neighbours_of,
    number_of,
)
from orchestration.extract.meetings.occasions.dating import follows_arrival
from orchestration.extract.meetings.occasions.days_told import came_at_night, is_at_night_too, reported_on
from orchestration.extract.meetings.occasions.editions import (
    find_edition,
    take_edition,
    take_edition_of_day,
    take_home,
    take_other_edition,
    take_summit_of_city,
)
from orchestration.extract.meetings.occasions.intervals import (
    COARSE,
    FINENESS,
    is_over,
    is_recent,
    overlap,
    so_far,
    was_weeks_ago,
)
from orchestration.extract.meetings.occasions.onward import is_later_trip
from orchestration.extract.meetings.occasions.page import (
    LEAD,
    Occasion,
    Page,
    Told,
    are_of_same_days,
    distance_between,
    is_news,
    paragraphs_of,
)
from orchestration.extract.meetings.occasions.sessions import seat_by_post
from orchestration.extract.meetings.occasions.stops import main_stop
from orchestration.extract.meetings.occasions.summits import (
    lead_by_post,
    leaders_of_the_time,
    settle_summit,
    settle_summit_trip,
)
from orchestration.extract.meetings.parties.members import includes
from orchestration.extract.model import Anchor, Interval
from orchestration.extract.places import Place

_TRIP_REACH = 8  # sentences over which a trip told places what follows
_TRIP_BEHIND = 2  # sentences by which a trip can be told after the talks
_LEAD_SENTENCES = 3  # sentences that report the news of a text without a date
_SOON = dt.timedelta(days=2)  # from a report filed abroad to talks for which its reporter is there
_LONG_AGO = dt.timedelta(days=31)  # from a trip to a report that recalls it
_FIRM = frozenset({LocationBasis.EXPLICIT, LocationBasis.VENUE, LocationBasis.CONTEXT, LocationBasis.FORUM})


def settle(occasion: Occasion, page: Page) -> None:
    """The firmest of what the occasion's own passages tell."""
    dated = [t for t in occasion.told if t.interval.start is not None]
    if dated:
        bases = list(DateBasis)
        best = min(dated, key=lambda t: (_says_less(t), FINENESS[t.interval.precision], bases.index(t.interval.basis)))
        occasion.interval, occasion.phrase = _day_of_trip(occasion, best, page) or best.interval, best.phrase
    placed = [t for t in occasion.told if t.place is not None]
    placed = [t for t in placed if not t.onward or occasion.type is MeetingType.VISIT]
    if placed and occasion.type not in REMOTE_TYPES:
        best = min(
            placed,
            key=lambda t: (t.place is None or t.place.city is None, list(LocationBasis).index(t.place_basis)),
        )
        occasion.place, occasion.place_basis = best.place, best.place_basis
        occasion.venue = next((t.place.venue for t in placed if t.place is not None and t.place.venue), None)
    occasion.minutes = next((t.minutes for t in occasion.told if t.minutes), None)
    find_edition(occasion, page)


def _says_less(told: Told) -> int:
    """How little the time of a passage says: the day of an arrival less than one of talks, but more than their month or
    year."""
    return 2 if told.interval.precision in COARSE else int(told.arrival)


def _day_of_trip(occasion: Occasion, trip: Told, page: Page) -> Interval | None:
    """The day of a trip on which talks were, told before them: "comes on 8–9 July. … On the 8th he lands and …"."""
    if trip.candidate.trigger.part != "visit" or trip.interval.precision is not DatePrecision.RANGE:
        return None
    days = [t.before for t in occasion.told if t.candidate.trigger.part != "visit" and t.before is not None]
    if page.reading.within("m:stays", trip.candidate.first, trip.candidate.last):
        days = [d for d in days if d.start != trip.interval.start]  # "arrives on Saturday for four days"
    day = next((d for d in days if d.precision is DatePrecision.DAY and overlap(d, trip.interval)), None)
    return dataclasses.replace(day, basis=DateBasis.CONTEXT) if day is not None else None


def settle_from_context(occasion: Occasion, occasions: Sequence[Occasion], visits: Sequence[Told], page: Page) -> None:
    """What the forum, the trips and the other occasions of the article tell."""
    trips = _trips_to(occasion, visits, page)
    if occasion.edition is not None and occasion.type not in REMOTE_TYPES:
        take_edition(occasion, occasion.edition, page.anchor)
    neighbours = neighbours_of(occasion, occasions, page.anchor)
    _take_day(occasion, occasions, trips, neighbours, page)
    take_edition_of_day(occasion, page)
    if occasion.type not in REMOTE_TYPES:
        take_home(occasion, page)
    leaders_of_the_time(occasion, page)
    settle_summit(occasion, page)
    settle_summit_trip(occasion, page)
    lead_by_post(occasion, page)
    seat_by_post(occasion, page)
    if occasion.type not in REMOTE_TYPES and not _is_matter(occasion):
        trips = _trips_to(occasion, visits, page)  # of those, too, who sit in it by post
        apart = is_apart_from_others(occasion, occasions, neighbours)
        around = None if apart else _place_around(occasion, occasions, trips)
        _take_place(occasion, trips or _arrivals(occasion, visits, page.anchor), neighbours, page, around)


def _trips_to(occasion: Occasion, visits: Sequence[Told], page: Page) -> list[Told]:
    """The trips of those who took part that are told before it or with it, the nearest first."""
    number = number_of(occasion)
    trips = [
        v
        for v in visits
        if includes(occasion.members, v.candidate.members[0].party)
        and not (v.onward and occasion.first < v.candidate.match.first)
        and (v.candidate.status is occasion.status or _is_told_with(v, occasion, page) or _goes_on(v, page.anchor))
        and any(
            0 <= n - v.candidate.sentence.number <= _TRIP_REACH for n in (number, *_later_numbers(occasion, v, page))
        )
        and (number - v.candidate.sentence.number <= 1 or not v.candidate.back)
        and not _is_told_since(v, occasion, page.anchor)
        and not _is_recalled(v, occasion)
    ]
    trips.sort(key=lambda v: abs(number - v.candidate.sentence.number))
    return [v for v in trips if _goal(v) == _goal(trips[0])]  # what is told of another one is not of this one's days


def _is_told_since(trip: Told, occasion: Occasion, anchor: Anchor) -> bool:
    """Whether one of those who met is quoted on it in another paragraph than a trip long ago: "Y was in Z last April. ¶
    'Had a good meeting with Y,' X said"."""
    past = is_over(trip.interval, anchor) and not is_recent(trip.interval, anchor, _LONG_AGO)
    return past and is_only_quoted(occasion) and trip.candidate.sentence.paragraph not in paragraphs_of(occasion)


def _is_recalled(trip: Told, occasion: Occasion) -> bool:
    """Whether a trip is only told as one before what is to come: "was last in X in 2019. Talks with Y are planned"."""
    past = trip.candidate.previous and trip.interval.precision in COARSE
    return past and occasion.status is MeetingStatus.PLANNED


def _later_numbers(occasion: Occasion, trip: Told, page: Page) -> list[int]:
    """The numbers of all its sentences, where a headline tells of it before the trip on which it is to be."""
    return [t.candidate.sentence.number for t in occasion.evidence] if _goes_on(trip, page.anchor) else []


def _is_matter(occasion: Occasion) -> bool:
    """Whether it is told only as what was spoken of elsewhere: neither then nor there."""
    return all(t.candidate.matter for t in occasion.told)


def _goal(trip: Told) -> str | None:
    return trip.candidate.destination.country_code if trip.candidate.destination is not None else None


def _is_told_with(trip: Told, occasion: Occasion, page: Page) -> bool:
    """Whether a sentence tells of talks and before them of the trip to them: not "met X and invited him to Y"."""
    candidate = trip.candidate
    talks = [t.candidate for t in occasion.told if t.candidate.sentence is candidate.sentence]
    if page.reading.rules_at(candidate.match.first).marking == "after":  # the verb comes last
        return candidate.trigger.part != "invite" and bool(talks)
    return any(candidate.match.first < c.match.first for c in talks)


def _goes_on(trip: Told, anchor: Anchor) -> bool:
    """Whether somebody is on a trip of several days, so that some of it is still to come."""
    interval = trip.interval
    several = interval.precision is DatePrecision.RANGE and trip.candidate.status is MeetingStatus.HELD
    return several and anchor.day is not None and interval.end is not None and interval.end >= anchor.day


def _lasts(trip: Told, anchor: Anchor) -> bool:
    """Whether a trip of several days goes on, or is still to begin."""
    ahead = trip.candidate.status is MeetingStatus.PLANNED and trip.interval.precision is DatePrecision.RANGE
    return ahead or _goes_on(trip, anchor)


def _arrivals(occasion: Occasion, visits: Sequence[Told], anchor: Anchor) -> list[Told]:
    """Trips that tell where, not when: before talks still to come, or told right after any."""
    reach = range(-_TRIP_BEHIND, _TRIP_REACH + 1 if occasion.status is MeetingStatus.PLANNED else 0)
    return [
        v
        for v in visits
        if v.candidate.status is MeetingStatus.HELD
        and occasion.status is not MeetingStatus.CANCELLED
        and number_of(occasion) - v.candidate.sentence.number in reach
        and includes(occasion.members, v.candidate.members[0].party)
        and not v.candidate.back
        and not (v.onward and occasion.first < v.candidate.match.first)
        and (v.interval.start is None or is_recent(v.interval, anchor))
    ]


def _take_day(
    occasion: Occasion,
    occasions: Sequence[Occasion],
    trips: Sequence[Told],
    neighbours: Sequence[Occasion],
    page: Page,
) -> None:
    """The day of the paragraph, a trip, the forum's last or next edition, a neighbour, at last of the report."""
    if occasion.interval.start is not None:
        return
    if _is_matter(occasion):
        take_other_edition(occasion, page)
        return
    previous = _is_previous(occasion, neighbours, page.anchor)
    over = all(trip_before(t.candidate, page.reading) is not None for t in occasion.told)
    held = occasion.status is MeetingStatus.HELD
    recalled = held and is_only_recalled(occasion, occasions, page.reading)
    alone = previous or over or recalled or _is_news_of_arrival(occasion, page)
    alone = alone or is_apart_from_others(occasion, occasions, neighbours)
    around = [] if alone else _days_around(occasion, trips, page)
    source = next((i for i in around if i.start is not None and not _is_too_early(occasion, i, page.anchor)), None)
    # "their next meeting is due at the SCO summit" is not of the day told before, but a day of the summit is
    ahead = occasion.status is MeetingStatus.PLANNED
    if (source is None or ahead) and take_other_edition(occasion, page, source):
        return
    if source is None and not alone:
        source = _day_of_others(occasion, occasions, neighbours, _goal(trips[0]) if trips else None, page)
    open_year = page.anchor.day is None and any(t.phrase for t in occasion.told)
    if source is not None and open_year and source.precision in COARSE:
        source = None  # "last year" of an article whose own year is not known is not that of other occasions
    if source is not None:
        occasion.interval = dataclasses.replace(source, basis=DateBasis.CONTEXT)
    elif take_summit_of_city(occasion, page):
        return
    elif not (previous or over) and _is_of_day_of_report(occasion, occasions, trips, page):
        occasion.interval = Interval(page.anchor.day, page.anchor.day, DatePrecision.DAY, DateBasis.PUBLICATION)


def _day_of_others(
    occasion: Occasion, occasions: Sequence[Occasion], neighbours: Sequence[Occasion], there: str | None, page: Page
) -> Interval | None:
    """The day of an occasion told beside it, unless that is an arrival at night, or not in the country of its trip.

    there: that country, if a trip is told.
    """
    late = {id(o) for o in occasions if _came_too_late_for(o.told[0], occasion, page)}
    near = [o for o in neighbours if o.place is None or there in (None, o.place.country_code)]
    near = [o for o in near if id(o) not in late]
    return day_beside(occasion, [o for o in occasions if id(o) not in late], near, page)


def _is_of_day_of_report(occasion: Occasion, occasions: Sequence[Occasion], trips: Sequence[Told], page: Page) -> bool:
    """Whether what took place is the news, and nothing sets it before: not "earlier they had met"."""
    if page.anchor.day is None or occasion.status is not MeetingStatus.HELD or number_of(occasion) > NEWS:
        return False
    if occasion.type is MeetingType.VISIT and not _is_arrival(occasion, page):
        return False
    first = min(occasion.told, key=lambda t: t.candidate.match.first).candidate
    if first.earlier or _is_also_told(first, occasion, occasions, page.anchor):  # what follows goes on
        return False
    if is_word_recalled(occasion, occasions, page) or _is_told_again_as_past(occasion, page):
        return False
    return not (was_on_trip_before(occasion, trips) or is_only_recalled(occasion, occasions, page.reading))


def _is_also_told(first: Candidate, occasion: Occasion, occasions: Sequence[Occasion], anchor: Anchor) -> bool:
    """Whether it is told as one more, right behind what was long ago: "Modi visited Moscow in July. Singh also met
    Belousov"."""
    number = first.sentence.number
    before = (o for o in occasions if o is not occasion and number - LEAD <= number_of(o) < number)
    return first.also and any(was_weeks_ago(o.interval, anchor) for o in before)


def _is_told_again_as_past(occasion: Occasion, page: Page) -> bool:
    """Whether words that go on about it say that it was held some time ago: "X met Y. They met recently"."""
    told = [t.candidate for t in occasion.told if t.candidate.earlier and t.candidate.anaphoric]
    return any(page.reading.within("m:took_place", c.first, c.last) for c in told)


def _is_arrival(visit: Occasion, page: Page) -> bool:
    """Whether the news is that somebody has come, which was on its day: "X has arrived in Delhi on a visit"."""
    first = visit.told[0].candidate
    arrived = page.reading.within("m:errands", first.match.first, first.match.last)
    return bool(arrived) and first.sentence.number <= _LEAD_SENTENCES and not first.anaphoric


def _is_previous(occasion: Occasion, neighbours: Sequence[Occasion], anchor: Anchor) -> bool:
    """Whether it was before the news, of whatever day: "before that the two had met", but not, on the same trip,
    "before that he had been received by Y"."""
    if not all(t.candidate.previous for t in occasion.told):
        return False
    told = [o for o in neighbours if is_news(o, anchor) and distance_between(o, occasion) <= 1]
    return not told or any(occasion.people <= o.people for o in told)


def _is_too_early(occasion: Occasion, interval: Interval, anchor: Anchor) -> bool:
    """Whether days around a plan are over: "arrived on Wednesday and will call on X", told on Thursday; or have come,
    where somebody is only invited: "is in Delhi on Thursday. He invited X to the forum"."""
    due = any(t.candidate.due for t in occasion.told)  # "arrived in 2019 for talks with X" is over, too
    invited = all(t.candidate.trigger.part == "invite" for t in occasion.told)
    if invited and interval.start is not None and anchor.day is not None and interval.start <= anchor.day:
        return True
    return occasion.status is MeetingStatus.PLANNED and not due and is_over(interval, anchor)


def _days_around(occasion: Occasion, trips: Sequence[Told], page: Page) -> list[Interval]:
    """Days told before in the paragraph, and of trips; calls need none but that on which somebody told of them."""
    if occasion.type in REMOTE_TYPES:
        return [d for t in occasion.told if (d := reported_on(page, t.candidate)) is not None]
    near = [t for t in occasion.told if not (_was_abroad_before(occasion, page) or _is_in_other_country(t))]
    near = [t for t in near if not is_later_trip(t.candidate)]
    days = [t.before for t in near if t.before is not None]
    begun = [v.interval for v in trips if occasion.status is MeetingStatus.PLANNED and _lasts(v, page.anchor)]
    held = occasion.status is MeetingStatus.HELD
    there = [v for v in trips if not _came_too_late_for(v, occasion, page)]
    travelled = [so_far(v.interval, page.anchor) if held else v.interval for v in there]
    spans = {DatePrecision.MONTH, *({DatePrecision.RANGE} if occasion.status is MeetingStatus.HELD else ())}
    return [
        *(i for i in begun if any(d.start == d.end == i.start for d in days)),  # "left on Sunday for five days"
        *(d for d in days if d.precision is DatePrecision.DAY and occasion.status is not MeetingStatus.CANCELLED),
        *(v for v in travelled if v.precision is not DatePrecision.YEAR or page.anchor.day is None),
        *(d for d in days if d.precision in spans and number_of(occasion) > 1 and not occasion.edition),
        *(d for d in days if d.precision is not DatePrecision.YEAR and occasion.status is MeetingStatus.PLANNED),
    ]


def _was_abroad_before(occasion: Occasion, page: Page) -> bool:
    """Whether it is set before what its paragraph tells, and in a third country: "X met Y in Moscow on Tuesday. The
    leaders met recently in Samarkand"."""
    back = all(t.candidate.back for t in occasion.told)
    return back and occasion.place is not None and occasion.place.country_code not in page.sides


def _is_in_other_country(told: Told) -> bool:
    """Whether it was in another country than what its paragraph tells, so hardly then: "X met Y in Delhi in December.
    The two have also met in Ufa"."""
    places = [p for p in (told.place, told.around) if p is not None and p.city]
    return told.place_basis is LocationBasis.EXPLICIT and len({p.country_code for p in places}) > 1


def _came_too_late_for(trip: Told, occasion: Occasion, page: Page) -> bool:
    """Whether somebody came so late on a day that talks told in other sentences were hardly on it."""
    candidate, told = trip.candidate, [t.candidate for t in occasion.told]
    if candidate.type is not MeetingType.VISIT or any(is_at_night_too(c) for c in told):
        return False
    return all(c.sentence is not candidate.sentence for c in told) and came_at_night(page, candidate)


def _is_news_of_arrival(occasion: Occasion, page: Page) -> bool:
    """Whether talks are news of somebody whose arrival is told in passing: "X, who landed on Sunday, met Y"."""
    arrived = any(follows_arrival(page.reading, t.candidate) for t in occasion.told)
    days = [d for t in occasion.told if (d := t.before) is not None]
    return arrived and all(is_recent(d, page.anchor) for d in days)


def _place_around(occasion: Occasion, occasions: Sequence[Occasion], trips: Sequence[Told]) -> Place | None:
    """The city that the paragraph is set in, unless a trip says more, or talks of other days were there."""
    around = next((t.around for t in occasion.told if t.around is not None), None)
    if around is None or occasion.status is MeetingStatus.CANCELLED:
        return None
    if trips and trips[0].candidate.sentence.number == number_of(occasion):
        return None  # a trip told in the same breath says more
    if occasion.status is not MeetingStatus.HELD and occasion.interval.start is None:
        return None if any(_was_there_before(o, around) for o in occasions) else around
    there = [o for o in occasions if o is not occasion and any(t.place is around for t in o.told)]
    return (
        around if all(overlap(o.interval, occasion.interval) or are_of_same_days(o, occasion) for o in there) else None
    )


def _was_there_before(occasion: Occasion, place: Place) -> bool:
    """Whether a city is that of a trip that is only recalled: "his last visit was to Sochi, in 2018"."""
    recalled = occasion.interval.precision in COARSE and all(t.candidate.previous for t in occasion.told)
    return recalled and occasion.place is not None and occasion.place.location_id == place.location_id


def _take_place(
    occasion: Occasion,
    trips: Sequence[Told],
    neighbours: Sequence[Occasion],
    page: Page,
    around: Place | None,
) -> None:
    """ "Here", the city of the paragraph, the goal of a trip, the city of a neighbour."""
    dateline = page.dateline
    if dateline is not None and _may_be_in(occasion, dateline) and any(t.here for t in occasion.told):
        occasion.place, occasion.place_basis = dateline, LocationBasis.EXPLICIT
    if occasion.place is None and around is not None:
        occasion.place, occasion.place_basis = around, LocationBasis.CONTEXT
    if occasion.place is not None and occasion.place.city is not None:
        return
    country = occasion.place.country_code if occasion.place is not None else None
    for trip in trips:
        goal = trip.candidate.destination
        destination = main_stop(page, goal) if goal is not None else None
        if destination is not None and country in (None, destination.country_code):
            if occasion.place is None or destination.city is not None:
                occasion.place, occasion.place_basis = destination, LocationBasis.CONTEXT
                country = destination.country_code
            if destination.city is not None or occasion.status is not MeetingStatus.PLANNED:
                break
    for other in neighbours:
        same_days = are_of_same_days(other, occasion)
        told_next = same_days and other.first < occasion.first and distance_between(other, occasion) <= LEAD
        near = overlap(other.interval, occasion.interval) or told_next
        if other.place is None or other.place.city is None or country not in (None, other.place.country_code):
            continue
        if other.status is not MeetingStatus.HELD and occasion.status is MeetingStatus.HELD:
            continue  # "met X; will travel to Goa on Saturday"
        if near and other.place_basis in _FIRM:
            if occasion.status is MeetingStatus.HELD or country is not None or same_days:
                occasion.place = dataclasses.replace(other.place, venue=None)
                occasion.place_basis = LocationBasis.CONTEXT
                break


def _may_be_in(occasion: Occasion, city: Place) -> bool:
    """Whether no other city, or country, is told: "the consul general in western India called on the governor here"."""
    told = occasion.place
    return told is None or (told.city is None and told.country_code == city.country_code)


def _is_somewhere_around(occasion: Occasion, dateline: Place, page: Page) -> bool:
    """Whether one who heads a region received somebody, and news of it comes from a city that is no capital."""
    place = occasion.place
    if place is None or place.city is not None or occasion.place_basis is not LocationBasis.HOST:
        return False
    capital = page.capitals.get(place.country_code)
    return dateline.country_code == place.country_code and dateline.city != capital


def settle_from_dateline(occasion: Occasion, visits: Sequence[Told], page: Page) -> None:
    """Weak evidence, taken last: news in person is placed where it is filed, unless somebody went elsewhere."""
    dateline = page.filed_from
    if dateline is None or dateline.city is None or occasion.type in REMOTE_TYPES or not _may_be_in(occasion, dateline):
        return
    weak = occasion.place_basis in (LocationBasis.NONE, LocationBasis.CONTEXT)
    if not weak and not _is_somewhere_around(occasion, dateline, page):
        return  # he of a post in another city may be at home
    undated = page.anchor.day is None and occasion.interval.start is None and number_of(occasion) <= _LEAD_SENTENCES
    held = occasion.status is MeetingStatus.HELD and (is_news(occasion, page.anchor) or undated)
    if not (held or _is_soon_abroad(occasion, dateline, page)):
        return
    abroad = (v for v in visits if _goal(v) not in (None, dateline.country_code))
    if not any(_may_be_on_trip(occasion, v, page.anchor) for v in abroad):
        occasion.place, occasion.place_basis = dateline, LocationBasis.DATELINE


def _may_be_on_trip(occasion: Occasion, trip: Told, anchor: Anchor) -> bool:
    """Whether a trip of anybody may be where talks were: one just made, or, of talks to come, one planned for that day:
    "X goes to India on December 6. On the same day Y will meet Z"."""
    if trip.candidate.status is MeetingStatus.HELD:
        return trip.interval.start is None or is_recent(trip.interval, anchor)
    dated = trip.interval.start is not None and trip.candidate.status is occasion.status is MeetingStatus.PLANNED
    return dated and overlap(trip.interval, occasion.interval)


def _is_soon_abroad(occasion: Occasion, dateline: Place, page: Page) -> bool:
    """Whether a report filed from the other of the two countries tells of talks there on one of the next days: "मॉस्को:
    … मुखर्जी कल पुतिन के साथ बैठक करेंगे"."""
    home = page.reading.rules_at(occasion.told[0].candidate.match.first).home
    today, start = page.anchor.day, occasion.interval.start
    if occasion.status is not MeetingStatus.PLANNED or home is None or today is None or start is None:
        return False
    abroad = dateline.country_code in page.sides and dateline.country_code != home
    return abroad and dt.timedelta(0) <= start - today <= _SOON
