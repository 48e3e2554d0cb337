"""Those whom a country or a body of it has sent, named by nothing else: "the Russian delegation", "officials of …".

Not here: who is named or told by a post (`naming`); whom "the delegation" means that was told before (`teams`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set

from orchestration.contracts.codes import MeetingType
from orchestration.extract.lexicon import Match, longest
from orchestration.extract.meetings.around import in_idiom, is_owner, is_possessive
from orchestration.extract.meetings.parties.parties import Party
from orchestration.extract.meetings.reading import Reading

_FACE_TO_FACE = frozenset({MeetingType.BILATERAL_MEETING, MeetingType.CONSULTATIONS})
_HOMES = ("country", "city")
_OF_NO_NAME = ("role", "m:delegations", "m:trigger", "m:place_in")  # no part of the name of a body
_OF_VERBS = frozenset({"object", "agent"})  # markers that are verbs: "ONGC executives met Rosneft officials"
_OWNERS = ("institution", "country", "country_adjective")
_BODY = 6  # tokens from those sent to the country in the name of the body that has sent them
_SENT = 7  # tokens before a delegation in which it is told where it is from
_DESCRIBED = 4  # words of what people are between the country that they are of and the noun for them
_CLAUSE = 20  # tokens before talks in which somebody may be said to tell of them
_TALKS = 4  # tokens from a noun for talks to "with" or "between", with where they were: "the talks in Moscow between"
_DAY = 3  # tokens of a day between a body and its verb: "on Tuesday"
_SHORT = 4  # tokens of a short name in brackets
_NAME = 7  # tokens of the name of a body
_PEOPLE = 8  # tokens from a country to its people behind it: "रूस के प्रमुख थिंक टैंक के विशेषज्ञों"
_MORE = 4  # tokens from them to more of them: "और वरिष्ठ राजनयिकों"
_GOALS = ("to", "object", "instrumental")  # cases in which a country is nobody's whose people are told before it
#: Words that stand in no description of people.
_NO_ATTRIBUTES = (
    "country",
    "country_adjective",
    "date",
    "m:says",
    "m:place_in",
    "m:clause_breaks",
    "m:pronoun",
    "m:groups",
)

#: Where a noun for people stands some words behind their country, what does not stand between.
_NO_WORDS = ("m:trigger", "m:cue", "m:marker", "m:auxiliaries", "role", "institution")


def find_delegations(reading: Reading, named: Sequence[Party]) -> list[Party]:
    """Those whom a country or a body has sent: "the Russian delegation", "representatives of Rosneft".

    named: persons, none of whom is within a delegation.
    """
    excluded = excluded_tokens(reading)
    persons = frozenset(i for p in named for i in range(p.first, p.last))
    every = [*_behind_home(reading, persons), *_of_nations(reading), *_of_bodies(reading), *_from_there(reading)]
    every += [other for p in every if (other := _of_body_beside(reading, p, persons)) is not None]
    return [p for p in every if not excluded & {p.first, p.last - 1}]


def excluded_tokens(reading: Reading) -> set[int]:
    """Tokens of words that only sound like a group."""
    return {i for m in reading.by_kind.get("m:group_excludes", ()) for i in range(m.first, m.last)}


def _of_nations(reading: Reading) -> list[Party]:
    homes = (m for kind in ("country", "country_adjective") for m in reading.by_kind.get(kind, ()))
    return [p for home in homes if (p := _of_nation(reading, home)) is not None]


def _of_nation(reading: Reading, home: Match) -> Party | None:
    """Those told beside the country that they are of: "the Russian delegation", "representatives of India"."""
    rules = reading.rules_at(home.first)
    before, cased = rules.marking == "before", bool(rules.case_endings)
    bends = home.kind == "country" and cased  # «поездку в Индию делегация совершила»
    noun = None if bends else _people_of(reading, home, wide=before and not cased)
    if noun is not None:
        of = _delegates(reading, home) or _many(reading, home) if before and not cased else None
        of = next(iter(reading.ending("m:delegations", home.first)), None) if cased else of  # «чиновники | МИД Индии»
        sent = _are_sent(reading, noun) or (of is not None and _are_sent(reading, of))
        return Party((of or home).first, noun.last, "delegation", home.value, is_sent=sent)
    if not before or not _can_name_sender(reading, home):
        return None
    people = _delegates(reading, home)
    if people is None:
        return None
    return Party(people.first, home.last, "delegation", home.value, is_sent=_are_sent(reading, people))


def _can_name_sender(reading: Reading, home: Match) -> bool:
    """Whether people before a country can be of it, or of a body whose name begins with it: "of the Russian Duma", but
    not "of Indian Railways", which is a body by itself, nor "of Russian oil"."""
    rules = reading.rules_at(home.first)
    if not rules.case_endings and any(m.last > home.last for m in reading.starting("institution", home.first)):
        return False
    if home.kind == "country" or reading.tokens[home.last - 1 : home.last + 1][-1].is_capitalised:
        return True
    key = reading.tokens[home.last - 1].key
    genitive = "genitive" in (rules.cases.case_of(key), rules.plural_cases.case_of(key))
    return genitive or bool(reading.starting("m:homes", home.last))


def _are_sent(reading: Reading, people: Match) -> bool:
    """Whether the words for people are those for a delegation, not "the officials"."""
    return bool(reading.starting("m:sent", people.first))


def _country_and_body(home: Match) -> tuple[str | None, str | None]:
    """The country that those of a country, city or body are of, and the body."""
    if home.kind in ("country", "country_adjective"):
        return home.value, None
    return home.value[0], home.value[1] if home.kind == "institution" else None


def _people_of(reading: Reading, home: Match, *, wide: bool) -> Match | None:
    """The noun for people behind the country that they are of: "Russian trade delegation"; where `wide`, behind the
    name of a body or a few words of what they are: "Indian Air Force team", "Russian diamond and coal producers"."""
    reach = _DESCRIBED if wide and home.kind == "country_adjective" else 1
    for noun in reading.within("m:delegations", home.last, home.last + reach + 2):
        words = reading.tokens[home.last : noun.first]
        if len(words) > reach or (words and words[-1].kind != "word"):
            return None
        far = [kind for kind in (*_NO_ATTRIBUTES, *_NO_WORDS) if reading.within(kind, home.last, noun.first)]
        if len(words) <= 1 or (all(t.kind == "word" for t in words) and not far):
            return noun
    return None


def _many(reading: Reading, home: Match) -> Match | None:
    """Words for their number before those of a country: "a group of Russian investors"."""
    return next(iter(reading.ending("m:many", home.first)), None)


def _of_bodies(reading: Reading) -> list[Party]:
    """Those of a body, and those of another one beside it: "officials of Rosatom and India's Department of …"."""
    parties = list[Party]()
    for match in longest(reading.by_kind.get("institution", ())):
        country, body = match.value
        rules = reading.rules_at(match.first)
        if country is None or rules.marking != "before":
            continue
        people = _delegates(reading, match)
        owner = match.last < len(reading.tokens) and is_possessive(reading.tokens, match.last)
        begin = match.last + owner
        behind = () if people is not None or rules.case_endings else reading.starting("m:delegations", begin)
        noun = next(iter(behind), None)  # "ONGC officials", "Tata Motors' management"
        told = people or noun
        beside = any(p.first < match.last and match.first < p.last for p in parties)
        if told is None and (beside or not (_is_met(reading, match) or _meets(reading, match))):
            continue
        first, last = (people or match).first, (noun or match).last
        sent = told is not None and _are_sent(reading, told)
        parties.append(Party(first, last, "delegation", country, organisation=body, is_sent=sent))
        if noun is None and not rules.case_endings:
            parties += _body_beside(reading, match.last, country)
    return [*parties, *_of_cities(reading)]


def _is_met(reading: Reading, body: Match) -> bool:
    """Whether talks are told to be with a body itself, of which nobody is: "held talks with Rosatom", "met Rosatom";
    not "is in talks with Rosatom", which may go on for years, nor "X said his firm held talks with Rosatom"."""
    begin = _with_article(reading, body.first)
    if any(_is_of_meeting(reading, m) for m in reading.ending("m:trigger", begin)):
        return True  # "BHEL will meet | Power Machines"
    ties = [m for m in reading.ending("m:marker", begin) if m.value[1] == "with"] or _between(reading, begin)
    nouns = reading.within("m:trigger", ties[0].first - _TALKS, ties[0].first) if ties else []
    nouns = nouns if not reading.rules_at(begin).case_endings else []
    held = (m for m in nouns if not reading.ending("m:place_in", m.first))
    sentence = reading.tokens[begin].sentence
    said = reading.within("m:says", max(0, begin - _CLAUSE), begin)
    told = any(reading.tokens[m.first].sentence == sentence for m in said)
    return not told and any(reading.trigger_of(m).part == "noun" for m in held)


def _meets(reading: Reading, body: Match) -> bool:
    """Whether a body itself, of which nobody is told, is right before a verb of meeting, or one that talks are held
    with: "ONGC on Tuesday | met officials of Rosneft", "ONGC will hold | talks with Rosneft"; not "ONGC signed"."""
    rules, begin = reading.rules_at(body.first), _with_article(reading, body.first)
    if rules.marking != "before" or rules.case_endings:
        return False
    if reading.ending("m:marker", begin) or reading.ending("m:place_in", begin):
        return False
    end = reading.behind_note(body.last, _SHORT)
    for joint in reading.starting("m:conjunctions", end):
        end = max((m.last for m in reading.starting("institution", joint.last)), default=end)
    end = next((m.last for m in reading.within("date", end, end + _DAY)), end)
    helped = max((m.last for kind in ("m:auxiliaries", "m:also") for m in reading.starting(kind, end)), default=end)
    verbs = [m for kind in ("m:trigger", "m:carriers") for i in (end, helped) for m in reading.starting(kind, i)]
    if any(_is_of_meeting(reading, m) for m in verbs if m.kind == "m:trigger"):
        return True
    carried = [m for m in verbs if m.kind == "m:carriers"]
    talks = (n for m in carried for n in reading.within("m:trigger", m.last, m.last + _TALKS))
    return any(reading.trigger_of(n).part == "noun" for n in talks)


def _is_of_meeting(reading: Reading, match: Match) -> bool:
    """Whether a verb tells of people who meet: "met", "hosted", not "discussed", "signed" or "visited"."""
    trigger = reading.trigger_of(match)
    return trigger.part == "verb" and not trigger.vague and not trigger.anchored and trigger.type in _FACE_TO_FACE


def _with_article(reading: Reading, i: int) -> int:
    """Where the words begin that stand before a name at token i: "with | the visiting …"."""
    return min([i, *(m.first for m in reading.ending("m:skip_before", i))])


def _between(reading: Reading, i: int) -> list[Match]:
    """The word "between" of talks whose second side begins at token i: "the meeting between X and | the Federal …"."""
    if not reading.ending("m:conjunctions", i):
        return []
    before = [m for m in reading.within("m:marker", max(0, i - _CLAUSE), i) if m.value[1] == "between"]
    return before[-1:]


def _body_beside(reading: Reading, i: int, country: str) -> list[Party]:
    """Another country's body, told at token i with the one before it: "Gazprom | and GAIL", "and India's Export …"."""
    joint = reading.starting("m:conjunctions", i)
    if not joint:
        return []
    begin = joint[0].last
    behind = next((m.last for m in reading.starting("m:skip_before", begin)), begin)
    for body in (*reading.starting("institution", begin), *reading.starting("institution", behind)):
        if body.value[0] not in (None, country):
            return [Party(begin, body.last, "delegation", body.value[0], organisation=body.value[1])]
    for owner in reading.starting("country", begin):
        if owner.value != country and owner.last < len(reading.tokens):
            end = _end_of_name(reading, owner.last + 1) if reading.tokens[owner.last].kind == "possessive" else 0
            if end > owner.last + 1:
                return [Party(begin, end, "delegation", owner.value)]
    return []


