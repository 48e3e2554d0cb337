"""Title phrases: a post with its country and organisation, honorifics, ranks, and where a name would begin after them.

Belongs here: how such phrases are built. Does not belong here: the words themselves (`title_words`) and
names (`people`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from orchestration.extract.lexicon import Match, Matches, longest
from orchestration.extract.people.homes import home_in_name, home_of_body
from orchestration.extract.people.title_words import TitleWords
from orchestration.extract.text import Token, before_note

# Posts too vague to point at anybody unless country or organisation is told.
_VAGUE_ROLES = frozenset(
    {
        *("agency_head", "company_head", "scholar", "businessperson", "member_of_parliament", "minister"),
        *("deputy_minister", "party_leader", "international_official", "mayor", "governor"),
    }
)
_GLOSS = 8  # tokens of a note in brackets
_MAYOR = "mayor"
_PRESIDENT = "president"
_BODY = 9  # tokens from a body to whose it is: «Министерства нефти и природного газа Индии»
_STATE = 3  # words behind an adjective up to "republic": «Корейской народно-демократической республики»
_DIPLOMATS = frozenset({"ambassador", "deputy_chief_of_mission", "consul_general", "permanent_representative"})
_OPENING, _CLOSING = frozenset('«“"‘'), frozenset('»”"’')
_INNER = ("country_adjective", "country")  # what tells a post's country within its words
_PLACES = ("country_adjective", "institution", "country")
#: Of words that are no names.
BLOCKING_KINDS = ("role", "country", "country_adjective", "institution", "city", "venue")


@dataclasses.dataclass(slots=True)
class Title:
    """A title phrase, tokens [first, last). `name_start`: where a name would begin; `former`: the post is a past one.

    is_post: a post, not merely an honorific or rank; role_id None then means a post that roles.csv does not tell.
    """

    first: int
    last: int
    role_id: str | None = None
    country: str | None = None
    organisation: str | None = None
    former: bool = False
    name_start: int = 0
    is_post: bool = False
    used: bool = False

    @property
    def is_telling(self) -> bool:
        """Whether the post points at somebody without a name."""
        return self.role_id is not None and (
            self.role_id not in _VAGUE_ROLES or bool(self.country or self.organisation)
        )

    def take_place(self, place: Match) -> bool:
        """Whether the place is a country told for the title."""
        if place.kind == "institution":
            country, name = place.value
            self.organisation = self.organisation or name
            self.country = self.country or country
            return False
        self.country = place.value
        return True


class TitleReader:
    """The title phrases of one article.

    titles: all of them; at_name: by the token where a name would begin, the most telling one.
    """

    def __init__(self, words: TitleWords, tokens: Sequence[Token], matches: Matches) -> None:
        self._words, self._tokens = words, tokens
        self.matches = matches
        self.titles = [*self._posts(), *self._plain()]
        self.at_name: dict[int, Title] = {}
        for title in self.titles:
            best = self.at_name.get(title.name_start)
            if best is None or (title.is_post, title.last - title.first) > (best.is_post, best.last - best.first):
                self.at_name[title.name_start] = title

    def ending_with(self, position: int, *kinds: str) -> Match | None:
        """The longest match of these kinds that ends before token `position`."""
        best: Match | None = None
        for kind in kinds:
            found = self.matches.ending(kind, position)
            if found and (best is None or found[0].first < best.first):
                best = found[0]
        return best

    def starting_at(self, position: int, *kinds: str) -> Match | None:
        """The longest match of these kinds that begins at token `position`."""
        best: Match | None = None
        for kind in kinds:
            found = self.matches.starting(kind, position)
            if found and (best is None or found[0].last > best.last):
                best = found[0]
        return best

    def matches_in(self, first: int, last: int, *kinds: str) -> list[Match]:
        """The longest matches of these kinds that begin at the tokens of [first, last)."""
        found = (self.starting_at(i, *kinds) for i in range(first, last))
        return [match for match in found if match is not None]

    def is_cased(self, match: Match) -> bool:
        """Whether the match is written as a title or name is: capitalised, where its script has capitals."""
        token = self._tokens[match.first]
        return token.is_capitalised or token.script == "deva"

    # ---- reading

    def _posts(self) -> list[Title]:
        best: dict[tuple[int, int], Match] = {}
        posts = longest(self.matches.of("role"))
        deputised = {m.first: m.last for m in posts if self.ending_with(m.first, "deputy") is not None}
        for match in posts:
            if not self._is_post(match):
                continue
            inner = range(match.first + 1, match.last)
            if any(match.last < deputised.get(i, 0) for i in inner):
                continue  # «заместитель министра» is only the beginning of «заместитель министра торговли»
            span = (match.first, match.last)
            if span not in best or match.value[1] is not None:
                best[span] = match
        titles: list[Title] = []
        taken = -1
        for (first, last), match in sorted(best.items()):
            if first < taken:
                continue
            role_id, country = match.value
            titles.append(self._expand(Title(first, last, role_id, country, is_post=True)))
            taken = last
        return titles

    def _plain(self) -> list[Title]:
        titles = []
        for match in self.matches.of("counterpart_title", "rank", "honorific"):
            if match.kind in ("counterpart_title", "rank"):
                titles.append(self._expand(Title(match.first, match.last)))
            elif match.kind == "honorific" and (self.is_cased(match) or self._tokens[match.first].script == "cyrl"):
                title = Title(match.first, match.last)
                title.name_start = self.name_start(match.last)
                titles.append(title)
        return titles

    def _is_post(self, match: Match) -> bool:
        token = self._tokens[match.first]
        if match.last - match.first == 1 and len(token.text) <= 3:  # not "oil minister"
            after_number = match.first > 0 and self._tokens[match.first - 1].kind == "number"
            if token.text.isascii() and (after_number or not token.text.isupper()):
                return False  # PM, but not "3 pm"
            if token.text.isupper() and token.script == "cyrl":
                return False  # МЭР is a ministry
        return self.starting_at(match.last, "not_post") is None

    def _expand(self, title: Title) -> Title:
        for place in self.matches_in(title.first, title.last, *_INNER):  # «глава индийского МИД», "of Russia's navy"
            title.country = title.country or place.value
        title.first = self._expand_left(title, title.first)
        title.last = self._expand_right(title, title.last)
        title.name_start = self.name_start(title.last)
        words = self._words
        title.country = title.country or home_in_name(self._tokens, self.matches, title.first, words.links, words.seats)
        return title

    def _expand_left(self, title: Title, position: int) -> int:
        told = False
        for _ in range(6):
            if not position:
                break
            before = self._tokens[position - 1]
            script = before.script
            start = position - 1 if before.is_hyphen else position
            modifier = self.ending_with(start, "former", "modifier", "deputy")
            place = self.ending_with(position, *_PLACES)
            if modifier is not None and not self._is_adverb(modifier):
                title.former = title.former or modifier.kind == "former"
                if modifier.kind == "deputy" and title.role_id is not None:
                    title.role_id = "deputy_minister" if title.role_id.endswith("_minister") else None
                position = modifier.first
                continue
            if place is not None:
                if place.kind != "country_adjective" and (
                    script == "cyrl" or (place.kind == "country" and script == "latn")
                ):
                    break
            elif before.kind == "possessive" or (before.key in self._words.links and script == "deva"):
                place = self.ending_with(before_note(self._tokens, position - 1, _GLOSS), "institution", "country")
                if place is None or (place.kind == "country" and told):
                    break
            elif title.role_id in _DIPLOMATS and before.key in self._words.hosts and script == "deva":
                place = self.ending_with(position - 1, "country", "city")
                if place is None:
                    break
                self._take_host(title, place)
                position = place.first
                continue
            elif title.role_id == _MAYOR and script == "latn" and (town := self.ending_with(position, "city")):
                title.country, title.organisation = town.value[:2]  # "Mumbai | Mayor"
                position = town.first
                break
            else:
                break
            told = title.take_place(place) or told
            position = place.first
        return position if told or title.organisation else self._take_home(title, position)

    def _take_home(self, title: Title, position: int) -> int:
        """Where a title begins with the body that it is of, whose country is told in its name."""
        before = self._tokens[position - 1] if position else None
        if before is None or before.script != "deva" or before.key not in self._words.links:
            return position
        words = self._words
        home = home_of_body(self._tokens, self.matches, position - 1, words.links, words.body_stops)
        if home is None:
            return position
        position, title.country = home
        return position

    def _is_adverb(self, modifier: Match) -> bool:
        """पूर्व after "इससे" or "दो दिन" means before, not former."""
        if modifier.kind != "former" or not modifier.first:
            return False
        return self._tokens[modifier.first - 1].key in self._words.not_former

    def _expand_right(self, title: Title, position: int) -> int:
        tokens, count = self._tokens, len(self._tokens)
        for _ in range(3):
            if position >= count:
                break
            token = tokens[position]
            script = token.script
            after, host = position, False
            if script == "latn" and token.key in self._words.behind_links:
                after += 1
            elif title.role_id in _DIPLOMATS and token.key in self._words.hosts and script != "deva":
                after, host = position + 1, True
            elif script != "cyrl" and token.text not in _OPENING:
                break
            while after < count and (tokens[after].key in self._words.articles or tokens[after].text in _OPENING):
                after += 1
            town = title.role_id == _MAYOR
            place = self.starting_at(after, "institution", "country", *(("city",) if host or town else ()))
            if place is None and not host and (sender := self._sender(title, position)) is not None:
                title.country = title.country or sender
                position += 1
                continue
            if place is None:
                adjective = self.starting_at(position, "country_adjective") if script == "cyrl" else None
                if adjective is not None and title.country is None:  # «советник американского президента»
                    title.country = adjective.value
                    title.role_id = self._role_in(title.role_id, adjective.last)
                    if title.role_id in _DIPLOMATS and (end := self._end_of_state(adjective.last)) is not None:
                        position = end
                        continue
                owner = self._owner_of_body(position) if script == "cyrl" and title.country is None else None
                if owner is None:
                    break
                place = owner
            if host:
                self._take_host(title, place)
            elif place.kind == "city":  # «мэр Томска»
                title.country, title.organisation = place.value[:2]
            else:
                title.take_place(place)
            position = place.last
            if position < count and tokens[position].text in _CLOSING:
                position += 1
        return position

    def _owner_of_body(self, i: int) -> Match | None:
        """Whose the body is that begins at token i, behind no more than small words and further bodies: «директор |
        департамента угля Министерства энергетики Индии»."""
        bodies = self._words.inner_bodies
        if not {t.key for t in self._tokens[i - 1 : i + 1]} & bodies:
            return None
        for j in range(i, min(len(self._tokens), i + _BODY)):
            token = self._tokens[j]
            if place := self.starting_at(j, "institution", "country"):
                return place
            if token.kind != "word" or token.key in self._words.prepositions:
                return None
            if token.is_capitalised and token.key not in bodies:
                return None
        return None

    def _sender(self, title: Title, i: int) -> str | None:
        """The country that an envoy calls his by letters at token i: «посол РК в Индии»."""
        token = self._tokens[i]
        return self._words.sent_by.get(token.key) if title.role_id in _DIPLOMATS and token.is_capitalised else None

    def _end_of_state(self, i: int) -> int | None:
        """Where the word for a state behind a country's adjective ends: «посол Киргизской Республики | в Индии»."""
        return i + 1 if i < len(self._tokens) and self._tokens[i].key in self._words.states else None

    def _role_in(self, role: str | None, i: int) -> str | None:
        """The post of one told as president of what stands at token i, behind a country's adjective: who heads a body,
        «президент Индийского делового совета», or the state, «президент Французской Республики»."""
        following = self._tokens[i : i + _STATE]
        if role != _PRESIDENT or not following or following[0].kind != "word" or following[0].is_capitalised:
            return role
        return role if any(t.key in self._words.states for t in following) else "agency_head"

    def _take_host(self, title: Title, place: Match) -> None:
        if place.kind == "country":
            title.organisation = self._words.country_names.get(place.value)
        elif place.kind == "city":
            title.organisation = place.value[1]

    def name_start(self, position: int) -> int:
        """Where a name would begin: brackets with a short form, honorifics and ranks are passed over."""
        tokens, count = self._tokens, len(self._tokens)
        for _ in range(5):
            if position >= count:
                break
            token = tokens[position]
            passed = self.starting_at(position, "honorific", "rank")
            if token.text == "(" and position + 2 < count and tokens[position + 2].text == ")":
                position += 3
            elif passed is not None:
                position = passed.last
            elif token.text == "." and self.ending_with(position, "honorific", "rank"):
                position += 1
            elif "".join(t.key for t in tokens[position : position + 4]) in self._words.abbreviated:
                position += 4
            else:
                break
        return position

    def address_start(self, position: int) -> int:
        """Where the forms of address in front of a title or name begin: "H.E. Mr. X"."""
        tokens = self._tokens
        for _ in range(3):
            dotted = position > 1 and tokens[position - 1].text == "."
            passed = self.ending_with(position - dotted, "honorific")
            if "".join(t.key for t in tokens[max(0, position - 4) : position]) in self._words.abbreviated:
                position -= 4
            elif passed is not None and self.is_cased(passed):
                position = passed.first
            else:
                break
        return position
