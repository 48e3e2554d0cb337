"""Which place of its sentence, or of its paragraph, is a contact's.

Whether a place's name says where something was at all is decided in `locating`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from orchestration.contracts.codes import REMOTE_TYPES, LocationBasis, MeetingStatus, ParticipantBasis
from orchestration.extract.lexicon import Match
from orchestration.extract.meetings.around import is_definite, is_identified, is_told_behind
from orchestration.extract.meetings.contacts.discourse import Candidate
from orchestration.extract.meetings.contacts.locating import house_in, is_adjective, is_located
from orchestration.extract.meetings.contacts.matters import is_of_matter
from orchestration.extract.meetings.occasions.background import is_of_reached
from orchestration.extract.meetings.occasions.days_of_plans import is_planned_behind
from orchestration.extract.meetings.occasions.hopes import is_of_hopes
from orchestration.extract.meetings.occasions.onward import goes_on, is_reached
from orchestration.extract.meetings.occasions.others import Others, is_of_others
from orchestration.extract.meetings.occasions.page import BESIDE, Page
from orchestration.extract.meetings.occasions.stops import main_stop
from orchestration.extract.meetings.parties.members import includes
from orchestration.extract.meetings.parties.parties import Party
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.places import Place

_BEHIND_PHRASE = 4  # tokens from the words of a contact told before to where it was
_VERB = 6  # tokens from "in X" to the verb, where it comes last: "कजान में ब्रिक्स बैठक के दौरान हुई"
_JOURNEY = 8  # tokens from a journey to where it began
_OFFICE_OF = 3  # tokens from whose an office is to the end of its words: "रूस के दूतावास"
_OBJECT = 6  # tokens from words of preparing to what is prepared: "the preparations for the 19th annual summit"
_TO_COME = 7  # tokens from a place to the participle of what is to be there
_OFFICE = 8  # tokens from a city to the end of the office that is there
_CASES = frozenset({"with", "genitive"})  # markers of those who met, where cases tell
_SAID = 3  # words between those who are asked and "said", or "according to"
_SPEAKERS = frozenset({"agent", "by", "on_behalf_of", "excluded"})  # markers behind who says something


def place_of_contact(
    reading: Reading, candidate: Candidate, places: Sequence[Place], candidates: Sequence[Candidate]
) -> tuple[Place | None, LocationBasis]:
    """The place nearest to a contact in its sentence; candidates: all those of the sentence, refused ones too."""
    if candidate.destination is not None:
        return candidate.destination, LocationBasis.DESTINATION
    if candidate.type in REMOTE_TYPES:
        return None, LocationBasis.NONE
    by_place = next((p for p in places if (p.first, p.last) == candidate.match[:2]), None)
    if by_place is not None:  # a line of a list that tells no more than when and where
        return by_place, LocationBasis.EXPLICIT
    fitting = (
        p
        for p in places
        if _can_be_place(reading, candidate, p)
        and not _is_of_other_contact(reading, candidate, p, candidates)
        and not is_of_matter(reading, p, candidate)
        and not _is_of_onward_trip(reading, p, candidate, candidates)
    )
    nearest = min(fitting, key=lambda p: _remoteness(reading, candidate, p, candidates), default=None)
    if nearest is None:
        return None, LocationBasis.NONE
    return nearest, LocationBasis.VENUE if nearest.venue else LocationBasis.EXPLICIT


def _is_of_own_event(reading: Reading, candidate: Candidate, place: Place) -> bool:
    """Whether the adjective of a city is of the contact, or of that in the course of which it was: «делийские
    переговоры Х и Y», «в ходе делийского саммита Х встретился с Y», but not «обсудили делийский саммит»."""
    named = any(m.basis is ParticipantBasis.NAMED for m in candidate.members)
    own = named and place.first < candidate.match.first <= place.last + 1
    own = own and not reading.ending("m:trigger", place.first)
    begin = place.first - (place.first > 0 and bool(reading.ending("country_adjective", place.first)))
    then = any(reading.ending(kind, begin) for kind in ("m:behind", "m:elsewhen"))
    return own or (not then and any(reading.ending(kind, begin) for kind in ("m:settings", "m:set_at")))


def _is_of_onward_trip(reading: Reading, place: Place, candidate: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether a place is where a trip goes that is told behind talks: "after talks with X he will fly to Kazan"."""
    trips = [c for c in candidates if c.destination is place and c.match.first > candidate.match.first]
    return any(goes_on(reading, trip, (candidate,)) for trip in trips)


