"""Words that only describe the party beside them, and are none of their own: "his counterpart X", "X, the naval chief".

Not here: which words are parties at all (`naming`), what ties them (`marking`), which are joined by "and" (`joining`).
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence

from orchestration.contracts.codes import PersonResolution
from orchestration.extract.meetings.parties.marking import case_of, case_of_first_name, case_of_title
from orchestration.extract.meetings.parties.parties import Party
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.text import Token

_BODY = 8  # words of a body that somebody leads
_DUTY = 5  # words of what an aide is in charge of
_ATTRIBUTES = 4  # words between an owner and whom he owns: "the president's special envoy X"
#: Ends of the ids of posts whose holders serve somebody by name.
SERVING = ("adviser", "aide", "envoy")
#: Words that a description has none of.
_PREDICATES = ("m:clause_breaks", "m:finite", "m:auxiliaries", "m:says", "m:speech", "m:included")
_OF_BODY = frozenset({"agency_head", "company_head", None})  # posts beside which somebody has another one
_DESCRIBED = ("person", "role", "counterpart")


def with_country(reading: Reading, party: Party) -> int:
    """Where a party begins with the country or body that it is of: "Russia's Lavrov", "Rosneft's Igor Sechin"."""
    i = party.first - 1
    if i < 1 or reading.tokens[i].kind != "possessive" or party.country not in reading.sides:
        return party.first
    owners = [m for m in reading.ending("country", i) if m.value == party.country]
    owners += [m for m in reading.ending("institution", i) if m.value[0] == party.country]
    return min((m.first for m in owners), default=party.first)


def without_attributes(reading: Reading, parties: Sequence[Party]) -> list[Party]:
    """Takes words that only describe a party into it: "his counterpart X", "the president's aide X"."""
    kept: list[Party] = []
    for i, party in enumerate(parties):
        if party.person is not None and party.person.last < party.last:
            party.last = _end_of_body(reading, party)
        if len(kept) > 1 and kept[-1].kind == "pair" and _is_for_body(reading, kept[-2], party):
            kept.pop()  # "his counterpart on the India-Russia commission, X"
        before = kept[-1] if kept else None
        if _is_capacity(reading, party):
            continue
        if before is None:
            kept.append(party)
        elif _is_post_in_brackets(reading, before, party):
            party.first, party.role_id = before.first - 1, party.role_id or before.role_id
            kept[-1] = party
        elif _are_named_behind(reading, before, parties[i : i + 2]):
            party.first = before.first
            kept[-1] = party
        elif _is_gloss(reading, before, party):
            before.last = party.last + 1
        elif _only_points(reading, before, party):
            kept[-1] = party  # «его коллега Х»
        elif party.kind not in _DESCRIBED:
            kept.append(party)
        elif _is_description(reading, before, party) or _is_first_post(reading, before, party):
            party.first = before.first
            kept[-1] = party
        elif (first := _first_of_aide(reading, before, party)) is not None:
            party.role_id = party.role_id or (before.role_id if first == before.first else None)
            party.first = first
            while kept and kept[-1].last > first:
                kept.pop()
            kept.append(party)
        elif _is_post_then(reading, before, party):
            before.last = party.last
        elif _is_apposed(reading, before, party):
            before.last = _end_of_body(reading, party)
            before.role_id = before.role_id or party.role_id
        else:
            kept.append(party)
    return [without_chief(p) if _is_served(reading, p) else p for p in kept]


def _is_capacity(reading: Reading, party: Party) -> bool:
    """Whether a post only says as what somebody else acts, or what he became: «Х в качестве сопредседателя комиссии
    встретился с Y», "X के राष्ट्रपति बनने के बाद", but not «как министр сообщил»."""
    if party.kind != "role":
        return False
    if reading.starting("m:becoming", party.last):
        return True
    if not reading.ending("m:capacities", party.first):
        return False
    return not any(reading.starting(kind, party.last) for kind in ("m:says", "m:speech"))


def without_chief(servant: Party) -> Party:
    """Who serves somebody named, himself without a name: «с советником Моди»."""
    return dataclasses.replace(servant, kind="role", person=None, role_id=None, serves=servant.person)


def _are_named_behind(reading: Reading, pair: Party, named: Sequence[Party]) -> bool:
    """Whether two persons are the ones of two countries told before them: "the two countries' ministers, X and Y"."""
    if pair.kind != "pair" or len(named) < len(pair.countries) or any(p.kind != "person" for p in named):
        return False
    if any(t.is_hyphen for t in reading.tokens[pair.first : pair.last]):
        return False  # "India-Russia ties grow, X and Y said"
    gap = [t for t in reading.tokens[pair.last : named[0].first] if t.text not in ",'’" and t.kind != "possessive"]
    if not 0 < len(gap) <= _ATTRIBUTES or not all(t.kind == "word" and t.text.islower() for t in gap):
        return False
    kinds = ("m:trigger", "m:marker", "m:place_in", "m:auxiliaries", "m:says")
    if any(reading.within(kind, pair.last, named[0].first) for kind in kinds):
        return False  # "both countries are keen, X and Y said"
    joined = reading.within("m:conjunctions", named[0].last, named[1].first)
    return bool(joined) and {p.country for p in named} == {*pair.countries}


def _is_post_in_brackets(reading: Reading, post: Party, person: Party) -> bool:
    """Whether an editor has put somebody's post before his name: "(Foreign minister) Sergey Lavrov"."""
    if post.kind != "role" or person.kind != "person" or person.first != post.last + 1 or not post.first:
        return False
    around = [reading.tokens[i].text for i in (post.first - 1, post.last)]
    return post.country in (None, person.country) and around in (["(", ")"], ["[", "]"])


