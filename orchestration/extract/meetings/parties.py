"""Who is named in a text as a party, and how the words around tie it to what happens.

A party is a person, a post, a delegation or country, or words that stand for parties told before ("the two leaders",
"his Russian counterpart", a pronoun). Its marker is the canonical name of the postposition, preposition or case.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Mapping, Sequence
from functools import partial

from orchestration.contracts.codes import Language
from orchestration.extract.lexicon import Match, Matches, longest
from orchestration.extract.meetings.rules import MeetingRules, Trigger
from orchestration.extract.model import Person, Role
from orchestration.extract.text import Token, key_of

_BARE = frozenset({"in_honour_of", "facing", "on_invitation_of"})  # markers that "his" is itself the first word of
_SPEECH = 16  # tokens from a speaker to the verb that says so, where it comes last
_OTHERS = 4  # tokens to those who are not named, and from them to their marker
_RECIPROCAL = frozenset({"with"})  # markers that may be said again: "with X and with Y"
_TAKING_PART = frozenset({"with", "object", "between", "by"})  # markers of those who met
_BODY = 3  # words of a body in front of a post: "Himachal Pradesh"
_VERBS = ("m:cue", "m:says", "m:support", "m:speech", "m:past")  # what begins the predicate of a party
_LINKS = 3  # tokens between two countries of a list: ", and the"
_LISTING = ("m:conjunctions", "m:skip_before", "m:marker")  # words that stand there
_DUTY = 5  # words of what an aide is in charge of
_GROUPS = ("m:groups", "m:leader_groups", "m:trios")
_SPEECH_ROLES = frozenset({"narrator", "addressee"})
_OWN_KINDS = _SPEECH_ROLES | {"team"}  # pronouns that stand for another kind of party
_POSTS = 16  # tokens of posts between a preposition and the name
_IN_POSTS = '"«»“”,'  # signs that may stand among them
_DESCRIPTION = 5  # words of a post that is not in the lists
_SCRIPT_LANGUAGE = {"deva": Language.HI, "latn": Language.EN, "cyrl": Language.RU}


@dataclasses.dataclass(slots=True)
class Party:
    """first, last: tokens with titles; country None where open; countries: both, for a pair such as "भारत-रूस"."""

    first: int
    last: int
    kind: (
        str  # person, role, posts ("the ministers of A and B"), delegation, team, pair, group, counterpart, pronoun,
        # narrator ("I"), addressee ("you"), noun ("the minister")
    )
    country: str | None = None
    person: Person | None = None
    role_id: str | None = None
    countries: tuple[str, ...] = ()
    marker: str = "none"
    role_ends: tuple[str, ...] = ()  # of a noun: how the ids of the posts that it can mean end


@dataclasses.dataclass(slots=True)
class Group:
    """Parties joined by "and": one place in the sentence."""

    first: int
    last: int
    parties: list[Party]
    marker: str

    def countries(self) -> set[str]:
        found: set[str] = set()
        for party in self.parties:
            found.update(party.countries)
            if party.country:
                found.add(party.country)
        return found


class Reading:
    """Tokens of one article with everything the lexicon found in them, by kind, and the rules of their languages."""

    def __init__(
        self,
        tokens: Sequence[Token],
        matches: Matches,
        rules: Mapping[Language, MeetingRules],
        language: Language,
        sides: tuple[str, str],
    ) -> None:
        self.tokens, self.rules, self.language, self.sides = tokens, rules, language, sides
        self.by_kind = matches.by_kind
        self.within, self.starting, self.ending = matches.within, matches.starting, matches.ending
        self.ends_in = matches.ends_in
        self._rules_of = {script: rules[of] for script, of in _SCRIPT_LANGUAGE.items()}

    def rules_at(self, i: int) -> MeetingRules:
        """The rules of the language in which token i is written."""
        if 0 <= i < len(self.tokens) and self.tokens[i].kind == "word":
            return self._rules_of.get(self.tokens[i].script) or self.rules[self.language]
        return self.rules[self.language]

    def trigger_of(self, match: Match) -> Trigger:
        """What a word of contact stands for: the rule behind a match of `m:trigger`."""
        language, identifier = match.value
        return self.rules[language].trigger(identifier)

    def has(self, kind: str, detail: str, first: int, last: int) -> Match | None:
        """The first match of kind and detail in [first, last)."""
        return next((m for m in self.within(kind, first, last) if m.value[1] == detail), None)


def find_parties(reading: Reading, persons: Sequence[Person], roles: Sequence[Role]) -> list[Party]:
    """All parties of an article in order of the text, each with its marker; none overlaps another."""
    found = [Party(p.outer_first, p.outer_last, "person", p.country_code, p, p.role_id) for p in persons]
    found += [Party(r.first, r.last, "role", r.country_code, None, r.role_id) for r in roles]
    excluded = {i for m in reading.by_kind.get("m:group_excludes", ()) for i in range(m.first, m.last)}
    found += [party for party in _delegations(reading) if party.last - 1 not in excluded]
    found += _pairs(reading)
    found += _posts(reading, {p.first: p for p in found if p.kind == "person"})
    for match in longest(reading.by_kind.get("m:both_countries", ())):
        found.append(Party(match.first, match.last, "pair", None, countries=reading.sides))
    for match in longest([m for kind in _GROUPS for m in reading.by_kind.get(kind, ())]):
        if match.first not in excluded:
            found.append(Party(match.first, match.last, "group"))
    for match in longest(reading.by_kind.get("m:counterparts", ())):
        country = next(
            (m.value for m in reading.within("country_adjective", max(0, match.first - 3), match.last)), None
        )
        found.append(Party(match.first, match.last, "counterpart", country))
    found += [Party(m.first, m.last, "team") for m in longest(reading.by_kind.get("m:teams", ()))]
    nouns: dict[tuple[int, int], list[str]] = {}
    for match in longest(reading.by_kind.get("m:post_noun", ())):
        nouns.setdefault((match.first, match.last), []).append(str(match.value[1]))
    found += [Party(*span, "noun", role_ends=tuple(ends)) for span, ends in nouns.items()]
    for match in longest(reading.by_kind.get("m:pronoun", ())):
        before = reading.tokens[match.first - 1]
        if match.first and before.is_hyphen and before.end == reading.tokens[match.first].start:
            continue  # «25-я сессия»
        kind = str(match.value[1]) if match.value[1] in _OWN_KINDS else "pronoun"
        found.append(Party(match.first, match.last, kind, marker=str(match.value[1])))
    order = {
        "person": 0,
        "posts": 0,
        "role": 1,
        "pair": 2,
        "delegation": 3,
        "counterpart": 4,
        "group": 5,
        "pronoun": 6,
        "narrator": 6,
        "addressee": 6,
        "noun": 7,
        "team": 8,
    }
    for party in found:
        if party.kind == "person":
            party.first = _with_country(reading, party)
    taken: set[int] = set()
    kept: list[Party] = []
    for party in sorted(found, key=lambda p: (order[p.kind], p.first)):
        span = range(party.first, party.last)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(party)
    kept.sort(key=lambda p: p.first)
    kept = _without_attributes(reading, kept)
    for party in kept:
        if party.kind == "pronoun" and party.marker == "genitive":
            marker = _marker_after(reading, party.last)  # "उनके सम्मान में"
            party.marker = marker if marker in _BARE else "genitive"
            continue
        if party.kind == "pronoun":
            party.marker = _marker(reading, party) if party.marker == "object" else "agent"
            if party.marker == "none":
                party.marker = "with"
        else:
            party.marker = _marker(reading, party)
    return _with_contacts(reading, kept)


def _with_country(reading: Reading, party: Party) -> int:
    """Where a party begins with the country that it is of: "Russia's Lavrov"."""
    i = party.first - 1
    if i < 1 or reading.tokens[i].kind != "possessive" or party.country not in reading.sides:
        return party.first
    return next((m.first for m in reading.ending("country", i) if m.value == party.country), party.first)


def _without_attributes(reading: Reading, parties: Sequence[Party]) -> list[Party]:
    """Takes words that only describe the next party into it: "his counterpart X", "the president's aide X"."""
    kept: list[Party] = []
    for party in parties:
        before = kept[-1] if kept else None
        if before is not None and before.kind == "pronoun" and before.last == party.first:
            if reading.starting("m:skip_before", before.first):
                kept.pop()  # «его коллега Х»
                before = None
        if before is not None and _is_of_countries(reading, before, party):
            kept.pop()  # «лидеры России и Индии» are the two, «лидеры США и России» are not
            kept.append(_of_countries(reading, before, party))
            continue
        if before is not None and party.kind in ("person", "role", "counterpart"):
            gap = [t for t in reading.tokens[before.last : party.first] if t.text not in ",—–("]
            counterpart = before.kind in ("counterpart", "group") and party.kind == "person" and not gap
            words = (before.last, party.first)
            plain = len(gap) <= 4 and all(t.kind == "word" and t.text.islower() for t in gap[1:])
            plain = plain and not reading.within("m:trigger", *words) and not reading.within("m:marker", *words)
            possessor = before.kind in ("person", "role") and plain and bool(gap) and gap[0].kind == "possessive"
            if (
                not possessor
                and before.kind in ("person", "role")
                and party.kind == "person"
                and party.person is not None
            ):
                # "पुतिन के सलाहकार उशाकोव": a possessor right before a title
                links = reading.starting("m:marker", before.last)
                link = next((m for m in links if m.value[1] == "genitive" and m.last == party.first), None)
                possessor = link is not None and party.first < party.person.first
            if (counterpart or possessor) and before.country in (None, party.country):
                kept.pop()
                party.first = before.first
            elif (first := _first_of_aide(reading, before, party)) is not None:
                while kept and kept[-1].last > first:
                    kept.pop()
                party.first = first
                party.role_id = party.role_id or (before.role_id if first == before.first else None)
            elif before.kind == "person" and party.kind == "role" and _is_apposed(reading, before, party):
                before.last = party.last
                before.role_id = before.role_id or party.role_id
                continue
        kept.append(party)
    return kept


def _is_of_countries(reading: Reading, group: Party, pair: Party) -> bool:
    """Whether a group is told with its two countries behind it, in their case: «лидеры России и Индии»."""
    cased = bool(reading.rules_at(group.first).case_endings)
    return cased and (group.kind, pair.kind) == ("group", "pair") and group.last == pair.first


def _of_countries(reading: Reading, group: Party, pair: Party) -> Party:
    """Those of two countries, who are the ones told before only where these are the two of whom all is told."""
    kind = group.kind if {*pair.countries} == {*reading.sides} else pair.kind
    return dataclasses.replace(pair, first=group.first, kind=kind, countries=() if kind == "group" else pair.countries)


def _first_of_aide(reading: Reading, chief: Party, party: Party) -> int | None:
    """Where a name begins with whose aide he is: «помощник президента Путина Юрий Ушаков»; None where it does not."""
    if chief.kind != "person" or party.kind != "person" or chief.country != party.country or chief.person is None:
        return None
    rules = reading.rules_at(chief.first)
    if not rules.case_endings or _by_name(reading, chief) != "genitive":
        return None
    gap = reading.tokens[chief.last : party.first]
    if len(gap) > _DUTY or not all(t.kind == "word" and t.text.islower() for t in gap):
        return None
    if any(reading.within(kind, chief.last, party.first) for kind in ("m:trigger", "m:says", "m:conjunctions")):
        return None
    post = next((m.first for m in reading.ending("m:post_noun", chief.first)), chief.first)
    case = _case_of_title(reading, post, chief.person.first)
    return post if case not in ("genitive", "none") and case == _case(reading, party) else None


def _by_name(reading: Reading, party: Party) -> str:
    """The case of the first word of a person's name."""
    first = party.person.first if party.person is not None else party.first
    return reading.rules_at(first).cases.case_of(reading.tokens[first].key)