def _is_behind_semicolon(reading: Reading, candidate: Candidate, place: Place) -> bool:
    """Whether a sentence goes on to another thing before a place: "came to A for the summit; he met X in B"."""
    return any(t.text == ";" for t in reading.tokens[candidate.match.last : place.first])


def _can_be_place(reading: Reading, candidate: Candidate, place: Place) -> bool:
    """Whether a place is one, and neither that of who speaks nor of what a contact was about or what comes after it."""
    if _speaks(reading, place) or _is_where_said(reading, candidate, place):
        return False
    if is_adjective(reading, place) and not _is_of_own_event(reading, candidate, place):
        return False
    if is_of_hopes(reading, place.last, candidate):
        return False
    if candidate.anaphoric and is_identified(reading, candidate.match) and _is_listed(reading, candidate, place):
        return False
    if _is_of_talks_elsewhere(reading, candidate, place):
        return False
    if _is_seat(reading, place, candidate) or any(_is_of_consul(m.party, place) for m in candidate.members):
        return False
    if any(m.party.is_sent and m.party.first <= place.first < m.party.last for m in candidate.members):
        return False  # "a delegation from Moscow"
    if not _is_where(reading, place) and not is_reached(reading, candidate, place, candidate.sentence.first):
        return False
    if _is_start(reading, place) or _is_behind_semicolon(reading, candidate, place):
        return False
    if candidate.trigger.vague and place.city is None and place.country_code not in reading.sides:
        return False  # "discussed how things are in Syria"
    if _is_in_object(reading, candidate, place) or reading.within("m:since", candidate.match.last, place.first):
        return False  # "the first summit since he returned to the Kremlin"
    if place.last <= candidate.match.first and _is_prepared(reading, candidate):
        return False
    if candidate.trigger.anchored and (place.city is None or _is_of_agreed(reading, candidate, place)):
        return False  # "agreed to build reactors in India", "signed a memorandum on reactors in Kudankulam"
    before = _stands_before(reading, candidate)
    if candidate.anaphoric and place.first > _end_of_phrase(reading, candidate) + (_BEHIND_PHRASE if before else -1):
        if not _took_place_there(reading, candidate, place):
            return False  # what the talks were about, but not "the talks with X took place then in Y"
    if before and candidate.status is MeetingStatus.HELD and is_planned_behind(reading, place.first, candidate):
        return False
    if before and _is_of_further_noun(reading, candidate.match, place):
        return False
    if before and _is_next_stop(reading, candidate.match, place):
        return False  # "will meet X and then fly to Mumbai"
    return not (
        before and _is_of_content(reading, candidate, place)
    )  # "will talk of how what was agreed in X is carried out"


def _is_listed(reading: Reading, candidate: Candidate, place: Place) -> bool:
    """Whether a place stands behind a colon, with what is counted: "it was their third meeting: they had met in X"."""
    return any(t.text == ":" for t in reading.tokens[candidate.match.last : place.first])


def _is_of_talks_elsewhere(reading: Reading, candidate: Candidate, place: Place) -> bool:
    """Whether a noun of which nothing says whose talks it is has a city of a third country behind it of which the text
    has not spoken yet: «рассказал об итогах переговоров в Стамбуле», but not «Встреча в Стамбуле прошла …»."""
    match, sentence = candidate.match, candidate.sentence
    if not (candidate.anaphoric and reading.rules_at(match.first).case_endings) or place.city is None:
        return False
    if place.country_code in reading.sides or place.first < match.last or match.first == sentence.first:
        return False
    if is_identified(reading, match) or reading.within("m:support", sentence.first, sentence.last):
        return False
    return not any(m.value[1] == place.city for m in reading.within("city", 0, sentence.first))


def _is_prepared(reading: Reading, candidate: Candidate) -> bool:
    """Whether a contact is what others prepare, so that a place before it is theirs: "is in Moscow to review the
    preparations for the annual summit", «визит Х в Москву важен для подготовки саммита»."""
    match = candidate.match
    if not _stands_before(reading, candidate) or candidate.status is not MeetingStatus.PLANNED:
        return False
    words = max(candidate.sentence.first, match.first - _OBJECT), match.first
    told = reading.within("m:preparations", *words)
    of_it = reading.within("m:preparing", *words) if candidate.trigger.part == "noun" else []
    return bool(of_it) or any(reading.starting("m:goals", m.last) for m in told)


