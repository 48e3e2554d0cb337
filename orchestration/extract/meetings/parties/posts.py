"""Who holds the posts that an article tells without a name: "the minister", "the Russian president", "the rector".

By whom the article names, and by who held which post on a day. Not here: how names and posts are found (`people`), and
whom pronouns and groups stand for (`referents`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping, Sequence

from orchestration.extract.meetings.around import is_possessive
from orchestration.extract.meetings.parties.apposition import SERVING, is_called_servant, without_chief
from orchestration.extract.meetings.parties.parties import UNTOLD, VOICES, Party
from orchestration.extract.meetings.parties.salience import Salience, weight_of
from orchestration.extract.meetings.parties.sides import Sides
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.model import Anchor
from orchestration.extract.reference import Tenures
from orchestration.extract.text import STEM

_BY_TITLE = "title"  # a noun that means somebody with the same word in his title
_BODY = 4  # tokens of a body's name and what ties it
_BESIDE = 2  # tokens from a post to whom its holder is told to have met
_SAID = 3  # tokens from who speaks to the verb that says so
_MET = frozenset({"with", "object", "by"})  # markers of whom somebody met or saw
_MINISTER = "minister"
_AT_BODY = "permanent_representative"  # whom a country sends to a body
_ENVOY, _SENT = "envoy", "special_envoy"
_AIDES = {"president": "presidential_aide"}  # the posts of those who serve somebody of a post
_HEAD = "_head"  # how the ids of posts end that lead a body
_FIRST = "first_"  # a first deputy's post, before that of a deputy
#: Who is "the Russian minister" where no minister is named: they sit on commissions with those of the other side.
_DEPUTIES = frozenset({"first_deputy_prime_minister", "deputy_prime_minister"})
_LAWMAKER = "member_of_parliament"
#: Who is "the Russian lawmaker" where no other is named.
_SPEAKERS = frozenset({"lower_house_speaker", "upper_house_speaker"})
_OF_NO_MINISTRY = _DEPUTIES | {"prime_minister"}


def with_holders(
    parties: Sequence[Party], reading: Reading, pair: Sides, tenures: Tenures, anchor: Anchor, home: str | None
) -> list[Party]:
    """Gives posts without a name the person of the article who holds them, and persons the post they hold.

    Nouns such as "the minister" become the post of whom they mean, and are left out where they mean nobody.
    Where more than one person of the article could be meant, or none, a post without a country is the home country's,
    or that of whom it is joined to: «премьер Моди и глава МИД страны».
    """
    parties = [_as_servant(p, reading, tenures, anchor) for p in parties]
    named: dict[str, Party] = {}
    for party in parties:
        if party.person is not None:
            named.setdefault(party.person.person_id, party)
    led = _bodies_led(parties)
    holders = _holders(parties, reading, pair, tenures, anchor)
    voices = {reading.tokens[p.first].sentence: p for p in parties if p.role_id in VOICES}
    voice: Party | None = None  # who can speak for a leader, told last
    latest: dict[str, Party] = {}  # where each person was named last
    for before, party, behind_it in zip([None, *parties], parties, [*parties[1:], None], strict=False):
        voice = party if party.role_id in VOICES else voice
        if party.person is not None:
            latest[party.person.person_id] = party
        if party.kind == "role":
            behind = voices.get(reading.tokens[party.first].sentence)
            at_home = _country_of_leader(behind, party, reading, pair) or _country_of_voice(voice, party, reading, home)
            of_country = bool(reading.starting("m:the_country", party.last))
            own = at_home
            if before is not None and _is_joined(reading, before, party) and (of_country or before.marker in _MET):
                own = before.country  # not «Моди и президент»
            if party.country is None:
                party.country = _country_of_owner(reading, before, party, behind_it)
            if party.country is None and _is_of_body_abroad(reading, party):
                party.country = UNTOLD
            if party.country is None:
                party.country = tenures.only_country(party.role_id or "", pair.codes)
            told = own if of_country else at_home
            fitting = _fitting(party, named, holders, led, pair.codes)
            fitting = [p for p in fitting if not _is_counterpart_of(party, p, behind_it, reading)]
            nearest = ((p, latest.get(p.person.person_id, p) if p.person is not None else p) for p in fitting)
            fitting = [p for p, near in nearest if not _is_met_abroad(party, near, reading, at_home)]
            _give_person(party, fitting, own, told)
    return _resolve_nouns(parties, reading, holders, pair.codes)


def _bodies_led(parties: Sequence[Party]) -> dict[str, set[str]]:
    """By person, the bodies that he is told to lead: "Rosneft chief X"."""
    led: dict[str, set[str]] = {}
    for party in parties:
        if party.person is not None and party.organisation is not None and (party.role_id or "").endswith(_HEAD):
            led.setdefault(party.person.person_id, set()).add(party.organisation)
    return led


def _holders(
    parties: Sequence[Party], reading: Reading, pair: Sides, tenures: Tenures, anchor: Anchor
) -> dict[str, set[str]]:
    """The posts of each person named, on the day of the report or as told; a party without any leads where he does."""
    holders: dict[str, set[str]] = {}
    told = _told_posts(parties, reading, tenures) if anchor.start is None else {}
    for party in parties:
        if party.person is not None:
            identifier = party.person.person_id
            held = told.get(identifier) or tenures.roles(identifier, anchor.start)
            held = held or ({party.role_id} if party.role_id else set())
            holders.setdefault(identifier, set()).update(held)
            party.held = frozenset(held)
            if party.role_id is None:
                telling = (r for r in sorted(held) if r in pair.leaders or r in VOICES)
                party.role_id = next(telling, next(iter(held)) if len(held) == 1 else None)
    return holders


def _told_posts(parties: Sequence[Party], reading: Reading, tenures: Tenures) -> dict[str, set[str]]:
    """The posts with which each person is told anywhere, a peer with those of the other side that he ever held: in an
    article of no day they are those of then, not those of today: "Defence Minister X met his counterpart Shoigu"."""
    told: dict[str, set[str]] = {}
    for party in parties:
        if party.person is not None and party.role_id is not None:
            told.setdefault(party.person.person_id, set()).add(party.role_id)
    for party in parties:
        peer = party.person is not None and reading.within("m:counterparts", party.first, party.last)
        if peer and party.person is not None and party.person.person_id not in told:
            others = {p.role_id for p in parties if p.country != party.country and p.role_id is not None}
            told[party.person.person_id] = others & tenures.ever(party.person.person_id)
    return {person: roles & tenures.ever(person) for person, roles in told.items()}


def _as_servant(party: Party, reading: Reading, tenures: Tenures, anchor: Anchor) -> Party:
    """Who serves somebody who serves nobody himself: «принял помощника Путина»; that of a president has a post."""
    if is_called_servant(reading, party) and party.marker == "genitive" and party.person is not None:
        held = tenures.roles(party.person.person_id, anchor.start)
        if held and not any(_is_called(role, end) for role in held for end in SERVING):
            party = without_chief(party)
    if party.serves is not None:
        held = tenures.roles(party.serves.person_id, anchor.start)
        sent = any(m.value[1] == _ENVOY for m in reading.starting("m:post_noun", party.first))
        party.role_id = _SENT if sent else next((_AIDES[role] for role in sorted(held) if role in _AIDES), None)
    return party


def _fitting(
    post: Party,
    named: Mapping[str, Party],
    holders: Mapping[str, set[str]],
    led: Mapping[str, Collection[str]],
    sides: Collection[str],
) -> list[Party]:
    """The persons named who may be called by a post; without a country, those of the two sides.

    led: the bodies that each is told to lead: "the director general of Rosatom X" is its head.
    """
    leads = (post.role_id or "").endswith(_HEAD)
    countries = sides if post.country is None else (post.country,)
    there = {identifier: p for identifier, p in named.items() if p.country in countries}
    fitting = [
        p
        for identifier, p in there.items()
        if any(_is_post(role, post.role_id) for role in holders[identifier])
        or (leads and post.organisation in led.get(identifier, ()))
    ]
    higher = _FIRST + (post.role_id or "")  # a first deputy is "the deputy prime minister" too
    fitting = fitting or [p for identifier, p in there.items() if higher in holders[identifier]]
    also = {_MINISTER: _DEPUTIES, _LAWMAKER: _SPEAKERS}.get(post.role_id or "", frozenset())
    return fitting or [p for identifier, p in there.items() if holders[identifier] & also]


def _is_counterpart_of(post: Party, person: Party, behind: Party | None, reading: Reading) -> bool:
    """Whether somebody is told right behind a post as its holder's peer: "the minister and his counterpart X"."""
    ids = [p.person.person_id for p in (person, behind) if p is not None and p.person is not None]
    if behind is None or len(ids) < 2 or ids[0] != ids[1]:
        return False
    called = reading.within("m:counterparts", behind.first, behind.last)
    return bool(called) and 0 < behind.first - post.last <= _BESIDE