def _of_body_beside(reading: Reading, people: Party, persons: Set[int]) -> Party | None:
    """Those of another country's body, where one noun for people is of both and cases tell it: «представители
    Росатома | и департамента по атомной энергии Индии»."""
    joint = reading.starting("m:conjunctions", people.last) if people.last < len(reading.tokens) else []
    if not joint or not reading.rules_at(people.first).case_endings:
        return None
    begin = joint[0].last
    homes = (m for i in range(begin, begin + _BODY) for kind in _OWNERS for m in reading.starting(kind, i))
    home = next((m for m in homes if _country_and_body(m)[0] not in (None, people.country)), None)
    if home is None or (home.kind == "country" and home.first == begin):
        return None  # «представители России и Индии» are a pair
    country, body = _country_and_body(home)
    end = _end_of_body(reading, home, begin)
    if end is None or any(reading.within(kind, begin, end) for kind in _OF_NO_NAME):
        return None
    if persons & {*range(begin, end)} or any(t.kind != "word" and not t.is_hyphen for t in reading.tokens[begin:end]):
        return None
    return Party(begin, end, "delegation", country, organisation=body, is_sent=people.is_sent)


def _end_of_body(reading: Reading, home: Match, begin: int) -> int | None:
    """Where the name of a body that begins at a token ends, whose country is told in it: «Конфедерации индийской
    промышленности»; None where that is of no body, «индийские студенты»."""
    if home.kind != "country_adjective":
        return home.last
    end = _end_of_name(reading, home.last)
    if end == home.last:
        return end + 1 if home.first > begin else None
    return end