def _is_start(reading: Reading, place: Place) -> bool:
    """Whether a place is where somebody comes from on a trip told before it: "will arrive in Moscow from Dushanbe"."""
    if reading.rules_at(place.first).marking != "before" or not reading.ending("m:place_from", place.first):
        return False
    trips = reading.within("m:trigger", place.first - _JOURNEY, place.first)
    return any(reading.is_trip(m) for m in trips)


def _is_in_object(reading: Reading, candidate: Candidate, place: Place) -> bool:
    """Whether a country is in the words for what was talked of, where verbs come last: "X और Y ने भारत में राइफलों के
    उत्पादन की समीक्षा की"."""
    trigger, match = candidate.trigger, candidate.match
    if _stands_before(reading, candidate) or place.city is not None or not trigger.is_of_talking:
        return False
    if any(place.last <= m.party.first < match.first for m in candidate.members):
        return False  # "भारत में शोइगु से सहयोग पर चर्चा की"
    owners = [m for m in reading.within("m:marker", place.last, match.first) if m.value[1] == "genitive"]
    return bool(owners or reading.within("m:scope", place.last, match.first))


def _is_where(reading: Reading, place: Place) -> bool:
    """Whether a place says where something was; what is called a plant is a subject, unless it says "at the plant"."""
    if is_located(reading, place):
        return True
    return place.venue is not None and not reading.within("topic", place.first, place.last)


def _took_place_there(reading: Reading, candidate: Candidate, place: Place) -> bool:
    """Whether a verb for "took place" stands before a place, or right behind it where verbs come last: "कजान में हुई"."""
    if _stands_before(reading, candidate):
        return bool(reading.within("m:support", candidate.match.last, place.first))
    if candidate.trigger.part != "noun":
        return False
    inside = [*reading.starting("m:place_in", place.last), *reading.ending("m:place_in", place.last)]  # «सोची में»
    return bool(inside) and bool(reading.within("m:support", inside[0].last, inside[0].last + _VERB))


def _is_of_agreed(reading: Reading, candidate: Candidate, place: Place) -> bool:
    """Whether a place behind a verb is of what the two agreed upon, not of where they did."""
    titles = [(m.party.first, m.party.last) for m in candidate.members]
    about = reading.within("m:scope", candidate.match.last, place.first)
    about = [m for m in about if not any(first <= m.first < last for first, last in titles)]
    return any(not reading.starting("date", m.last) for m in about)


def _stands_before(reading: Reading, candidate: Candidate) -> bool:
    """Whether in the language of a contact markers stand before."""
    return reading.rules_at(candidate.match.first).marking == "before"


def _is_of_other_contact(reading: Reading, candidate: Candidate, place: Place, candidates: Sequence[Candidate]) -> bool:
    """Whether a place is that of another contact of the sentence."""
    match = candidate.match
    if place.last <= candidate.first <= place.last + 1 and reading.starting("m:point_back", candidate.first):
        return False  # "the visit comes ahead of a forum in X, where they are to meet"
    told = [c for c in candidates if c.rejection is None and c.destination is None]
    if candidate.status is MeetingStatus.HELD and any(_is_goal_of_plan(c, place) for c in candidates):
        return True  # "they met weeks before X's visit to Y"
    if any(_is_goal_of_trip_told(reading, c, place, match) for c in candidates if c.match[:2] != match[:2]):
        return True
    planned = (c for c in told if c.status is MeetingStatus.PLANNED and c.first <= place.first < c.last)
    if candidate.status is MeetingStatus.HELD and not candidate.first <= place.first < candidate.last and any(planned):
        return True  # "they will meet in X, he said after talks with Y"
    if candidate.status is MeetingStatus.PLANNED:
        if any(c.status is MeetingStatus.HELD and _is_nearer(c.match, place, match) for c in told):
            return True  # "met in X to prepare the summit"
    if not _stands_before(reading, candidate):
        return False
    behind = (c for c in told if c.first > match.last and c.first <= place.first < c.last)
    if any(not all(includes(c.members, m.party) for m in candidate.members) for c in behind):
        return True  # "they met twice: in March X spoke to Y in Z"
    if any(match.last <= c.match.first < place.first and _is_of_forum_apart(c, candidate) for c in told):
        return True  # "they met at the BRICS summit in South Africa and during their informal summit in Sochi"
    passed = _has_passed(candidates, place, match)
    return passed and bool(
        reading.within("m:conjunctions", place.last, match.first)
    )  # "held talks in X and called on Y"