def _is_met_abroad(post: Party, person: Party, reading: Reading, home: str | None) -> bool:
    """Whether a sentence tells of a post of no country and of somebody of the other one, so that the post is of the one
    at home: "the foreign minister met Sergei Lavrov", "the foreign minister and Sergei Lavrov", "Sergei Lavrov called
    the foreign minister"; not where the name stands in apposition, «с вице-президентом, председателем палаты Х».

    person: named first behind the post, or last before it.
    """
    tokens, ahead = reading.tokens, post.first <= person.first
    if post.country is not None or home is None or person.country == home:
        return False
    if tokens[post.first].sentence != tokens[person.first].sentence:
        return False
    if not ahead and post.marker not in _MET and reading.rules_at(post.first).marking == "before":
        return False  # "X, who took over as foreign minister"
    between = (post.last, person.first) if ahead else (person.last, post.first)
    joined = ahead and (reading.starting("m:conjunctions", post.last) or tokens[post.last].is_hyphen)
    met = person.marker in _MET and between[0] < between[1]  # "विदेश मंत्री आज करेंगे लावरोव से मुलाकात"
    if joined or (met and all(token.kind == "word" for token in tokens[slice(*between)])):
        return True
    return any(reading.within(kind, *between) for kind in ("m:trigger", "m:marker"))