def _of_cities(reading: Reading) -> list[Party]:
    """Those of a body that is called after its city: "officials of the Paradip Port Authority"; where cases tell it, of
    any body of the city: «представителями мэрии Казани»."""
    parties = []
    for city in longest(reading.by_kind.get("city", ())):
        rules = reading.rules_at(city.first)
        if rules.case_endings:
            end, people = city.last, _delegates(reading, city)
            people = None if people is None or _is_apart(reading, people, city) else people
        else:
            end = _end_of_name(reading, city.last) if rules.marking == "before" else 0
            people = _delegates(reading, city) if end > city.last else None
        if people is not None:
            sent = bool(rules.case_endings)
            parties.append(Party(people.first, end, "delegation", city.value[0], is_sent=sent))
    return parties


def _is_apart(reading: Reading, people: Match, city: Match) -> bool:
    """Whether signs or prepositions part people from a city, so that they are not of it: «были в Казани»."""
    words = (people.last, city.first)
    plain = all(t.kind == "word" for t in reading.tokens[people.last : city.first])
    kinds = ("m:place_in", "m:place_to", "country", "country_adjective", "m:cue")
    return not plain or any(reading.within(kind, *words) for kind in kinds)


def _end_of_name(reading: Reading, i: int) -> int:
    """One past the capitalised words at token i that name a body: "Department of Atomic Energy"; i where none do."""
    end = i
    for k in range(i, min(i + _NAME, len(reading.tokens))):
        token = reading.tokens[k]
        if token.is_capitalised:
            end = k + 1
        elif token.kind != "word" or not (
            reading.starting("m:conjunctions", k) or reading.has("m:marker", "genitive", k, k + 1)
        ):
            break
    return end