def _is_goal_of_plan(candidate: Candidate, place: Place) -> bool:
    """Whether a place is where somebody is still to go."""
    goal = candidate.destination
    return goal is not None and goal.first == place.first and candidate.status is MeetingStatus.PLANNED


def _is_goal_of_trip_told(reading: Reading, candidate: Candidate, place: Place, talks: Match) -> bool:
    """Whether a place is where a trip goes of which is only told: «на переговорах Х сообщил о визите Y в Дели», «"Помню
    ваш визит в Москву", — сказал Х на переговорах»."""
    goal = candidate.destination
    if goal is None or goal.first != place.first:
        return False
    said = reading.within("m:says", place.last, talks.first)
    return bool(said) or is_told_behind(reading, candidate.match, "m:about")


def _is_of_forum_apart(one: Candidate, other: Candidate) -> bool:
    """Whether two contacts are of two forums."""
    return one.forum is not None and other.forum is not None and one.forum.forum_id != other.forum.forum_id


def _has_passed(candidates: Sequence[Candidate], place: Place, match: Match) -> bool:
    """Whether a place before a word of contact stands behind another one."""
    return place.first < match.first and any(c.match.last <= place.first for c in candidates)


def _remoteness(reading: Reading, candidate: Candidate, place: Place, candidates: Sequence[Candidate]) -> int:
    """Tokens from a contact to a place; more in another clause, for a country, and behind another contact."""
    gap = abs(place.first - candidate.match.first)
    gap += 25 * (not candidate.first <= place.first < candidate.last) + 30 * (not place.city)
    passed = _stands_before(reading, candidate) and _has_passed(candidates, place, candidate.match)
    return gap + 20 * (passed and not _have_come_there(candidate, place, candidates))


def _have_come_there(candidate: Candidate, place: Place, candidates: Sequence[Candidate]) -> bool:
    """Whether a trip goes to a place of one who took part: "X met Y in Moscow, while Z went to Delhi, who met …"."""
    trips = [c for c in candidates if c.destination is not None and c.destination.first == place.first]
    return any(includes(candidate.members, c.members[0].party) for c in trips if c.members)


def _end_of_phrase(reading: Reading, candidate: Candidate) -> int:
    """Where the words of a contact end, with those of whom it was with: "his meeting with X in Y"; where cases tell,
    only those behind "with" or whose it was, «на переговорах с Х в Дели», «тема переговоров Х и Y в Дели»."""
    end, cased = candidate.match.last, bool(reading.rules_at(candidate.match.last - 1).case_endings)
    for party in sorted((m.party for m in candidate.members), key=lambda p: p.first):
        if 0 <= party.first - end <= BESIDE and (not cased or party.marker in _CASES):
            end = party.last
    return end


def places_of_others(page: Page, candidates: Sequence[Candidate]) -> set[int]:
    """First tokens of the places right behind contacts of others: "told of talks going on in Minsk", but not "flew in
    for talks in Moscow" and "held talks in Moscow"."""
    ours = {c.match.first for c in candidates if c.rejection is None}
    found: set[int] = set()
    for sentence in page.sentences:
        for match in page.reading.within("m:trigger", sentence.first, sentence.last):
            part = page.reading.trigger_of(match).part
            if part == "visit" or page.reading.within("m:support", sentence.first, match.last + BESIDE):
                break
            if part == "noun" and match.first not in ours:
                end = min(match.last + BESIDE, sentence.last)
                found.update(p.first for p in page.places.within(match.last, end))
    return found


