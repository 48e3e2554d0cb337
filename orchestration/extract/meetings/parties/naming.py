"""Who is named in a text: persons, posts, delegations, countries, and words that stand for parties told before.

`find_parties` is the door. Words of a kind are found here; those that only describe others are taken into them by
`apposition`, what ties each is told by `marking`. Not here: whom "he" or "the two leaders" are (`referents`).
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping, Sequence

from orchestration.extract.lexicon import Match, longest
from orchestration.extract.meetings.parties.apposition import with_country, without_attributes
from orchestration.extract.meetings.parties.delegations import excluded_tokens, find_delegations
from orchestration.extract.meetings.parties.marking import marker_of
from orchestration.extract.meetings.parties.parties import LEADER, UNTOLD, Party
from orchestration.extract.meetings.parties.people_of import with_people_of, without_titles_of_chiefs
from orchestration.extract.meetings.parties.press import without_press
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.model import Person, Role
from orchestration.extract.text import before_note

_SEVERAL = 2  # countries whose holders of one post are told together
_NOTE = 4  # tokens of a name in brackets behind a list of countries: "रूस-भारत-चीन (आरआईसी)"
_TOLD = 40  # tokens before "the two countries" in which others may be told
_LINKS = 3  # tokens between two countries of a list: ", and the"
_LISTING = ("m:conjunctions", "m:skip_before", "m:marker")  # words that stand there
_NAMES = 2  # words with capitals that are a name
_KNOWN = ("country", "country_adjective", "date", "m:marker", "m:place_in", "m:conjunctions", "forum", "city")
_GROUPS = ("m:groups", "m:leader_groups", "m:trios", "m:fours")
_SPEECH_ROLES = frozenset({"narrator", "addressee"})
_OWN_KINDS = _SPEECH_ROLES | {"team"}  # pronouns that stand for another kind of party
_LED = 4  # tokens from a delegation to who leads it
_BEFORE_CONTACT = 2  # words between "his" and a contact: "his next official visit"
#: Words behind an object that are not its own.
_BEGINNING = ("m:marker", "m:place_in", "m:conjunctions", "m:clause_breaks", "m:here", "m:later", "m:separately")
#: Of words that can be read as several, which kind they are: the first.
_PRECEDENCE = (
    ("person", "posts"),
    ("role",),
    ("pair",),
    ("delegation",),
    ("counterpart",),
    ("group",),
    ("pronoun", "narrator", "addressee"),
    ("noun",),
    ("team",),
)
_RANK = {kind: rank for rank, kinds in enumerate(_PRECEDENCE) for kind in kinds}


def find_parties(reading: Reading, persons: Sequence[Person], roles: Sequence[Role]) -> list[Party]:
    """All parties of an article in order of the text, each with its marker; none overlaps another."""
    named = [
        Party(p.outer_first, p.outer_last, "person", p.country_code, p, p.role_id, organisation=p.organisation)
        for p in persons
    ]
    without_titles_of_chiefs(reading, named)
    named = without_press(reading, named)
    posts = _posts(reading, {p.first: p for p in named})
    for party in named:
        party.first = with_country(reading, party)
    held = [
        Party(r.first, r.last, "role", r.country_code, None, r.role_id, organisation=r.organisation)
        for r in roles
        if not _is_of_several(reading, r)
    ]
    named = with_people_of(reading, named, held)
    sent = find_delegations(reading, named)
    held = [p for p in held if not _describes_people(reading, p, sent)]
    countries = [*sent, *_pairs(reading), *_both_countries(reading)]
    words = [
        *_groups(reading),
        *_counterparts(reading, persons),
        *_teams(reading),
        *_nouns(reading),
        *_pronouns(reading),
    ]
    kept = without_attributes(reading, _apart([*named, *posts, *held, *countries, *words]))
    for party in kept:
        party.marker = marker_of(reading, party)
    for before, party in itertools.pairwise(kept):
        if _leads(before, party):
            party.country = before.country
    return _with_contacts(reading, kept)


def _leads(delegation: Party, party: Party) -> bool:
    """Whether somebody of whom no country is known leads a delegation: «делегация Индии во главе со спикером Х»."""
    leads = party.kind == "person" and party.country is None and party.marker == "led"
    return leads and delegation.kind == "delegation" and party.first - delegation.last <= _LED


def _is_of_several(reading: Reading, role: Role) -> bool:
    """Whether a post of no country is that of several, as the subject of a clause: «Главы МИД созвонились»."""
    several = any(m.last >= role.last for m in reading.starting("m:groups", role.first))
    if role.country_code is not None or not several:
        return False
    heads = role.first == 0 or reading.tokens[role.first - 1].sentence != reading.tokens[role.first].sentence
    verbs = (reading.trigger_of(m) for m in reading.starting("m:trigger", role.last))
    return heads or any(trigger.part == "verb" for trigger in verbs)


def _describes_people(reading: Reading, post: Party, delegations: Sequence[Party]) -> bool:
    """Whether a word for a post only describes people: «रूस के प्रमुख विद्वानों»."""
    within = any(d.first <= post.first and post.last < d.last for d in delegations)
    return within and not reading.starting("m:marker", post.last)


def _apart(found: Sequence[Party]) -> list[Party]:
    """Those that overlap none of a kind that goes first, in order of the text."""
    taken: set[int] = set()
    kept: list[Party] = []
    for party in sorted(found, key=lambda p: (_RANK[p.kind], p.first)):
        span = range(party.first, party.last)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(party)
    return sorted(kept, key=lambda p: p.first)


def _both_countries(reading: Reading) -> list[Party]:
    """The two of whom all is told: "both countries"; not where "the leaders of both countries" are."""
    both = longest(reading.by_kind.get("m:both_countries", ()))
    both = [m for m in both if all(g.first >= m.first for kind in _GROUPS for g in reading.ending(kind, m.last))]
    return [Party(m.first, m.last, "pair", None, countries=reading.sides) for m in both]


def _pairs(reading: Reading) -> list[Party]:
    """Two countries joined by a hyphen or by "and": "भारत-रूस", "Russian-Indian", «российско-индийский»."""
    names = longest([*reading.by_kind.get("country", ()), *reading.by_kind.get("country_adjective", ())])
    parties, used = [], 0
    for left, right in itertools.pairwise(names):
        if left.first < used or right.first < left.last or right.first - left.last > 2:
            continue
        between = reading.tokens[left.last : right.first]
        joined = all(t.is_hyphen for t in between) or bool(
            len(between) == 1 and reading.within("m:conjunctions", left.last, right.first)
        )
        if reading.starting("m:wars", right.last):
            continue  # "the Russia-Ukraine war"
        if joined and left.value != right.value and not _have_counterparts(reading, right):
            first, last = _with_people(reading, left.first, right.last)
            parties.append(Party(first, last, "pair", None, countries=(left.value, right.value)))
            used = right.last
    return parties


def _have_counterparts(reading: Reading, country: Match) -> bool:
    """Whether behind the last of some countries stands whose colleagues: "his Chinese and Indian counterparts"."""
    whose = [m.last for m in reading.starting("m:marker", country.last) if m.value[1] == "genitive"]
    return any(reading.starting("m:counterparts", i) for i in (country.last, *whose))


def _with_people(reading: Reading, first: int, last: int) -> tuple[int, int]:
    """The tokens of two countries with the people that are told to be of them, where no cases tie these: "officials
    from India and Russia", "भारत और रूस के अधिकारियों"."""
    rules = reading.rules_at(first)
    if rules.case_endings:
        return first, last
    if rules.marking == "after":
        tied = any(m.value[1] == "genitive" for m in reading.starting("m:marker", last))
        theirs = bool(reading.ending("country_adjective", last))  # "भारतीय और रूसी प्रतिनिधिमंडल"
        people = reading.starting("m:delegations", last + tied) if tied or theirs else []
        return first, next((m.last for m in people), last)
    return next((m.first for m in reading.ending("m:delegations", first - 1)), first), last


