"""The list of misses that a developer can act on: each with its passage, and what the extractor saw there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from orchestration.evaluate.articles import Extracted
from orchestration.evaluate.score import Miss, MissKind
from orchestration.explain.seen import Sighting, near, parties_of, sightings, topics_of
from orchestration.extract.analysis import Analysis
from orchestration.extract.kernel import Knowledge, analyse


def told(misses: Iterable[Miss], extracted: Mapping[str, Extracted], knowledge: Knowledge) -> list[str]:
    """One text of several lines per miss: what was missed first, then by kind and article."""
    articles: dict[str, _Seen] = {}
    order = list(MissKind)
    texts = []
    for miss in sorted(misses, key=lambda m: (order.index(m.kind), m.file)):
        if miss.file in extracted and miss.file not in articles:
            articles[miss.file] = _see(extracted[miss.file], knowledge)
        texts.append("\n".join(_lines(miss, articles.get(miss.file))))
    return texts


class _Seen(NamedTuple):
    text: str
    analysis: Analysis
    sightings: Sequence[Sighting]


def _see(extracted: Extracted, knowledge: Knowledge) -> _Seen:
    text, analysis = extracted.article.text, analyse(extracted.article, extracted.segments, knowledge)
    return _Seen(text, analysis, sightings(text, analysis))


def _lines(miss: Miss, article: _Seen | None) -> Iterator[str]:
    yield f"{miss.kind} {miss.file}" + (f" {miss.event}" if miss.event else "")
    if miss.wanted:
        yield f"  wants {miss.wanted}"
    if miss.given:
        yield f"  has   {miss.given}"
    if miss.quote:
        yield f"  «{' '.join(miss.quote.split())}»"
    if article is None:
        yield "    no article could be read"
    elif miss.quote:
        yield from _seen_there(miss, miss.quote, article)


def _seen_there(miss: Miss, quote: str, article: _Seen) -> Iterator[str]:
    here = near(article.sightings, article.text, article.analysis, quote)
    if here is None:
        yield "    the passage does not stand in the text that was read"
    elif not here:
        yield "    no word of contact there"
    for sighting in here or ():
        yield f"    {sighting.words} [{sighting.rule}] {sighting.decision}"
    for number in sorted({s.number for s in here or () if s.number is not None}):
        if miss.kind is MissKind.TOPICS:
            seen = topics_of(article.text, article.analysis, number)
        elif miss.kind in (MissKind.MISSED, MissKind.SPURIOUS, MissKind.PARTICIPANTS):
            seen = parties_of(article.text, article.analysis, article.analysis.occasions[number - 1])
        else:
            seen = []
        for told_of in seen:
            yield f"      meeting {number}: {told_of}"