def _behind_home(reading: Reading, persons: Collection[int]) -> list[Party]:
    """Those of a country or body who stand behind it, with what they are: «रूस के प्रमुख विद्वानों और थिंक टैंक
    प्रतिनिधियों», «रूसी संसद के सदस्यों», «रोसाटॉम के अधिकारियों»."""
    parties, end = list[Party](), 0
    homes = (m for kind in ("country_adjective", "country", "institution") for m in reading.by_kind.get(kind, ()))
    for home in sorted(homes, key=lambda m: (m.first, -m.last)):
        if home.first < end or reading.rules_at(home.first).marking != "after":
            continue
        if home.kind != "country_adjective" and not is_owner(reading, home):
            continue
        country, body = _country_and_body(home)
        noun = _next_people(reading, home.last, _PEOPLE, persons) if country is not None else None
        if noun is None:
            continue
        while (more := _more_people(reading, noun.last, persons)) is not None:
            noun = more
        sent = _are_sent(reading, noun)
        parties.append(Party(home.first, noun.last, "delegation", country, organisation=body, is_sent=sent))
        end = noun.last
    return parties


def _next_people(reading: Reading, first: int, reach: int, persons: Collection[int]) -> Match | None:
    """The first noun for people behind token `first`, where nothing but words that describe them stand between."""
    noun = next(iter(reading.within("m:delegations", first, first + reach + 1)), None)
    if noun is None:
        return None
    words = reading.tokens[first : noun.first]
    ties = [m for m in reading.within("m:marker", first, noun.first) if m.value[1] != "genitive"]
    plain = all((t.kind in ("word", "number") or t.is_hyphen) and first + i not in persons for i, t in enumerate(words))
    met = [m for m in reading.within("m:trigger", first, noun.first) if not in_idiom(reading, m)]
    if not plain or ties or met or any(reading.within(kind, first, noun.first) for kind in _NO_ATTRIBUTES):
        return None
    return noun


