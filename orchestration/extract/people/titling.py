"""Which title belongs to whom: gives the persons of an article their titles, before the name or behind it."""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.contracts.codes import PersonResolution
from orchestration.extract.model import Person
from orchestration.extract.people.name_reading import APART
from orchestration.extract.people.title_words import TitleWords
from orchestration.extract.people.titles import Title, TitleReader
from orchestration.extract.text import DASHES, Token, key_of, script_of, written

_ENDS = frozenset(",.);—–")
_QUOTES = frozenset("\"«»“”„’'")
_GENITIVE = ("а", "я", "ого", "ой")  # endings of a post and of a surname
_NOTE = 14  # tokens of a note in brackets behind a post: "(the space agency of the Government of Russia)"
_BODY = 12  # tokens between a post and the name, of the body that the post is in
_COMPLEMENT = 9  # tokens between a post and the name, of what goes with the post


class Titling:
    """Gives the persons of one article their titles, and takes these out of the posts without a name."""

    def __init__(
        self, reader: TitleReader, tokens: Sequence[Token], persons: Sequence[Person], vocabulary: TitleWords
    ) -> None:
        self.reader, self.tokens, self.persons, self.vocabulary = reader, tokens, persons, vocabulary
        self.by_first = {person.first: person for person in persons}
        self.by_last = {person.last: person for person in persons}
        self.by_outer: dict[int, Person] = {}  # with their titles, as far as given
        self.by_outer_last: dict[int, Person] = {}  # those with a title behind the name

    def attach(self) -> None:
        for title in self.reader.titles:
            person = self.by_first.get(title.name_start)
            if person is not None and self._is_anothers(title, person):
                title.used, person.outer_first = True, min(person.outer_first, title.first)
            elif person is not None:
                self._give(person, title)
        posts = [title for title in self.reader.titles if title.is_post]
        self.by_outer = {person.outer_first: person for person in self.persons if person.outer_first < person.first}
        for title in posts:
            if not title.used:
                self._from_behind(title)
        for title in self.reader.titles:
            if not title.used and not title.is_post:
                self._rank_behind(title)
        for title in posts:
            if not title.used:
                self._across(title)
        self.by_outer = {person.outer_first: person for person in self.persons}  # «командующий флотом адмирал Носатов»
        for title in self.reader.titles:
            if not title.used:
                self._past_body(title)
        for title in self.reader.titles:
            if not title.used:
                self._past_national_body(title)
        for title in posts:
            if not title.used:
                self._past_complement(title)
        for person in self.persons:
            after = self.reader.starting_at(person.last, "honorific_after")
            if after is not None:
                person.outer_last = max(person.outer_last, after.last)
            person.outer_first = self.reader.address_start(person.outer_first)

    def _is_anothers(self, title: Title, person: Person) -> bool:
        """Whether a post is in the genitive where the name behind it, which would bend, is not: «пресс-секретарь
        президента Дмитрий Песков»."""
        words, name = self.vocabulary, key_of(person.full_name_ru or "").split()
        keys = (t.key for t in self.tokens[title.first : title.last])
        head = next((key for key in keys if key in words.oblique or key in words.nominatives), "")
        if head not in words.oblique or not head.endswith(_GENITIVE):
            return False
        bends = bool(name) and name[-1].endswith(words.bending)
        return bends and not self.tokens[person.last - 1].key.endswith(_GENITIVE)

    def _from_behind(self, title: Title) -> None:
        """«Лавров, глава МИД»; not a post of another country: "Lavrov, Indian foreign minister to meet"."""
        comma = title.first - 1
        person = self.by_last.get(comma) if comma > 0 and self.tokens[comma].text in APART else None
        person = person or self._of_two_posts(title)
        if person is None or title.country not in (None, person.country_code or title.country):
            return
        if person.title is None or person.outer_last > person.last:
            title.last = self._complement(title)
            self._give(person, title)

    def _rank_behind(self, title: Title) -> None:
        """ "X, Secretary, Department of Trade", "X, Secretary (East)": a rank behind a name, with what it is of."""
        comma = title.first - 1
        person = self.by_last.get(comma) if comma > 0 and self.tokens[comma].text == "," else None
        if person is None or person.outer_last > person.last or not self.tokens[title.first].is_capitalised:
            return
        end = self._complement(title)
        if end > title.last:
            title.last = end
            self._give(person, title)

    def _of_two_posts(self, title: Title) -> Person | None:
        """Whose second post it is, behind the name and "and": «Мантуров, вице-премьер и руководитель ведомства,»."""
        link, end = title.first - 1, title.last
        if link < 1 or self.tokens[link].key not in self.vocabulary.conjunctions:
            return None
        if end < len(self.tokens) and self.tokens[end].text not in _ENDS:
            return None
        return self.by_outer_last.get(link)

    def _across(self, title: Title) -> None:
        """ "The governor, Vladimir Mazur, …", "President of X, H.E. Mr. Y", "aide to the President and chairman Z"."""
        link = title.name_start
        if link + 1 >= len(self.tokens):
            return
        beside = self.by_outer.get(link + 1) if self.tokens[link].text in DASHES else None
        if beside is not None:  # «статс-секретарем – заместителем министра Е. С. Ивановым»
            self._give(beside, title)
        elif self.tokens[link].text == ",":
            start = self.reader.name_start(link + 1)
            person = self.by_first.get(start)
            if person is None or (person.title is not None and person.outer_first != person.first):
                return
            if start > link + 1 or self._is_apposed(person):
                self._give(person, title)
        elif self.tokens[link].key in self.vocabulary.conjunctions:
            for i in range(link + 1, min(link + 9, len(self.tokens))):
                token = self.tokens[i]
                person = self.by_first.get(i)
                if person is not None:
                    if person.role_id is None and person.title is None and person.outer_first < person.first:
                        self._give(person, title)
                    return
                if token.kind != "word" or token.key in self.vocabulary.firm_markers:
                    return
                if token.key in self.vocabulary.owners:
                    return  # "the minister and his Russian counterpart X" are two

    def _is_apposed(self, person: Person) -> bool:
        """Whether a name behind a comma tells whose the post before is: "the governor, Vladimir Mazur, …"."""
        after = self.tokens[person.last] if person.last < len(self.tokens) else None
        ends = after is None or after.text in _ENDS  # or "met the governor, V. Mazur at his house"
        ends = ends or (after is not None and after.key in self.vocabulary.prepositions)
        return ends and person.resolution is not PersonResolution.SHORT_NAME

    def _complement(self, title: Title) -> int:
        """One past the body that a post is of, as far as it is a name: "head of the Service for Space Affairs"."""
        words, end = self.vocabulary, self._past_note(title.last)
        joining = words.links | words.articles | words.conjunctions
        begin = end + self._is_body_behind(end)
        if begin == len(self.tokens) or (begin == end and self.tokens[end].text not in joining):  # no headline's
            return end
        for i in range(begin, len(self.tokens)):
            token = self.tokens[i]
            if i in self.by_outer or i in self.by_first or token.script not in ("latn", "other"):
                break
            if token.is_capitalised and token.key not in joining:
                end = i + 1
            elif token.text == "," and self._goes_on(i + 1):
                continue  # "Minister of Railways, Information and Broadcasting"
            elif token.kind != "number" and not token.is_hyphen and token.text != "&" and token.key not in joining:
                break
        return end

    def _past_note(self, i: int) -> int:
        """One past a note in brackets at token i: "Secretary (East)", but not "(February 17)"."""
        note = self.tokens[i : i + _NOTE] if i < len(self.tokens) and self.tokens[i].text == "(" else []
        end = next((n for n, token in enumerate(note) if token.text == ")" or token.kind == "number"), None)
        return i + end + 1 if end is not None and note[end].text == ")" else i

    def _is_body_behind(self, i: int) -> bool:
        """Whether behind a comma at token i begins the name of a body: "Secretary, Department of Trade", "…, MEA"."""
        if i + 1 >= len(self.tokens) or self.tokens[i].text != "," or not self.tokens[i + 1].is_capitalised:
            return False
        before, begin = self.tokens[i - 1], self.tokens[i + 1]
        is_acronym = len(begin.text) > 1 and begin.text.isupper() and not before.text.isupper()
        return is_acronym or begin.key in self.vocabulary.departments

    def _goes_on(self, i: int) -> bool:
        """Whether a further word of a name stands at token i, before "and" or a comma, and nobody's own name."""
        if i + 1 >= len(self.tokens) or i in self.by_outer or i in self.by_first or not self.tokens[i].is_capitalised:
            return False
        behind = self.tokens[i + 1]
        return behind.text in (",", "&") or behind.key in self.vocabulary.conjunctions

    def _past_body(self, title: Title) -> None:
        """ "The head of the Federal Service for Space Affairs, Ivan Petrov": the body between the post and the name."""
        end = self._complement(title)
        if end == title.last or end == len(self.tokens):
            return
        comma = self.tokens[end].text == ","
        person = self.by_outer.get(end + comma)
        if person is not None:
            self._give_past(title, person, end, comma=comma)

    def _past_national_body(self, title: Title) -> None:
        """ "The deputy head of Russia's customs service, Ivan Petrov": a body that is not called by its name."""
        words, begin = self.vocabulary, title.last
        if begin < len(self.tokens) and self.tokens[begin].key in words.behind_links:
            begin += 1
        elif begin >= len(self.tokens) or self.tokens[begin].kind != "possessive":
            return
        body = begin  # one past the last word for a body
        for i in range(begin, min(begin + _BODY, len(self.tokens))):
            token = self.tokens[i]
            comma = token.text == ","
            person = self.by_outer.get(i + comma)
            if comma or person is not None:
                if person is not None and begin < body and self._is_name_of_body(body, i):
                    self._give_past(title, person, i, comma=comma)
                return
            if token.key in words.prepositions or (token.kind not in ("word", "possessive") and not token.is_hyphen):
                return
            found = self.reader.starting_at(i, "body")
            body = found.last if found is not None else body

    def _is_name_of_body(self, first: int, last: int) -> bool:
        """Whether nothing but its name stands between a word for a body and who is of it: "the oil firm Rosneft"."""
        return all(token.is_capitalised or token.is_hyphen for token in self.tokens[first:last])

    def _give_past(self, title: Title, person: Person, end: int, *, comma: bool) -> None:
        """Gives him the post whose body ends before the token `end`, unless it is of another country."""
        if person.title is not None or (comma and not self._is_apposed(person)):
            return
        for place in self.reader.matches_in(title.last, end, "country", "country_adjective", "institution"):
            title.take_place(place)
        if person.country_code in (None, title.country or person.country_code):
            person.country_code, title.last = person.country_code or title.country, end
            self._give(person, title)

    def _past_complement(self, title: Title) -> None:
        """«Ректор Самарского университета Владимир Богатырев»: nothing but what goes with the post between the two."""
        stops = self.vocabulary.complement_stops
        if not stops or script_of(self.tokens[title.first].text) != "cyrl":
            return
        if title.last < len(self.tokens) and self.tokens[title.last].key in self.vocabulary.prepositions:
            return  # «во главе с ректором Х»
        for i in range(title.last, min(title.last + _COMPLEMENT, len(self.tokens))):
            token, person = self.tokens[i], self.by_outer.get(i) or self.by_first.get(i)
            if person is not None:
                before = self.tokens[i - 1].key  # «с президентом на встрече с Х», «президент и Х»
                governed = before in self.vocabulary.prepositions or before in self.vocabulary.conjunctions
                governed = governed or bool(self.reader.matches_in(i, person.first, "counterpart_title"))
                if person.title is None and i > title.last and not governed:
                    for place in self.reader.matches_in(title.last, i, "country", "country_adjective", "institution"):
                        title.take_place(place)
                    if title.country in (None, person.country_code) or person.country_code is None:
                        person.country_code = person.country_code or title.country
                        self._give(person, title)
                return
            if token.kind not in ("word", "number") and not token.is_hyphen and token.text not in _QUOTES:
                return
            if token.kind == "word" and token.text.islower() and token.key.endswith(stops):
                return

    def _give(self, person: Person, title: Title) -> None:
        title.used = True
        person.outer_first = min(person.outer_first, title.first)
        person.outer_last = max(person.outer_last, title.last)
        if title.first >= person.last:
            self.by_outer_last[person.outer_last] = person
        if title.is_post and person.title is None:
            person.title = written(self.tokens[title.first : title.last])
            person.role_id = None if title.former else title.role_id
            person.organisation = title.organisation
