"""One article in the terminal, sentence by sentence, with all that was seen in it and the reason for each decision.

Text of the article is shown as text: without characters that steer a terminal, and never as markup.
"""

from __future__ import annotations

import collections
import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from orchestration.contracts.codes import SegmentKind
from orchestration.contracts.tables import Article, ArticleSegment, Document, RejectedDocument
from orchestration.explain.seen import Sighting, parties_of, sightings, topics_of, when, where, words_of
from orchestration.extract.analysis import Analysis
from orchestration.extract.kernel import Knowledge, analyse, load_knowledge
from orchestration.extract.lexicon import longest
from orchestration.extract.meetings.contacts.discourse import Sentence
from orchestration.extract.meetings.occasions.confidence import Feature
from orchestration.extract.meetings.parties.parties import Party
from orchestration.ingest.documents import FoundDocument, scan
from orchestration.ingest.relevance import Gate
from orchestration.publish.report import plain
from orchestration.settings import Settings, SettingsError
from orchestration.stations import read

_READ = (SegmentKind.TITLE, SegmentKind.BODY)
_CUT_SHOWN = 70  # characters of what was cut
_PERSON, _UNKNOWN_PERSON, _POST, _PLACE, _DATE, _FORUM, _TOPIC = (
    "bold cyan", "cyan", "blue", "green", "yellow", "magenta", "italic",
)  # fmt: skip
_TAKEN, _REJECTED, _PASSED = "bold white on green", "bold white on red", "bold"


def annotate(settings: Settings, file: Path, console: Console, published: dt.date | None = None) -> int:
    """Shows an article; published: its day, where nothing else tells it. Returns 0, or 1 where it holds none.

    Raises:
        SettingsError: there is no such file.
    """
    if not file.is_file():
        raise SettingsError(f"there is no file {file}")
    knowledge = load_knowledge(settings.seeds_dir)
    document, refusal = _document(settings, file.resolve(), published)
    if document is not None:
        reading = read(document, seeds_dir=settings.seeds_dir, now=_now())
        if reading.article is not None:
            _show(console, reading.article, reading.segments, knowledge)
            return 0
        if reading.rejected is not None:
            refusal = f"{reading.rejected.stage}, {reading.rejected.reason_code}: {reading.rejected.reason}"
    console.print(Text.assemble(("not read: ", "bold red"), plain(refusal)), soft_wrap=True)
    return 1


def _document(settings: Settings, file: Path, published: dt.date | None) -> tuple[Document | None, str]:
    """The document that the flow would make of a file, or why it makes none."""
    articles = settings.articles_dir.resolve()
    folder = articles if file.is_relative_to(articles) else file.parent
    name = file.relative_to(folder).as_posix()
    refusal = "it is no document"
    gate = Gate(settings.seeds_dir / "reference")
    for finding in scan(
        folder, _now(), gate, max_document_bytes=settings.max_document_bytes, wanted=lambda found: found == name
    ):
        if isinstance(finding, FoundDocument):
            document = finding.as_document(_now())
            if published is not None and document.manifest_published is None:
                document = dataclasses.replace(document, manifest_published=published)
            return document, ""
        if isinstance(finding, RejectedDocument) and finding.source_name == name:
            refusal = finding.reason
    return None, refusal


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


# ── the page ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def _show(console: Console, article: Article, segments: Sequence[ArticleSegment], knowledge: Knowledge) -> None:
    seen = analyse(article, segments, knowledge)
    contacts = sightings(article.text, seen)
    for line in _head(article, segments, seen):
        console.print(line, soft_wrap=True)
    for sentence in seen.sentences:
        console.print()
        console.print(_coloured(article.text, seen, sentence, contacts), soft_wrap=True)
        for line in _notes(article.text, seen, sentence, contacts, knowledge):
            console.print(line, soft_wrap=True)
    for number in range(1, len(seen.occasions) + 1):
        console.print()
        for line in _meeting(article.text, seen, number, contacts, knowledge):
            console.print(line, soft_wrap=True)
    console.print()
    for line in _people(seen):
        console.print(line, soft_wrap=True)


def _head(article: Article, segments: Iterable[ArticleSegment], seen: Analysis) -> Iterator[Text]:
    yield Text.assemble((f"{'article':11}", "bold"), plain(article.title or "without a title"))
    anchor = seen.anchor
    told = f"{article.language}, published {article.published_date or 'unknown'} ({article.published_basis})"
    if anchor.start is None and anchor.end is None:
        told += "; on which day it was written cannot be told: relative dates stay unknown"
    elif anchor.day is None:
        told += f"; written between {anchor.start or 'unknown'} and {anchor.end or 'unknown'}"
    yield _line("read as", told)
    for segment in segments:
        if segment.segment_kind not in _READ:
            cut = " ".join(article.text[segment.char_start : segment.char_end].split())
            shown = cut if len(cut) <= _CUT_SHOWN else cut[: _CUT_SHOWN - 1] + "…"
            yield _line("cut", f"{segment.segment_kind} «{shown}»" + (f" [{segment.rule}]" if segment.rule else ""))