def _give_person(post: Party, fitting: Sequence[Party], own: str | None, told: str | None) -> None:
    """Gives a post the only one who fits, or of several the one of the country told; where none does, its country."""
    if len(fitting) > 1:  # "the prime minister's talks with Chairman X" are not with himself
        beside = [p for p in fitting if 0 < p.first - post.last <= _BESIDE]
        same = [p for p in beside if p.marker == post.marker]  # «с помощником президента, главой коллегии Х»
        fitting = same or [p for p in fitting if p not in beside]
    if len(fitting) > 1:
        known = [p for p in fitting if p.first < post.first]  # of whom so far but one was named
        if post.country is None and (told is not None or len(known) != 1):
            fitting = [p for p in fitting if p.country == told]
        else:
            fitting = known if len(known) == 1 else fitting
    if len(fitting) == 1:
        post.person, post.country = fitting[0].person, fitting[0].country
    elif post.country is None and not fitting:
        post.country, post.at_home = own, True


def _country_of_owner(reading: Reading, before: Party | None, post: Party, behind: Party | None) -> str | None:
    """The country of whoever somebody is told to serve: "Trump's envoy", "the Trump envoy", "Washington's envoy", "an
    envoy of Trump"."""
    end = post.first - 1
    if before is not None and before.is_individual and before.last == post.first and _names_chief(reading, before):
        return before.country
    if end > 0 and is_possessive(reading.tokens, end):
        if before is not None and before.is_individual and before.last in (end, end + 1):
            return before.country
        return next((m.value[0] for m in reading.ending("city", end)), None)
    if behind is None or behind.person is None or behind.marker != "genitive" or behind.first - post.last != 1:
        return None
    of = any(m.value[1] == "genitive" for m in reading.starting("m:marker", post.last))
    return behind.country if of else None  # not "the minister and X's talks"


def _names_chief(reading: Reading, person: Party) -> bool:
    """Whether a name right before a post may tell whose it is: "the Trump envoy"; in no language that has cases or puts
    markers behind."""
    rules = reading.rules_at(person.first)
    return person.marker != "genitive" and rules.marking == "before" and not rules.case_endings


def _is_of_body_abroad(reading: Reading, post: Party) -> bool:
    """Whether a post is told of a body of neither side: "the EU envoy", "the Pope's envoy", «посол ЕС», «पोप के दूत»."""
    rules, kind = reading.rules_at(post.first), "m:bodies_abroad"
    if rules.case_endings:
        return bool(reading.starting(kind, post.last))
    ends = {post.first, post.first - is_possessive(reading.tokens, post.first - 1)}
    if rules.marking == "after":
        ends |= {m.first for m in reading.ending("m:marker", post.first) if m.value[1] == "genitive"}
    before = reading.within(kind, max(0, post.first - _BODY), post.last)
    told = any(m.last in ends or m.first <= post.first < m.last < post.last for m in before)
    return told and not (rules.marking == "after" and post.role_id == _AT_BODY)