def _is_gloss(reading: Reading, before: Party, party: Party) -> bool:
    """Whether a name in brackets is the one before it in other letters: "पुतिन (Vladimir Putin)"."""
    if before.person is None or party.person is None or before.person.person_id != party.person.person_id:
        return False
    around = (before.last, party.last) if party.first == before.last + 1 and party.last < len(reading.tokens) else ()
    return bool(around) and [reading.tokens[i].text for i in around] == ["(", ")"]


def _only_points(reading: Reading, pronoun: Party, party: Party) -> bool:
    """Whether a pronoun says no more than whose colleague a party is."""
    beside = pronoun.kind in ("pronoun", "narrator") and pronoun.last == party.first
    return beside and bool(reading.starting("m:skip_before", pronoun.first)) and not _is_taken(reading, pronoun, party)


def _is_taken(reading: Reading, before: Party, party: Party) -> bool:
    """Whether one is the object of the verb before him and the other its subject, by their cases: «Принимал его | мэр
    Х», «Принял гостя | мэр Х»."""
    if not reading.rules_at(before.first).case_endings or case_of(reading, party) != "agent":
        return False
    verbs = (reading.trigger_of(m) for m in reading.ending("m:trigger", before.first))
    return any(v.part == "verb" and v.host and v.audience for v in verbs)


def _is_description(reading: Reading, before: Party, party: Party) -> bool:
    """Whether the party told before says only whose, or what, the next one is."""
    if before.country not in (None, party.country):
        return False
    if before.kind in ("counterpart", "group"):
        tied = _is_for_body(reading, before, party) or _is_head_of_body(reading, before, party)
        apart = _words_between(reading, before, party) and not tied
        other = _is_owner(reading, before, party) or _is_taken(reading, before, party)
        return party.kind == "person" and not apart and not other
    if not before.is_individual:
        return False
    return _owns(reading, before, party) or _owns_title(reading, before, party)


def _is_first_post(reading: Reading, post: Party, party: Party) -> bool:
    """Whether a post is the first of two that somebody is told with, as cases tell: «с министром иностранных дел,
    сопредседателем комиссии Х», not «с премьер-министром, министром обороны Х»."""
    person = party.person
    if post.kind != "role" or person is None or not reading.rules_at(post.first).case_endings:
        return False
    if [t.text for t in reading.tokens[post.last : party.first]] != [","] or party.first == person.first:
        return False
    if case_of_title(reading, post.first, post.last) != case_of_title(reading, party.first, person.first):
        return False
    return post.role_id in party.held or party.role_id in _OF_BODY