def _posts(reading: Reading, named: Mapping[int, Party]) -> list[Party]:
    """Who holds one post in several countries: "the foreign ministers of A, B and C"; the title of those named behind.

    named: persons by their first token.
    """
    parties: list[Party] = []
    told = longest(reading.by_kind.get("m:group_post", ()))
    before = {p.last: p for p in _pairs(reading)} if told else {}
    for match in told:
        first, last = match.first, match.last
        if reading.rules_at(first).marking == "after":
            if any(p.first <= first < p.last for p in named.values()):
                continue  # "रूस के विदेश मंत्री X"
            countries, first = _countries_before(reading, first)
        else:
            countries, last = _countries_listed(reading, last)
        if len(countries) < _SEVERAL and first in before:  # "the Indian and Russian foreign ministers"
            countries, first = list(before[first].countries), before[first].first
            last = match.last
        role = str(match.value[1])
        if len(countries) < _SEVERAL or (role == LEADER and not {*countries} & {*reading.sides}):
            continue
        if role == LEADER and any(reading.within(kind, first, last) for kind in ("m:both_countries", "m:of_both")):
            continue  # "the leaders of the two countries", who are a group
        whose = named.get(last) or (named.get(last + 1) if reading.tokens[last].text == "," else None)
        if whose is not None:
            whose.first = first
        else:
            parties.append(Party(first, last, "posts", role_id=role, countries=tuple(countries)))
    return parties