def place_around(page: Page, candidate: Candidate, elsewhere: Collection[int], others: Others) -> Place | None:
    """The last city that the paragraph says it is in, or that it begins with. elsewhere: of others' contacts."""
    begin = page.paragraph(candidate.sentence)
    if _is_prepared(page.reading, candidate):
        return None
    scraps = page.scraps(candidate.sentence)
    found = None
    for place in page.places.within(begin, candidate.sentence.first):
        if place.city is not None:
            if page.dateline is not None and place.first == page.dateline.first:
                continue  # where it was filed
            if place.first in elsewhere or is_of_reached(page.reading, place, place.first):
                continue  # "briefed him on the talks in X"
            if _speaks(page.reading, place):
                continue
            if is_of_others(page, others, place.first, candidate) or _is_of_thing_to_come(page, place, candidate):
                continue
            by_itself = place.first == 0 or page.reading.tokens[place.first - 1].kind != "word"
            named = by_itself and any(s.first <= place.first < s.last for s in scraps)  # not "trade with Moscow grows"
            sentence = page.sentences[page.reading.tokens[place.first].sentence]
            there = is_arrived_at(page.reading, place) or is_reached(page.reading, candidate, place, sentence.first)
            if place.first == begin or named or there or _is_where(page.reading, place):
                found = place
    return main_stop(page, found) if found is not None else None


def _is_of_thing_to_come(page: Page, place: Place, candidate: Candidate) -> bool:
    """Whether a participle sets something there that is still to be, so that what took place was not: "गोवा में अक्टूबर में
    होने वाले सम्मेलन पर भी बात हुई। X ने Y से भी भेंट की"."""
    if candidate.status is not MeetingStatus.HELD:
        return False
    told = page.reading.within("m:to_be_held", place.last, place.last + _TO_COME)
    sentence = page.reading.tokens[place.first].sentence
    return any(page.reading.tokens[m.last - 1].sentence == sentence for m in told)


def is_arrived_at(reading: Reading, place: Place) -> bool:
    """Whether somebody has come to a place: "reached Astana", "अस्ताना पहुंचे"."""
    if reading.rules_at(place.first).marking == "after":
        return bool(reading.starting("m:arrivals", place.last))
    return bool(reading.ending("m:arrivals", place.first))


def place_pointed_to(page: Page, candidate: Candidate) -> Place | None:
    """The city that "there" stands for, where the verb comes last: the last one told before, not long before."""
    reading, number = page.reading, candidate.sentence.number
    there = reading.within("m:where", candidate.first, candidate.match.first)
    if not there or reading.rules_at(candidate.match.first).marking != "after":
        return None
    begin = page.sentences[max(0, number - 1)].first
    told = [p for p in page.places.within(begin, there[0].first) if p.city is not None and not _speaks(reading, p)]
    return told[-1] if told else None


def is_of_forum(page: Page, place: Place, match: Match) -> bool:
    """Whether a city behind a contact is a forum's: "they had talks on the sidelines of the BRICS meet in Kazan"."""
    between = list(page.forums_told.within(match.last, place.first))
    return bool(between) and place.first - between[-1].last <= BESIDE


def _is_of_content(reading: Reading, candidate: Candidate, place: Place) -> bool:
    """Whether a place behind the clause of a contact is in a clause of its own, but not one of when or where."""
    if place.first < candidate.last or reading.rules_at(candidate.match.first).case_endings:
        return False
    breaks = reading.within("m:clause_breaks", candidate.match.last, place.first)
    points = reading.within("m:point_back", candidate.match.last, place.first)
    return bool(breaks) and not points and not _goes_on_to_say_where(reading, candidate, place, breaks[0])


def _goes_on_to_say_where(reading: Reading, candidate: Candidate, place: Place, relative: Match) -> bool:
    """Whether a clause about a contact tells where it is: "the talks, which are to be held in X", but not "talks on the
    summit, which is to be held in X"."""
    nouns = reading.within("m:trigger", candidate.match.last, place.first)
    if candidate.trigger.part != "noun" or any(reading.trigger_of(m).part == "noun" for m in nouns):
        return False
    took_place = reading.within("m:support", candidate.match.last, place.first)
    return bool(took_place) and relative.last <= took_place[0].first


def _is_where_said(reading: Reading, candidate: Candidate, place: Place) -> bool:
    """Whether it was somebody's word of a plan that was given there: "in X the ministry said that they would meet"."""
    if candidate.status is not MeetingStatus.PLANNED:
        return False
    behind = reading.within("m:says", candidate.match.last, place.first)
    if behind and place.first - behind[-1].last <= 1:
        return True  # "'My talks with X will be on trade,' Y had said in Moscow"
    said = reading.within("m:says", place.last, candidate.match.first)
    said = said or reading.within("m:they_say", place.last, candidate.match.first)
    return bool(said) and bool(reading.within("m:clause_breaks", said[-1].last, candidate.match.first))


