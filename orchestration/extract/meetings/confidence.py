"""How sure a reported meeting is: features of what was found, weighed by seeds/confidence.yaml.

The weights are fitted by `make calibrate` on annotated articles, so that of the meetings told with confidence 0.8 about
eight in ten are right. Which features there are is decided here, what they weigh is data.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection
from enum import StrEnum

import pydantic

from orchestration.contracts.codes import LocationBasis, ParticipantBasis
from orchestration.extract.language import Schema
from orchestration.extract.meetings.page import Occasion

#: Below the folder of seeds.
WEIGHTS = "confidence.yaml"
_LEAST, _MOST = 0.01, 0.99  # nothing is certain


class Feature(StrEnum):
    """What can be said of a meeting as one article reports it."""

    PERSONS_OF_BOTH_SIDES = "persons_of_both_sides"
    TOLD_SEVERAL_TIMES = "told_several_times"
    PLACED_BY_ITS_WORDS = "placed_by_its_words"
    OF_A_FORUM = "of_a_forum"
    REFERRED_TO = "referred_to"  # somebody is told only by words that refer back, or by what was told before
    WEAK_WORDS = "weak_words"  # by no others than words that are often no contact


class Weights(Schema):
    """Logistic weights. level: without any feature; articles, meetings: how many they were fitted on."""

    fitted_on: dt.date
    articles: int
    meetings: int
    level: float
    weights: dict[Feature, float]

    @pydantic.field_validator("weights")
    @classmethod
    def _are_all_there(cls, weights: dict[Feature, float]) -> dict[Feature, float]:
        if weights.keys() != set(Feature):
            raise ValueError(f"wants a weight for each of {', '.join(Feature)}")
        return weights

    def confidence(self, features: Collection[Feature]) -> float:
        """0.01 to 0.99, two digits."""
        share = 1 / (1 + math.exp(-self.level - sum(self.weights[f] for f in features)))
        return round(min(max(share, _LEAST), _MOST), 2)


def features_of(occasion: Occasion, sides: tuple[str, str]) -> frozenset[Feature]:
    """The features of a meeting that is settled."""
    bases = {m.basis for m in occasion.members}
    told = {
        Feature.PERSONS_OF_BOTH_SIDES: all(occasion.person_ids(side) for side in sides),
        Feature.TOLD_SEVERAL_TIMES: len(occasion.told) > 1,
        Feature.PLACED_BY_ITS_WORDS: occasion.place_basis in (LocationBasis.EXPLICIT, LocationBasis.VENUE),
        Feature.OF_A_FORUM: occasion.edition is not None or occasion.forum_id is not None,
        Feature.REFERRED_TO: not bases.isdisjoint({ParticipantBasis.COREFERENCE, ParticipantBasis.CONTEXT}),
        Feature.WEAK_WORDS: all(t.candidate.trigger.weak for t in occasion.told),
    }
    return frozenset(feature for feature, holds in told.items() if holds)