def _countries_listed(reading: Reading, i: int) -> tuple[list[str], int]:
    """The countries of a list that begins at token i, and one past it: "of A, B and C", "of the two countries"."""
    found, last = list[str](), i
    while i < len(reading.tokens) and i - last < _LINKS:
        both = [*reading.starting("m:both_countries", i), *_of_both(reading, i)] if not found else []
        if both:
            return [*reading.sides], both[0].last
        if country := reading.starting("country", i):
            found.append(str(country[0].value))
            last = i = country[0].last
        elif links := [m for kind in _LISTING for m in reading.starting(kind, i)]:
            i = links[0].last
        elif reading.tokens[i].text == ",":
            i += 1
        else:
            break
    return found, last


def _of_both(reading: Reading, i: int) -> Sequence[Match]:
    """Words at token i for the two countries, as posts are of them, unless another one was just told: «Главы МИД двух
    стран», but not behind «Россия и Китай»."""
    told = (m for kind in ("country", "country_adjective") for m in reading.within(kind, max(0, i - _TOLD), i))
    return reading.starting("m:of_both", i) if all(m.value in reading.sides for m in told) else []


def _countries_before(reading: Reading, last: int) -> tuple[list[str], int]:
    """The countries whose a post before token `last` is, and their first token: "रूस, भारत और चीन (आरआईसी) के", "दोनों
    देशों के"."""
    links = [m for m in reading.ending("m:marker", last) if m.value[1] == "genitive"]
    end = links[0].first if links else 0
    if end and (both := reading.ending("m:both_countries", end)):
        return [*reading.sides], both[0].first
    found = _countries_up_to(reading, end)
    if not found[0] and end and reading.tokens[end - 1].text == ")":
        found = _countries_up_to(reading, end - 1)  # "आरआईसी (रूस-भारत-चीन) के"
    return found


def _before_gloss(reading: Reading, i: int) -> int:
    """Where a note in brackets that ends before a token begins, if it is a country's: "रूस (Russia)", "चीन (आरआईसी)"."""
    opening = before_note(reading.tokens, i, _NOTE + 1)
    return opening if reading.ending("country", opening) else i