def _is_apposed(reading: Reading, person: Party, post: Party) -> bool:
    """Whether a post behind a comma is that of the person before it: "X, the naval chief (who …), met Y"."""
    tokens = reading.tokens
    if person.country not in (None, post.country or person.country) or reading.rules_at(post.first).marking != "before":
        return False
    gap = tokens[person.last : post.first]
    if not gap or gap[0].text != "," or any(not reading.starting("m:skip_before", person.last + 1) for _ in gap[1:]):
        return False
    ended = post.last < len(tokens) and tokens[post.last].text in ",."
    return len(gap) <= 2 and (ended or bool(reading.starting("m:relatives", post.last)))


def _with_contacts(reading: Reading, parties: Sequence[Party]) -> list[Party]:
    """Leaves out "his" and "my" where they stand neither before a contact nor before who it was with: "his visa"."""
    begins = {p.first for p in parties if p.kind in ("person", "role", "counterpart")}
    return [
        p
        for p in parties
        if (
            (p.kind != "pronoun" or p.marker != "genitive")
            and not _is_pronoun_of_team(reading, p)
            and (p.kind not in _SPEECH_ROLES or not reading.starting("m:skip_before", p.first))
        )
        or p.last in begins
        or _is_object_of_verb(reading, p)
        or _behind_day(reading, p.last) in begins
        or any(
            m.first - p.last <= (0 if reading.starting("m:skip_before", p.first) else 2)
            for m in reading.within("m:trigger", p.last, p.last + 6)
        )
    ]


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