def _more_people(reading: Reading, i: int, persons: Collection[int]) -> Match | None:
    """A further noun for them behind token i: «सांसदों | के एक दल», «विद्वानों | और विशेषज्ञों»."""
    links = [m for m in reading.starting("m:marker", i) if m.value[1] == "genitive"]
    links += reading.starting("m:conjunctions", i)
    begin = links[0].last if links else i + (i < len(reading.tokens) and reading.tokens[i].text == ",")
    return _next_people(reading, begin, _MORE, persons) if begin > i else None


def _from_there(reading: Reading) -> list[Party]:
    """Those whom a country, city or body has sent, some words away: "a delegation from Moscow", «रूस से आए 12 सदस्यीय
    प्रतिनिधिमंडल», «делегация из Дели»."""
    parties = []
    for noun in reading.by_kind.get("m:sent", ()):
        home = _home_behind(reading, noun) or _home_before(reading, noun)
        if home is not None:
            country, body = _country_and_body(home)
            first, last = min(home.first, noun.first), max(home.last, noun.last)
            parties.append(Party(first, last, "delegation", country, organisation=body, is_sent=True))
    return parties


def _home_behind(reading: Reading, noun: Match) -> Match | None:
    """The country or city behind those sent, where words for "from" stand before it."""
    if reading.rules_at(noun.first).marking != "before":
        return None
    ties = reading.starting("m:place_from", noun.last)
    return next((m for tie in ties for kind in _HOMES for m in reading.starting(kind, tie.last)), None)


def _home_before(reading: Reading, noun: Match) -> Match | None:
    """The country or city before those sent, where words for "of" or "come from" stand behind it."""
    if reading.rules_at(noun.first).marking != "after":
        return None
    kinds = (*_HOMES, "institution")
    near = [m for kind in kinds for m in reading.within(kind, max(0, noun.first - _SENT), noun.first)]
    near = [m for m in near if m.kind != "institution" or m.value[0] is not None]
    home = max(near, key=lambda m: (m.last, m.last - m.first), default=None)
    if home is None:
        return None
    between = reading.tokens[home.last : noun.first]
    ties = [m for m in reading.within("m:marker", home.last, noun.first) if m.value[1] != "genitive"]
    start = reading.starting("m:place_from", home.last)
    if start and reading.starting("m:comes", start[0].last):
        ties = [m for m in ties if m.first != home.last]
    elif not is_owner(reading, home):
        return None
    return home if not ties and all(t.kind in ("word", "number") for t in between) else None


def _delegates(reading: Reading, body: Match) -> Match | None:
    """Those who stand for a country or body named behind them: "a delegation of the Russian …"."""
    cased = bool(reading.rules_at(body.first).case_endings)
    if cased and reading.rules_at(body.first).cases.case_of(reading.tokens[body.last - 1].key) in _GOALS:
        return None  # «делегация области посетила Индию»
    begin = body.first if cased else _begin_with_kind(reading, body.first)
    for noun in reading.within("m:delegations", max(0, begin - (_BODY if cased else 4)), begin):
        between = reading.tokens[noun.last : begin]
        if cased and reading.within("m:trigger", noun.last, body.first):
            continue  # «с коллегами отправляется в Индию»
        if cased and any(m.value[1] == "with" for m in reading.within("m:marker", noun.last, body.first)):
            continue  # «встреча депутатов с делегацией Индии»
        if cased and any(
            reading.ending("m:conjunctions", m.first) for m in reading.within("m:delegations", noun.last, begin)
        ):
            continue  # «консультации МИД России и | МИД Индии»
        if cased and not (between and reading.starting("m:groups", noun.first)):
            return noun  # «с представителями Индии», «делегация Торговой палаты Индии»
        if len(between) in (1, 2) and all(t.kind in ("word", "number") for t in between):
            ties = [m for m in reading.starting("m:marker", noun.last) if m.value[1] not in _OF_VERBS]
            if ties or reading.starting("m:place_from", noun.last):
                return noun
    return None


def _begin_with_kind(reading: Reading, i: int) -> int:
    """Where the words begin that say what the body at token i is: "Russian oil firm | Rosneft"."""
    kind = min((m.first for m in reading.ending("m:firms", i)), default=i)
    return min((m.first for m in reading.ending("country_adjective", kind)), default=kind) if kind < i else i