def _is_for_body(reading: Reading, counterpart: Party, party: Party) -> bool:
    """Whether a body in which one is the other's counterpart stands between: "his counterpart for the 2+2, X"."""
    words = (counterpart.last, party.first)
    if counterpart.kind != "counterpart" or party.kind != "person":
        return False
    if not reading.within("forum", *words) and not reading.has("m:modifier", "consultations", *words):
        return False
    rules = reading.rules_at(counterpart.first)
    cased = bool(rules.case_endings)  # «со своим коллегой по комиссии Х»
    tied = any(reading.starting(kind, counterpart.last) for kind in ("m:scope", "m:place_in"))
    if rules.marking != "before" or not tied or not (cased or reading.tokens[party.first - 1].text == ","):
        return False
    return not any(reading.within(kind, *words) for kind in _PREDICATES)


def _is_head_of_body(reading: Reading, counterpart: Party, party: Party) -> bool:
    """Whether the body that the other one heads stands between, where all its words come before a name: "अपने समकक्ष
    रूसी नौसेना के कमांडर-इन-चीफ, एडमिरल X के साथ"."""
    words = (counterpart.last, party.first)
    if counterpart.kind != "counterpart" or reading.rules_at(counterpart.first).marking != "after":
        return False
    if not 0 < words[1] - words[0] <= _BODY or reading.starting("m:marker", counterpart.last):
        return False
    plain = all(m.value[1] == "genitive" for m in reading.within("m:marker", *words))
    return plain and not any(reading.within(kind, *words) for kind in ("m:trigger", "m:conjunctions", *_PREDICATES))


def _is_owner(reading: Reading, counterpart: Party, party: Party) -> bool:
    """Whether the name is of whom the other one is the counterpart, as cases tell: «собеседником Х стал Y»."""
    case = case_of_title(reading, counterpart.first, counterpart.last)
    return case in ("agent", "instrumental") and case_of(reading, party) == "genitive"


def _words_between(reading: Reading, before: Party, party: Party) -> list[Token]:
    return [t for t in reading.tokens[before.last : party.first] if t.text not in ",—–("]


def _owns(reading: Reading, before: Party, party: Party) -> bool:
    """Whether only plain words stand between an owner and a party: "the president's special envoy X"."""
    gap, words = _words_between(reading, before, party), (before.last, party.first)
    if not gap or gap[0].kind != "possessive" or len(gap) > _ATTRIBUTES:
        return False
    if not all(t.kind == "word" and t.text.islower() for t in gap[1:]):
        return False
    return not any(reading.within(kind, *words) for kind in ("m:trigger", "m:marker", "m:sent", *_PREDICATES))


def _owns_title(reading: Reading, before: Party, party: Party) -> bool:
    """Whether an owner stands right before somebody's title: "पुतिन के सलाहकार उशाकोव"; who is told by a post alone owns
    none with a post of his own: "प्रधानमंत्री की | राष्ट्रपति पुतिन से मुलाकात"."""
    if party.kind != "person" or party.person is None or party.first >= party.person.first:
        return False
    role = party.role_id or ""
    if before.kind == "role" and role and not role.endswith(SERVING):
        return False
    links = reading.starting("m:marker", before.last)
    return any(m.value[1] == "genitive" and m.last == party.first for m in links)


def _first_of_aide(reading: Reading, chief: Party, party: Party) -> int | None:
    """Where a name begins with whose aide he is: «помощник президента Путина Юрий Ушаков»; None where it does not."""
    if chief.kind != "person" or party.kind != "person" or chief.country != party.country or chief.person is None:
        return None
    owns = case_of_first_name(reading, chief) == "genitive" or _is_served(reading, chief)
    if not reading.rules_at(chief.first).case_endings or not owns:
        return None
    gap = reading.tokens[chief.last : party.first]
    if len(gap) > _DUTY or not all(t.kind == "word" and t.text.islower() for t in gap):
        return None
    if any(reading.within(kind, chief.last, party.first) for kind in ("m:trigger", "m:says", "m:conjunctions")):
        return None
    post = next((m.first for m in reading.ending("m:post_noun", chief.first)), chief.first)
    case = case_of_title(reading, post, chief.person.first)
    if case == "genitive" and not _serves(reading, post):  # «принял помощника президента Путина Юрия Ушакова»
        return None
    return post if case != "none" and case == case_of(reading, party) else None