def _delegations(reading: Reading) -> list[Party]:
    parties = []
    for kind in ("country", "country_adjective"):
        for match in reading.by_kind.get(kind, ()):
            before = reading.rules_at(match.first).marking == "before"
            for noun in reading.within("m:delegations", match.last, match.last + 3):
                if noun.first - match.last <= 1 and reading.tokens[noun.first - 1].kind == "word":
                    parties.append(Party(match.first, noun.last, "delegation", match.value))
                    break
            else:
                body = kind == "country" or reading.tokens[match.last - 1 : match.last + 1][-1].is_capitalised
                if before and body and (people := _delegates(reading, match)) is not None:
                    parties.append(Party(people.first, match.last, "delegation", match.value))
    for match in longest(reading.by_kind.get("institution", ())):  # "representatives of Rosneft"
        if match.value[0] is not None and reading.rules_at(match.first).marking == "before":
            if (people := _delegates(reading, match)) is not None:
                parties.append(Party(people.first, match.last, "delegation", match.value[0]))
    return parties


def _delegates(reading: Reading, body: Match) -> Match | None:
    """Those who stand for a country or body named behind them: "a delegation of the Russian …"."""
    for noun in reading.within("m:delegations", max(0, body.first - 4), body.first):
        between = reading.tokens[noun.last : body.first]
        if not between and reading.rules_at(noun.first).case_endings:
            return noun  # «с представителями Индии»
        if len(between) in (1, 2) and all(t.kind == "word" for t in between):
            if reading.starting("m:marker", noun.last):
                return noun
    return None


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
        if joined and left.value != right.value:
            parties.append(Party(left.first, right.last, "pair", None, countries=(left.value, right.value)))
            used = right.last
    return parties


