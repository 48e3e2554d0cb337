"""Everything the extractor saw in one article: a record without questions.

Made by `kernel.analyse`; `records` turns it into rows, `orchestration.explain` shows it.
"""

from __future__ import annotations

import dataclasses

from orchestration.extract.dates.expressions import DateExpression
from orchestration.extract.forums import Forum
from orchestration.extract.meetings.contacts.discourse import Candidate, PassedOver, Sentence
from orchestration.extract.meetings.occasions.page import Occasion
from orchestration.extract.meetings.parties.parties import Group
from orchestration.extract.meetings.reading import Reading
from orchestration.extract.model import Anchor, Person
from orchestration.extract.places import Place
from orchestration.extract.text import Token
from orchestration.extract.topics.finder import TopicTerm


@dataclasses.dataclass(slots=True)
class Analysis:
    """In order of the text; topics: those of each occasion, in their order."""

    anchor: Anchor
    tokens: list[Token]
    sentences: list[Sentence]
    reading: Reading
    persons: list[Person]
    places: list[Place]
    forums: list[Forum]
    expressions: list[DateExpression]
    groups: list[Group]
    candidates: list[Candidate]
    passed: list[PassedOver]
    occasions: list[Occasion]
    topics: list[list[TopicTerm]]