def _is_nearer(one: Match, place: Place, other: Match) -> bool:
    """Whether a place stands nearer to one word of contact than to another."""
    return abs(place.first - one.first) < abs(place.first - other.first)


def _is_next_stop(reading: Reading, match: Match, place: Place) -> bool:
    """Whether a further verb of travel stands between a contact and a place behind it, or one of a trip after it: «По
    окончании беседы гость отправился в Х»."""
    between = reading.within("m:trigger", match.last, place.first)
    visits = [m for m in between if reading.is_trip(m) and not reading.trigger_of(m).adjacent]  # not «ожидается»
    after = bool(visits) and is_told_behind(reading, match, "m:behind")
    return after or any(reading.within("m:conjunctions", match.last, m.first) for m in visits)


def _is_of_further_noun(reading: Reading, match: Match, place: Place) -> bool:
    """Whether a place stands right behind another contact joined to one: "outcomes of the July summit between X and Y
    and of their meeting in Kazan"."""
    nouns = reading.within("m:trigger", max(match.last, place.first - _BEHIND_PHRASE), place.first)
    other = next((m for m in nouns if reading.trigger_of(m).part == "noun"), None)
    if other is None or reading.has_comma(other.last, place.first):
        return False
    joints = reading.within("m:conjunctions", max(match.last, other.first - 2 * _BEHIND_PHRASE), other.first)
    return any(other.first - m.last <= _BEHIND_PHRASE for m in joints) and is_definite(reading, other)


def _is_seat(reading: Reading, place: Place, candidate: Candidate) -> bool:
    """Whether a place only tells where an office is whose people are spoken of: "officers of the consulate in Mumbai",
    where verbs come last; that of another country speaks of what was anywhere: "भारत में रूस के दूतावास ने कहा", but who met
    others himself did so in the city, "पटना में रूसी राजदूत X ने Y से मुलाकात की"."""
    begins = [m.last for m in reading.starting("m:place_in", place.last)]
    theirs = (c for i in begins for kind in ("country", "country_adjective") for c in reading.starting(kind, i))
    offices = [m for c in theirs for m in reading.within("m:offices", c.last, c.last + _OFFICE_OF)]
    met = [m.party for m in candidate.members if m.party.is_individual and place.city is not None]
    if offices and not any(party.first <= office.first < party.last for party in met for office in offices):
        return True
    seated = reading.starting("m:seated", place.last)
    end = place.last + _OFFICE
    owns = [m for m in reading.within("m:marker", place.last + 1, end) if m.value[1] == "genitive"] if seated else []
    return bool(owns) and not reading.within("m:place_in", seated[0].last, owns[0].first)


def _is_of_consul(party: Party, place: Place) -> bool:
    """Whether a city is that of a consul's office: "मुंबई में रूस के महावाणिज्य दूत"."""
    inside = party.first <= place.first < party.last
    return party.role_id == "consul_general" and inside and place.city is not None


def _is_asked(reading: Reading, informant: Match, place: Place) -> bool:
    """Whether those in a place say something, by words for that beside them or since a sentence begins with them:
    "officials in Moscow said", not "met Rosneft officials in Moscow"."""
    begin = informant.first - _SAID
    near = reading.within("m:says", max(0, begin), informant.first) + reading.within(
        "m:says", place.last, place.last + _SAID
    )
    head = reading.tokens[max(0, begin)]
    return bool(near) or begin < 0 or head.sentence != reading.tokens[informant.first].sentence


def _speaks(reading: Reading, place: Place) -> bool:
    """Whether a place's name is that of its people: "the embassy wrote that …", «сообщили в Кремле», «в Кремле
    сообщили», "sources in the Kremlin"."""
    inside = house_in(reading, place)  # «сообщили в мэрии Казани»
    begin = min(
        [place.first, *(m.first for m in (inside, *reading.ending("m:place_in", place.first)) if m is not None)]
    )
    if reading.ending("m:they_say", begin) or reading.starting("m:they_say", place.last):
        return True
    if reading.rules_at(place.last - 1).marking != "after":
        return any(_is_asked(reading, m, place) for m in reading.ending("m:informants", begin))
    ends = [place.last, *(m.last for m in reading.starting("m:place_in", place.last))]
    if any(reading.starting("m:informants", end) for end in ends):
        return True
    if place.venue is None:
        return False
    return any(m.value[1] in _SPEAKERS for m in reading.starting("m:marker", place.last))