def _posts(reading: Reading, named: Mapping[int, Party]) -> list[Party]:
    """Who holds one post in several countries: "the foreign ministers of A, B and C"; the title of those named behind.

    named: persons by their first token.
    """
    parties = []
    for match in longest(reading.by_kind.get("m:group_post", ())):
        if reading.rules_at(match.first).marking != "before":
            continue
        countries, last = _countries_listed(reading, match.last)
        if len(countries) > 1 and last in named:
            named[last].first = match.first
        elif len(countries) > 1:
            role = str(match.value[1])
            parties.append(Party(match.first, last, "posts", role_id=role, countries=tuple(countries)))
    return parties


def _countries_listed(reading: Reading, i: int) -> tuple[list[str], int]:
    """The countries of a list that begins at token i, and one past it."""
    found, last = list[str](), i
    while i < len(reading.tokens) and i - last < _LINKS:
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


def _marker(reading: Reading, party: Party) -> str:
    if reading.rules_at(party.last - 1).marking == "after":
        return _marker_after(reading, party.last)
    return _marker_before(reading, party)


def _marker_after(reading: Reading, i: int) -> str:
    tokens = reading.tokens
    if i < len(tokens) and tokens[i].text == "(":  # "(एनएसए)" between a name and its postposition
        close = next((j for j in range(i, min(i + 12, len(tokens))) if tokens[j].text == ")"), None)
        i = close + 1 if close is not None else i
    while i < len(tokens) and (
        tokens[i].text in "\"'”’»)" or reading.starting("honorific", i) or tokens[i].kind == "possessive"
    ):
        i += 1
    found = reading.starting("m:marker", i) or _behind_others(reading, i)
    return str(found[0].value[1]) if found else "none"


def _behind_others(reading: Reading, i: int) -> Sequence[Match]:
    """The marker that a party shares with those who are not named: "X और समिति के अन्य सदस्यों से"."""
    joint = reading.starting("m:conjunctions", i) or reading.starting("m:along", i)
    others = reading.within("m:others", joint[0].last, joint[0].last + _OTHERS) if joint else []
    if not others:
        return []
    behind = reading.within("m:marker", others[-1].last, others[-1].last + _OTHERS)
    return [m for m in behind if m.value[1] != "genitive"][:1]


