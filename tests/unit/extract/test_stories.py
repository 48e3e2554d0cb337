"""Ordinary stories composed of the same parts in any order: what each part tells must not depend on its neighbours.

The parts are data: stories.yaml.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from orchestration.contracts.codes import Language
from orchestration.extract.kernel import Knowledge

from .conftest import ArticleMaker
from .told import differences

STORIES = yaml.safe_load(Path(__file__).with_name("stories.yaml").read_text(encoding="utf-8"))
COMPOSED = 40  # of the parts of one story


def compose(story: dict[str, Any], seed: str) -> tuple[str, list[str]]:
    """A text of some of the parts, and the occasions that it tells."""
    rng = random.Random(seed)  # noqa: S311  # no secret: the same parts in every run
    details = rng.sample(story["details"], rng.choice((2, 3, 4)))
    others = rng.sample(story["others"], min(rng.choice((0, 1, 1, 2)), len(story["others"])))
    sentences = [rng.choice(story["leads"]), *details, *(other["text"] for other in others)]
    paragraphs = [rng.choice(story["heads"])]
    while sentences:
        length = rng.choice((1, 1, 2, 2, 3))
        paragraphs.append(" ".join(sentences[:length]))
        sentences = sentences[length:]
    return "\n\n".join(paragraphs), [*story["told"], *(line for other in others for line in other["told"])]


@pytest.mark.parametrize(
    ("language", "number"), [(language, number) for language in Language for number in range(len(STORIES[language]))]
)
def test_no_part_of_a_story_changes_what_another_tells(
    language: Language, number: int, knowledge: Knowledge, article: ArticleMaker
) -> None:
    story, wrong = STORIES[language][number], {}
    for composed in range(COMPOSED):
        text, told = compose(story, f"{language}{number}{composed}")
        found = differences(text, language, story["day"], told, knowledge, article)
        if found != ([], []):
            wrong[text] = found
    assert wrong == {}