def _coloured(text: str, seen: Analysis, sentence: Sentence, contacts: Iterable[Sighting]) -> Text:
    """A sentence with what was seen in it, by colour."""
    begin, end, words = words_of(text, seen, sentence.first, sentence.last)
    shown = plain(words.rstrip())

    def paint(style: str, first: int, last: int) -> None:
        start, stop, _ = words_of(text, seen, first, last)
        if begin <= start < end:
            shown.stylize(style, start - begin, stop - begin)

    for term in seen.reading.by_kind.get("topic", ()):
        paint(_TOPIC, term.first, term.last)
    for group in seen.groups:
        for party in group.parties:
            paint(_POST, party.first, party.last)
    for person in seen.persons:
        paint(_PERSON if person.is_curated else _UNKNOWN_PERSON, person.first, person.last)
    for style, spans in ((_PLACE, seen.places), (_DATE, seen.expressions), (_FORUM, seen.forums)):
        for span in spans:
            paint(style, span.first, span.last)
    for contact in contacts:
        if begin <= contact.char_start < end:
            style = _TAKEN if contact.number else _REJECTED if contact.is_candidate else _PASSED
            shown.stylize(style, contact.char_start - begin, contact.char_end - begin)
    label = "title" if sentence.title else f"{sentence.number + 1}"
    return Text.assemble((f"{label:11}", "bold"), shown)


def _notes(
    text: str, seen: Analysis, sentence: Sentence, contacts: Iterable[Sighting], knowledge: Knowledge
) -> Iterator[Text]:
    def inside(first: int) -> bool:
        return sentence.first <= first < sentence.last

    def said(first: int, last: int) -> str:
        return f"«{words_of(text, seen, first, last)[2]}»"

    parties = [(g.marker, p) for g in seen.groups if inside(g.first) for p in g.parties]
    yield from _several("parties", (f"{said(p.first, p.last)} {m}: {_who(p)}" for m, p in parties))
    dates = []
    for date in seen.expressions:
        if inside(date.first):
            days = knowledge.dates.resolve(date, seen.anchor)
            relation = "" if date.relation == "at" else f" {date.relation}"
            dates.append(f"{said(date.first, date.last)}{relation} {when(days)} ({date.kind})")
    yield from _joined("dates", dates)
    places = [(p, p.location_id + (f", {p.venue}" if p.venue else "")) for p in seen.places if inside(p.first)]
    yield from _joined("places", (f"{said(p.first, p.last)} {name}" for p, name in places))
    forums = [f for f in seen.forums if inside(f.first)]
    yield from _joined("forums", (f"{said(f.first, f.last)} {f.forum_id} ({f.kind})" for f in forums))
    topics = longest([t for t in seen.reading.by_kind.get("topic", ()) if inside(t.first)])
    yield from _joined("topics", (f"{said(t.first, t.last)} {t.value[0]} {t.value[1]:.1f}" for t in topics))
    begin, end, _ = words_of(text, seen, sentence.first, sentence.last)
    words = [f"«{c.words}» [{c.rule}] {c.decision}" for c in contacts if begin <= c.char_start < end]
    if not words and {p.country for _, p in parties} >= set(knowledge.sides.codes):
        words = ["none: no word of contact is known here"]
    yield from _several("contact", words)


def _who(party: Party) -> str:
    country = party.country or "/".join(party.countries) or "country open"
    if party.person is not None:
        return f"{party.person.person_id}, {country}" + (f" {party.role_id}" if party.role_id else "")
    return f"{party.role_id or party.kind}, {country}"


def _meeting(
    text: str, seen: Analysis, number: int, contacts: Iterable[Sighting], knowledge: Knowledge
) -> Iterator[Text]:
    occasion = seen.occasions[number - 1]
    yield Text(f"meeting {number}: {occasion.status} {occasion.type}", style="bold")
    weights = knowledge.weights.weights
    weighed = ", ".join(f"{f} {weights[Feature(f)]:+.2f}" for f in sorted(occasion.features))
    yield _line("sure", f"{occasion.confidence:.2f}: {weighed or 'nothing speaks for or against it'}")
    phrase = f" «{occasion.phrase}»" if occasion.phrase else ""
    yield _line("when", f"{when(occasion.interval)}{phrase}")
    yield _line("where", where(occasion))
    forum = occasion.edition.edition_id if occasion.edition else occasion.forum_id
    if forum:
        yield _line("forum", forum)
    if occasion.minutes:
        yield _line("length", f"{occasion.minutes} minutes")
    yield from _several("who", parties_of(text, seen, occasion))
    yield from _several("topics", topics_of(text, seen, number))
    yield from _several("told by", (f"«{c.words}» [{c.rule}]" for c in contacts if c.number == number))


def _people(seen: Analysis) -> Iterator[Text]:
    """Each person once: id, name, country, whether of the reference data, and how the words led there."""
    how: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for person in seen.persons:
        how[person.person_id][person.resolution] += 1
    persons = {person.person_id: person for person in reversed(seen.persons)}
    for identifier, ways in how.items():
        person = persons[identifier]
        origin = "in people.csv" if person.is_curated else "not in people.csv"
        counted = ", ".join(f"{way} ×{count}" for way, count in sorted(ways.items()))
        yield _line(
            "person", f"{identifier}: {person.full_name}, {person.country_code or 'country open'}, {origin}; {counted}"
        )


def _several(label: str, items: Iterable[str]) -> Iterator[Text]:
    for item in items:
        yield _line(label, item)
        label = ""


def _joined(label: str, items: Iterable[str]) -> Iterator[Text]:
    told = " · ".join(dict.fromkeys(items))
    if told:
        yield _line(label, told)


def _line(label: str, told: str) -> Text:
    return Text.assemble((f"  {label:9}", "dim"), plain(" ".join(told.split())))