def _marker_before(reading: Reading, party: Party) -> str:
    tokens, i = reading.tokens, party.first
    if party.last < len(tokens) and tokens[party.last].kind == "possessive":
        return "genitive"
    while i > 0 and (begin := _behind_marker(reading, i)) < i:
        i = begin
    found = reading.ending("m:marker", i)
    if not found and i > 2 and tokens[i - 1].text == ",":
        found = _marker_of_description(reading, party, i - 1)
    elif not found:
        found = _marker_of_body(reading, party, i)
    if found and tokens[i - 1].sentence == tokens[i].sentence:
        marker = str(found[0].value[1])
        if marker == "object" and reading.starting("m:carriers", party.last):
            return "none"  # "the meeting X had with Y"
        return marker
    case = _case(reading, party)
    return "with" if case == "instrumental" and _is_taken_with(reading, party) else case


def _behind_marker(reading: Reading, i: int) -> int:
    """Where a sign or word before token i begins that may stand between a marker and its party; i where none does."""
    tokens, end = reading.tokens, i
    if tokens[i - 1].text in "\"'“‘«(":
        return i - 1
    if tokens[i - 1].text == "." and i > 1 and tokens[i - 1].sentence == tokens[i].sentence:
        end = i - 1  # "with H.E. Mr. X"
        if len(tokens[end - 1].text) == 1 and tokens[end - 1].is_capitalised:
            return end - 1
    for kind in ("m:skip_before", "honorific", "country_adjective"):
        if found := reading.ending(kind, end):
            return found[0].first
    return i


def _is_taken_with(reading: Reading, party: Party) -> bool:
    """Whether a name stands in the case that "with" asks for, behind unknown words of his posts:
    «с лидером оппозиции в нижней палате, представительницей партии Х»."""
    tokens = reading.tokens
    for i in range(party.first - 1, max(0, party.first - _POSTS), -1):
        if tokens[i].kind not in ("word", "number") and not tokens[i].is_hyphen and tokens[i].text not in _IN_POSTS:
            return False
        if any(reading.starting(kind, i) for kind in ("m:trigger", "m:says", "m:support", "m:clause_breaks")):
            return False
        if any(m.value[1] == "with" for m in reading.starting("m:marker", i)):
            return True
    return False


def _marker_of_body(reading: Reading, party: Party, i: int) -> list[Match]:
    """The marker in front of the body that a post is of: "with Himachal Pradesh Chief Minister X", "the country's"."""
    tokens = reading.tokens
    if party.person is None or reading.rules_at(party.first).case_endings:
        return []
    titled = party.first < party.person.first
    for k in range(i - 1, max(0, i - 1 - _BODY), -1):
        owner = "possessive" in (tokens[k].kind, tokens[k + 1].kind) or bool(reading.starting("m:skip_before", k))
        if not owner and (tokens[k].kind != "word" or not tokens[k].is_capitalised):
            return []
        if not titled and (owner or not tokens[k].text.isupper()):
            return []  # but "with DFM X"
        if reading.starting("m:trigger", k):
            return []
        if found := reading.ending("m:marker", k):
            return [m for m in found if m.value[1] in _TAKING_PART]
    return []


def _marker_of_description(reading: Reading, party: Party, comma: int) -> list[Match]:
    """The marker in front of a post that is not in the lists: "with the then Speaker, X"."""
    tokens = reading.tokens
    kinds = ("m:trigger", "m:cue", "m:says", "m:support", "m:auxiliaries")
    if party.kind != "person" or not tokens[comma - 1].is_capitalised:
        return []
    if any(reading.starting(kind, party.last) for kind in kinds):
        return []  # "with the Kremlin, X said"
    for i in range(comma - 1, max(0, comma - 1 - _DESCRIPTION), -1):
        if tokens[i].kind != "word" or any(reading.starting(kind, i) for kind in ("m:trigger", "country", "place")):
            return []
        found = reading.ending("m:marker", i)
        if found and reading.starting("m:skip_before", i):
            return [m for m in found if m.value[1] in _TAKING_PART]
    return []