def _country_of_voice(voice: Party | None, post: Party, reading: Reading, home: str | None) -> str | None:
    """The country of a post told without one: that of the spokesman who tells of it in the sentence, "the Kremlin
    spokesman said that the president will …", else the home country."""
    if voice is not None and reading.ending("m:our", post.first):
        return voice.country  # "our president will fly to Delhi on Thursday," the aide said
    if voice is None or reading.tokens[voice.first].sentence != reading.tokens[post.first].sentence:
        return home
    return voice.country if reading.within("m:says", voice.last, post.first) else home


def _country_of_leader(voice: Party | None, post: Party, reading: Reading, sides: Sides) -> str | None:
    """The country of a leader's post of whom somebody tells behind it who speaks for him: "the president will fly to
    Delhi, his spokesman said"."""
    if voice is None or post.country is not None or voice.first < post.last:
        return None
    said = reading.within("m:says", post.last, voice.last + _SAID)
    return voice.country if said and sides.at_summits.get(voice.country or "") == post.role_id else None


def _is_joined(reading: Reading, one: Party, post: Party) -> bool:
    """Whether a post stands behind "and" and somebody named, or a post of a country whose holder was met, where the
    words before tell who both are: «встретился с главой МИД Индии и премьером»."""
    is_told = one.kind == "person" or (one.kind == "role" and one.marker in _MET)
    if not is_told or reading.rules_at(post.first).marking != "before":
        return False
    return any(m.last == post.first for m in reading.starting("m:conjunctions", one.last))


def _is_post(held: str, told: str | None) -> bool:
    """Whether who holds a post can be called by the one told: "the Russian minister" is one of any ministry."""
    if told not in ("minister", "deputy_minister") or not held.endswith("_minister"):
        return held == told
    return held not in _OF_NO_MINISTRY and held.startswith("deputy_") == told.startswith("deputy_")


def _resolve_nouns(
    parties: Sequence[Party], reading: Reading, holders: Mapping[str, Collection[str]], sides: Collection[str]
) -> list[Party]:
    """Gives a noun ("the minister", "the rector") the person of such a post, or with that word in his title, who is
    most present where it stands."""
    told, tokens = Salience(), reading.tokens
    titles: dict[str, set[str]] = {}
    kept: list[Party] = []
    for party in parties:
        if party.kind == "noun":
            own = {str(m.value) for m in reading.within("country_adjective", party.first, party.last)}
            word = tokens[
                party.last - 1
                if not reading.rules_at(party.first).case_endings and reading.rules_at(party.first).marking == "before"
                else party.first
            ].key
            meant = _meant(party, word, told, titles, holders, own or sides)
            if meant is None or meant.person is None:
                continue
            roles = [r for r in sorted(holders[meant.person.person_id]) if r.endswith(party.role_ends)]
            role = roles[0] if roles else meant.role_id
            party = dataclasses.replace(party, kind="role", person=meant.person, country=meant.country, role_id=role)
        if party.person is not None:
            joined = party.marker == "none" and bool(kept) and _is_joined(reading, kept[-1], party)
            marker = kept[-1].marker if joined else party.marker  # "a team led by X and Y"
            told.hear(party, weight_of(marker), tokens[party.first].sentence)
            titled = {t.key for t in tokens[party.first : party.person.first]}
            titles.setdefault(party.person.person_id, set()).update(titled)
        kept.append(party)
    return kept


def _meant(
    noun: Party,
    word: str,
    told: Salience,
    titles: Mapping[str, Collection[str]],
    holders: Mapping[str, Collection[str]],
    sides: Collection[str],
) -> Party | None:
    """The person most present of those of the two sides whom a noun can mean."""

    def fits(person: Party) -> bool:
        if person.person is None or person.country not in sides:
            return False
        identifier = person.person.person_id
        held = any(_is_called(role, end) for role in holders[identifier] for end in noun.role_ends if end != _BY_TITLE)
        titled = _BY_TITLE in noun.role_ends and any(key[:STEM] == word[:STEM] for key in titles[identifier])
        return held or titled

    return told.most_present(fits)


def is_of_ministry(role: str) -> bool:
    """Whether who holds a post is "the minister" of something, no premier and nobody's deputy."""
    return role.endswith(_MINISTER) and not role.startswith("deputy_") and role not in _OF_NO_MINISTRY


def _is_called(role: str, end: str) -> bool:
    """Whether who holds a post is called by a noun for posts that end so; a prime minister is not "the minister"."""
    return role.endswith(end) and not (end == _MINISTER and role in _OF_NO_MINISTRY)
