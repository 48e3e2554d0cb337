"""Those who only ask: journalists, with whom an interview is no contact of the two sides.

«рассказал корреспонденту «Ъ» Ивану Петрову», "told RIA Novosti correspondent Ivan Petrov", "पत्रकार X". Not here: who
speaks in an interview (`narrators`).
"""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.extract.meetings.parties.marking import case_of_first_name
from orchestration.extract.meetings.parties.parties import Party
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.text import QUOTES

_OUTLET = 10  # tokens between the noun for a journalist and his name: whose he is
_STOPS = ("m:trigger", "m:says", "m:support", "m:past", "m:clause_breaks")
_SIGNS = QUOTES | {".", "-"}


def without_press(reading: Reading, named: Sequence[Party]) -> list[Party]:
    """Leaves out those of no post who are told to be journalists, wherever they are named."""
    found = {p.person.person_id for p in named if p.person is not None and _is_of_press(reading, p)}
    return [p for p in named if p.person is None or p.person.person_id not in found]


def _is_of_press(reading: Reading, party: Party) -> bool:
    person = party.person
    if person is None or person.is_curated or party.role_id is not None:
        return False
    if reading.ending("m:interviewing", party.first):
        return True  # «с послом беседовал Иван Петров»
    tokens = reading.tokens
    for i in range(person.first - 1, max(-1, person.first - 1 - _OUTLET), -1):
        token = tokens[i]
        if token.sentence != tokens[party.first].sentence:
            return False
        if reading.starting("m:press", i):
            return _agree(reading, i, party)
        if token.kind not in ("word", "number") and token.text not in _SIGNS:
            return False
        if any(reading.starting(kind, i) for kind in _STOPS):
            return False
    return False


def _agree(reading: Reading, noun: int, party: Party) -> bool:
    """Whether a noun is in the case of a name, where there are cases: not «сообщил журналистам Иван Петров»; a woman's
    name looks like a genitive, «корреспондент Анна Петрова»."""
    rules = reading.rules_at(party.first)
    if not rules.case_endings:
        return True
    told, name = rules.cases.case_of(reading.tokens[noun].key), case_of_first_name(reading, party)
    return name in (told, "none") or told == "none" or (told, name) == ("agent", "genitive")