def _serves(reading: Reading, post: int) -> bool:
    """Whether at a token begins the title of one who serves somebody."""
    return any(m.value[1] in SERVING for m in reading.starting("m:post_noun", post))


def _is_served(reading: Reading, chief: Party) -> bool:
    """Whether the title before a surname is that of one who serves him, as cases tell: «советник Моди», «помощник
    Путина». Where both are in the genitive, it may be his own: «помощника Ушакова» (`posts`)."""
    person = chief.person
    if person is None or not is_called_servant(reading, chief):
        return False
    if case_of_first_name(reading, chief) == "none":
        return True
    return case_of(reading, chief) == "genitive" and case_of_title(reading, chief.first, person.first) != "genitive"


def is_called_servant(reading: Reading, party: Party) -> bool:
    """Whether nothing but the title of one who serves somebody stands before a surname that is known."""
    person = party.person
    if party.kind != "person" or person is None or party.first == person.first or not person.is_curated:
        return False
    return _serves(reading, party.first) and person.resolution is PersonResolution.SHORT_NAME


def _is_apposed(reading: Reading, person: Party, post: Party) -> bool:
    """Whether a post behind a comma is that of the person before it: "X, the naval chief (who …), met Y"."""
    if person.kind != "person" or post.kind not in ("role", "counterpart"):
        return False
    tokens = reading.tokens
    if person.country not in (None, post.country or person.country) or reading.rules_at(post.first).marking != "before":
        return False
    gap = tokens[person.last : post.first]
    if not gap or gap[0].text != "," or any(not reading.starting("m:skip_before", person.last + 1) for _ in gap[1:]):
        return False
    last = _end_of_body(reading, post)
    ended = last < len(tokens) and tokens[last].text in ",."
    ended = ended or (post.kind == "counterpart" and _is_of_body(reading, last))
    return len(gap) <= 2 and (ended or bool(reading.starting("m:relatives", last)))


def _is_post_then(reading: Reading, person: Party, post: Party) -> bool:
    """Whether a post is the one in which somebody named before did what is told: "Putin as president came in 2004",
    "Putin, then president, …"."""
    if person.kind != "person" or post.kind != "role" or person.country not in (None, post.country or person.country):
        return False
    begin = person.last + (reading.tokens[person.last].text == ",")
    return any(m.last == post.first for m in reading.starting("m:in_post", begin))


def _is_of_body(reading: Reading, i: int) -> bool:
    """Whether behind a counterpart stands in what he is one, up to a comma: "X, his counterpart in the talks, …"."""
    words = itertools.takewhile(lambda t: t.kind == "word", reading.tokens[i : i + _BODY])
    end = i + sum(1 for _ in words)
    closed = end < len(reading.tokens) and reading.tokens[end].text == ","
    return closed and end > i and not any(reading.within(kind, i, end) for kind in ("m:trigger", *_PREDICATES))


def _end_of_body(reading: Reading, post: Party) -> int:
    """Where the body ends that a country owns and a post leads: "the head of Russia's state nuclear corporation"."""
    tokens, last = reading.tokens, post.last
    if last >= len(tokens) or tokens[last].kind != "possessive":
        return last
    words = itertools.takewhile(lambda t: t.kind == "word" or t.is_hyphen, tokens[last + 1 : last + 1 + _BODY])
    end = last + 1 + sum(1 for _ in words)
    kinds = ("m:trigger", "m:says", "m:auxiliaries")
    return last if any(reading.within(kind, last, end) for kind in kinds) else end