def _countries_up_to(reading: Reading, last: int) -> tuple[list[str], int]:
    """The countries of a list that ends right before a token, and where it begins."""
    found, first, i = list[str](), last, last
    while i > 0 and first - i < _LINKS:
        i = _before_gloss(reading, i)
        if country := reading.ending("country", i):
            found.insert(0, str(country[0].value))
            first = i = country[0].first
        elif found and (links := [m for m in reading.ending("m:conjunctions", i) if m.last - m.first == 1]):
            i = links[0].first
        elif found and (reading.tokens[i - 1].text == "," or reading.tokens[i - 1].is_hyphen):
            i -= 1
        else:
            break
    return found, first


def _groups(reading: Reading) -> list[Party]:
    """Several at once: "the two leaders", "both ministers"."""
    excluded = excluded_tokens(reading)
    found = longest([m for kind in _GROUPS for m in reading.by_kind.get(kind, ())])
    return [Party(m.first, m.last, "group") for m in found if m.first not in excluded]


def _counterparts(reading: Reading, persons: Sequence[Person]) -> list[Party]:
    """Who holds the same post elsewhere: "his Russian counterpart", "his counterparts from Tajikistan and Russia"; of
    several countries one of ours."""
    parties = []
    named = {p.outer_first for p in persons}
    for match in longest(reading.by_kind.get("m:counterparts", ())):
        nations = [str(m.value) for m in reading.within("country_adjective", max(0, match.first - 3), match.last)]
        last = match.last
        if not nations and reading.rules_at(match.first).marking == "after":
            nations, _ = _countries_before(reading, match.first)
        for tie in reading.starting("m:place_from", match.last) if not nations else ():
            nations, last = _countries_listed(reading, tie.last)
        country = next((c for c in nations if c in reading.sides), next(iter(nations), None))
        if country is None and match.last not in named and _is_unknown_name(reading, match):
            country = UNTOLD
        parties.append(Party(match.first, last if nations else match.last, "counterpart", country))
    return parties


def _is_unknown_name(reading: Reading, match: Match) -> bool:
    """Whether words behind "his counterpart" are the name of somebody of a third country, who is in no list and whose
    name is of neither side: "flew to Hanoi, where he met his counterpart Ngo Xuan Lich"."""
    name = reading.tokens[match.last : match.last + _NAMES]
    sentence = reading.tokens[match.first].sentence
    if len(name) < _NAMES or not reading.tokens[match.last - 1].text.islower():
        return False  # "Meets Counterpart Over Trade Ties", a headline
    if any(t.kind != "word" or t.sentence != sentence or not t.text[0].isupper() for t in name):
        return False
    return not any(reading.starting(kind, t) for kind in _KNOWN for t in range(match.last, match.last + _NAMES))


def _teams(reading: Reading) -> list[Party]:
    """Those who came along: "his delegation"."""
    return [Party(m.first, m.last, "team") for m in longest(reading.by_kind.get("m:teams", ()))]


def _nouns(reading: Reading) -> list[Party]:
    """Posts without whose they are: "the minister", with all posts that they can mean."""
    ends: dict[tuple[int, int], list[str]] = {}
    for match in longest(reading.by_kind.get("m:post_noun", ())):
        ends.setdefault((match.first, match.last), []).append(str(match.value[1]))
    return [Party(*span, "noun", role_ends=tuple(of)) for span, of in ends.items()]


def _pronouns(reading: Reading) -> list[Party]:
    """Pronouns; their marker is their form until the words around them are asked."""
    parties, tokens = [], reading.tokens
    for match in longest(reading.by_kind.get("m:pronoun", ())):
        before = tokens[match.first - 1]
        if match.first and before.is_hyphen and before.end == tokens[match.first].start:
            continue  # «25-я сессия»
        form = str(match.value[1])
        if form == "either":
            if _owns(reading, match.last):
                continue  # "her deputy"
            form = "object"
        parties.append(Party(match.first, match.last, form if form in _OWN_KINDS else "pronoun", marker=form))
    return parties


def _owns(reading: Reading, i: int) -> bool:
    """Whether what is hers stands behind "her": a word at token i that begins neither date nor another phrase."""
    if i >= len(reading.tokens) or reading.tokens[i].kind != "word":
        return False
    dated = any(d.value[0] == "date:relative" for d in reading.starting("date", i))
    return not dated and not any(reading.starting(kind, i) for kind in _BEGINNING)