def _case(reading: Reading, party: Party) -> str:
    """Subject, object, … by word endings, where the language marks cases so (Russian).

    Names tell it best, for their nominative is known; then the first word of the title. "none" where nothing does.
    """
    rules = reading.rules_at(party.last - 1)
    if not rules.case_endings or party.kind == "pair":
        return "none"
    if party.kind in ("group", "posts"):
        return rules.plural_cases.case_of(reading.tokens[party.first].key)
    first_name = party.person.first if party.person is not None else party.last
    title = _case_of_title(reading, party.first, first_name)
    if party.person is not None and not party.person.is_curated and title != "none":
        surname = rules.cases.case_of(reading.tokens[party.person.last - 1].key)
        bends = surname == "agent" and _by_name(reading, party) in ("agent", "none")
        return surname if bends else title  # the nominative of a name in no list is a guess
    name = surname = "none"
    if party.person is not None:
        lemmas = [key_of(word) for word in (party.person.full_name_ru or "").split()]
        for token in reading.tokens[party.person.first : party.person.last]:
            if token.kind == "word":
                lemma = max(lemmas, key=partial(_shared, token.key), default="")
                initial = len(token.text) == 1
                known = lemma if _shared(lemma, token.key) > 1 else None
                surname = "none" if initial else rules.cases.case_of(token.key, known)
                if surname not in ("agent", "none"):
                    return surname
                name = "agent" if surname == "agent" else name
    if surname == "agent":
        return name
    if party.person is not None and len(reading.tokens[party.person.last - 1].text) == 1:
        name = "none"  # «Ван И» does not bend
    return name if title == "none" else title  # «члена Политбюро Ван И»


def _case_of_title(reading: Reading, first: int, name: int) -> str:
    """What the first word of a title or post before token `name` tells; "none" without one."""
    if first >= name:
        return "none"
    i = first
    while i + 2 < name and reading.tokens[i + 1].is_hyphen:  # «премьер-министром» bends at its end
        i += 2
    return reading.rules_at(i).cases.case_of(reading.tokens[i].key)


def _shared(a: str, b: str) -> int:
    """Length of the common beginning of two words."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def group_parties(reading: Reading, parties: Sequence[Party]) -> list[Group]:
    """Joins neighbours that only "and", commas, hyphens and the like separate; the marker is that of the last one.

    In languages that mark before, the first one's marker holds for all.
    """
    groups: list[Group] = []
    for party in parties:
        if groups and _joined(reading, groups[-1].parties[-1], party):
            groups[-1].parties.append(party)
            groups[-1].last = party.last
            if groups[-1].marker == "none" or reading.rules_at(party.last - 1).marking == "after":
                groups[-1].marker = party.marker
            continue
        groups.append(Group(party.first, party.last, [party], party.marker))
    for i, group in enumerate(groups):
        if group.marker == "object" and _is_obliged(reading, group, groups[i + 1 : i + 4]):
            group.marker = "agent"
        if i and group.marker == "none" and _is_object(reading, groups[i - 1], group):
            continue
        if group.marker in ("agent", "none") and _speaks(
            reading, group, groups[i + 1] if i + 1 < len(groups) else None
        ):
            group.marker = "speaker"
    return groups


def _is_obliged(reading: Reading, group: Group, following: Sequence[Group]) -> bool:
    """Whether an object is the subject of what is or was to be done: "X को Y से मिलना था"."""
    end = min(group.last + _SPEECH, len(reading.tokens))
    verbs = reading.within("m:obliged", group.last, end)
    verbs = [m for m in verbs if reading.tokens[m.first].sentence == reading.tokens[group.first].sentence]
    if not verbs:
        return False
    return not any(g.marker in ("agent", "object") and g.first < verbs[0].first for g in following)


def _is_object(reading: Reading, before: Group, group: Group) -> bool:
    """Whether a name that does not bend stands behind a verb that has its subject: «Путин рассказал Моди»."""
    near = 0 < group.first - before.last <= 3 and bool(reading.rules_at(group.first).case_endings)
    return near and before.marker in ("agent", "speaker") and bool(reading.within("m:says", before.last, group.first))


def _speaks(reading: Reading, group: Group, following: Group | None) -> bool:
    """Whether the group only reports: "Lavrov said on Thursday that …" """
    reach = 1 if group.marker == "none" and reading.rules_at(group.last - 1).case_endings else 6  # may be an object
    end = group.last + reach if following is None else min(group.last + reach, following.first)
    if reading.rules_at(group.last - 1).marking == "after":
        return _speaks_last(reading, group, following)
    tokens, sentence = reading.tokens, reading.tokens[group.first].sentence
    behind = range(group.last, min(end, len(tokens)))
    end = next((i for i in behind if tokens[i].text == "," or tokens[i].sentence != sentence), end)
    if reading.within("m:trigger", group.last, end):
        return False  # "X and Y met on Monday, officials said"
    return bool(reading.within("m:says", group.last, end)) or bool(
        reading.rules_at(group.last - 1).marking == "before"
        and reading.ending("m:says", group.first)
        and not reading.starting("m:auxiliaries", group.last)  # "he said X had left"
    )


def _speaks_last(reading: Reading, group: Group, following: Group | None) -> bool:
    """The same where the verb comes last: "X in an interview on Thursday to Y said that …"."""
    end = min(group.last + _SPEECH, len(reading.tokens))
    said = reading.within("m:says", group.last, end)
    if not said or (said[0].first >= group.last + 6 and not reading.starting("m:clause_breaks", said[0].last)):
        return False
    return not reading.within("m:trigger", group.last, said[0].first) and not (
        following is not None and following.first < said[0].first and following.marker in ("agent", "none")
    )


def _joined(reading: Reading, left: Party, right: Party) -> bool:
    if right.first - left.last > 5:
        return False
    if left.kind == "group" or right.kind in ("group", "pronoun"):
        return False
    if left.kind == "pronoun" and not reading.starting("m:conjunctions", left.last):
        return False  # "he and Putin" is one subject
    after = reading.rules_at(left.last - 1).marking == "after"
    if after and left.marker not in ("none",) and not (left.kind == "pronoun" and left.marker == "agent"):
        return False
    if not after and not _agree(reading, left, right):
        return False
    if not after and left.marker not in ("none", "agent", "led") and right.marker == "none":
        if any(reading.starting(kind, right.last) for kind in _VERBS):
            return False  # "held talks with X, and Y will host a dinner"
    gap = reading.tokens[left.last : right.first]
    if any(t.kind == "newline" for t in gap):
        return False
    joined = False
    i = left.last
    while i < right.first:
        token = reading.tokens[i]
        conjunction = reading.starting("m:conjunctions", i)
        skipped = reading.starting("m:skip_before", i) or reading.starting("honorific", i)
        if conjunction and conjunction[0].last <= right.first:
            joined, i = True, conjunction[0].last
        elif token.is_hyphen or token.text in ",/":
            joined, i = joined or left.marker != "excluded", i + 1  # "according to X, Y …"
        elif skipped and skipped[0].last <= right.first:
            i = skipped[0].last
        elif joined and not after and (again := _marker_again(reading, i, left)):
            i = again  # "with X and with Y"
        elif after and joined and (home := _country_of(reading, i)) and home == right.first:
            i = home  # "वांग यी और रूस के लावरोव"
        else:
            return joined and not after and right.kind == "person" and _describes(reading, i, right.first)
    return joined


def _marker_again(reading: Reading, i: int, left: Party) -> int | None:
    """One past the marker of the party before, said again at token i."""
    if left.marker not in _RECIPROCAL:
        return None
    return next((m.last for m in reading.starting("m:marker", i) if m.value[1] == left.marker), None)


def _describes(reading: Reading, first: int, last: int) -> bool:
    """Whether only unknown words of a post stand before a name: "and maritime coordinator X"."""
    plain = all(t.kind == "word" or t.is_hyphen for t in reading.tokens[first:last])
    kinds = ("m:trigger", "m:marker", "m:cue", "m:says", "m:support", "m:clause_breaks", "m:auxiliaries")
    return plain and last - first <= _DESCRIPTION and not any(reading.within(k, first, last) for k in kinds)


def _country_of(reading: Reading, i: int) -> int | None:
    """One past a country and its genitive marker that begin at token i."""
    country = reading.starting("country", i)
    links = reading.starting("m:marker", country[0].last) if country else []
    return next((m.last for m in links if m.value[1] == "genitive"), None)


def _agree(reading: Reading, left: Party, right: Party) -> bool:
    """Whether the marker of the left one may hold for the right one too."""
    if right.marker in ("none", left.marker):
        return True
    if not reading.rules_at(right.last - 1).case_endings or left.marker == "agent":
        return False
    if right.marker == "agent":
        return left.marker == "none"
    return right.marker in ("instrumental", "genitive", "object")  # as the preposition before the left one demands