def _with_contacts(reading: Reading, parties: Sequence[Party]) -> list[Party]:
    """Leaves out "his" and "my" where they stand neither before a contact nor before who it was with, "his visa", and
    "their" of those named before: «Х, Y и их коллега Z»."""
    begins = {p.first for p in parties if p.kind in ("person", "role", "counterpart")}
    ends = {p.last for p in parties if p.kind == "person"}
    return [
        p
        for p in parties
        if not (p.last in begins and _is_theirs_before(reading, p, ends))
        if not _have(reading, p)
        if not _is_owner(reading, p)
        or p.last in begins
        or _behind_day(reading, p.last) in begins
        or _is_object_of_verb(reading, p)
        or _is_before_contact(reading, p)
    ]


def _have(reading: Reading, party: Party) -> bool:
    """Whether a pronoun only says that "we have" something: «у нас была беседа»."""
    return party.marker == "at_home_of" and bool(reading.starting("m:we", party.first))


def _is_owner(reading: Reading, party: Party) -> bool:
    """Whether a pronoun says only whose something is: "his", "our", "their" of a team."""
    if party.kind in _SPEECH_ROLES:
        return bool(reading.starting("m:skip_before", party.first))
    if party.kind == "team":
        return _is_pronoun_of_team(reading, party)
    return party.kind == "pronoun" and party.marker == "genitive"


def _is_theirs_before(reading: Reading, pronoun: Party, ends: Collection[int]) -> bool:
    """Whether "their" and a conjunction stand behind a name: what follows joins those named."""
    joint = reading.ending("m:conjunctions", pronoun.first) if _is_pronoun_of_team(reading, pronoun) else []
    return any(m.first in ends for m in joint)


def _is_pronoun_of_team(reading: Reading, party: Party) -> bool:
    """Whether a party is "them" or "their", of those whom the article has told to come together."""
    return party.kind == "team" and bool(reading.has("m:pronoun", "team", party.first, party.last))


def _is_object_of_verb(reading: Reading, pronoun: Party) -> bool:
    """Whether "his" is "him" here: «принял его в Кремле»."""
    rules = reading.rules_at(pronoun.first)
    verbs = [reading.trigger_of(m) for m in reading.ending("m:trigger", pronoun.first)]
    return bool(rules.case_endings) and any(v.part == "verb" and "object" in v.partners for v in verbs)


def _behind_day(reading: Reading, i: int) -> int:
    """One past a date at token i and its postposition: «उनका मंगलवार को X से मिलने का कार्यक्रम है»."""
    days = reading.starting("date", i)
    if not days or reading.rules_at(i).marking != "after":
        return i
    marker = reading.starting("m:marker", days[0].last)
    return marker[0].last if marker else days[0].last


def _is_before_contact(reading: Reading, pronoun: Party) -> bool:
    """Whether a pronoun says whose a contact is, "his visit", or is what a verb takes, «его в четверг принял Х»,
    «его также принял Х»."""
    reach = 0 if reading.starting("m:skip_before", pronoun.first) else _BEFORE_CONTACT
    begin = _behind_when_and_where(reading, pronoun.last) if reach == 0 else pronoun.last
    behind = reading.within("m:trigger", begin, begin + 6)
    return any(m.first - begin <= reach for m in behind)


def _behind_when_and_where(reading: Reading, i: int) -> int:
    """One past the day and place that begin at token i, which are of a verb and nobody's own; i where none do."""
    while i < len(reading.tokens):
        told = next((m.last for m in reading.starting("m:place_in", i)), i)
        if reading.tokens[told].kind == "number":
            i = told + 1
            continue
        found = [
            m
            for kind in ("date", "city", "venue", "m:here", "m:also")
            for j in {i, told}
            for m in reading.starting(kind, j)
        ]
        if not found:
            break
        i = max(m.last for m in found)
    return i
