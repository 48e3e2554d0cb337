"""Evaluates for a person: figures and misses in the terminal and as files; history and documentation kept in step."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import re
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from orchestration.evaluate import figures, history, misses
from orchestration.evaluate.annotated import HISTORY, Half, load_annotated
from orchestration.evaluate.articles import Extracted, by_collection, extract_folder, findings_of, folder_of
from orchestration.evaluate.found import published_findings
from orchestration.evaluate.score import ArticleScore, score
from orchestration.extract.kernel import load_knowledge
from orchestration.publish.report import plain
from orchestration.settings import DBT_DIR, PROJECT_DIR, Settings

#: Runs the flow with these settings and publishes; returns whether it succeeded.
Publisher = Callable[[Settings], bool]

OVERVIEW = DBT_DIR / "models" / "docs" / "overview.md"
_FIGURES = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end of figures -->)", re.DOTALL)
_SHOWN = 20


@dataclasses.dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants to see. language, prefix: only these articles; reason: why figures may fall."""

    language: str | None = None
    prefix: str = ""
    with_held_out: bool = False
    reason: str | None = None

    @property
    def is_partial(self) -> bool:
        return bool(self.language or self.prefix)


def evaluate(settings: Settings, console: Console, publisher: Publisher | None, wish: Wish) -> int:
    """Scores what the flow publishes of the annotated articles; without a publisher, what is extracted from each alone.

    Returns 0; 1 where the flow failed, or a figure fell and no reason was given: the history then stays as it was.

    Raises:
        AnnotationError: the annotation is wrong, or an article is missing.
    """
    knowledge = load_knowledge(settings.seeds_dir)
    documents = load_annotated(settings.gold_dir)
    scores: list[ArticleScore] = []
    extracted: dict[str, Extracted] = {}
    for inside in by_collection(documents):
        folder = folder_of(inside, settings)
        read = extract_folder(folder, {d.file for d in inside}, settings.seeds_dir)
        extracted |= read
        if publisher is None:
            findings = findings_of(read, settings.seeds_dir)
        else:
            own = dataclasses.replace(
                settings,
                articles_dir=folder,
                warehouse_dir=settings.warehouse_dir / "evaluation" / inside[0].collection,
            )
            if not publisher(own):
                return 1
            findings = published_findings(own.published_path)
        scores += score(inside, findings, knowledge.sides.codes)
    asked = [
        s for s in scores if wish.language in (None, s.document.language) and s.document.file.startswith(wish.prefix)
    ]
    groups = figures.grouped(asked)
    _show(console, groups, asked)
    listed = [s for s in asked if wish.with_held_out or s.document.half is Half.DEVELOPMENT]
    texts = misses.told((m for s in listed for m in s.misses), extracted, knowledge)
    folder = settings.warehouse_dir / "evaluation"
    _write(folder, groups, texts)
    _list(console, texts, folder / "misses.txt", wish)
    if wish.is_partial:
        return 0
    record = history.Record(dt.datetime.now(dt.UTC).date(), _commit(), knowledge.version, groups, wish.reason)
    if publisher is None:
        return _compare(console, folder / "extraction.jsonl", record)
    return _record(console, settings, record)


def overview_figures(record: history.Record) -> str:
    """The table of the documentation's first page, as the last recorded evaluation gives it."""
    table = figures.markdown(figures.headings(), figures.lines([g for g in record.groups if g.is_coarse]))
    return f"\n{table}\nOn {record.day}, by extractor version `{record.extractor}`.\n\n"


def show_reliability(console: Console, title: str, judged: Sequence[tuple[float, bool]]) -> None:
    """Prints how far confidence can be trusted; judged: confidence, and whether it is right."""
    reliability = figures.reliability(judged)
    if reliability.error is not None:
        console.print(title)
        console.print(_table(figures.RELIABILITY_HEADINGS, figures.reliability_lines(reliability)))
        console.print(
            f"Expected calibration error {reliability.error:.3f}; about {reliability.chance:.3f} would be chance\n"
        )


def _show(console: Console, groups: Sequence[figures.Group], scores: Sequence[ArticleScore]) -> None:
    console.print(_table(figures.headings(), figures.lines(groups)))
    console.print(figures.LEGEND + "\n", style="dim")
    for half in Half:
        inside = [j for s in scores if s.document.half is half for j in s.judged]
        title = f"Confidence and precision of reports, {half.replace('_', '-')} half"
        show_reliability(console, title, [(j.found.confidence, j.is_right) for j in inside])
    meetings: dict[str, tuple[float, bool]] = {}
    for j in (j for s in scores for j in s.judged):
        _, is_right = meetings.get(j.found.meeting_id, (0.0, False))
        meetings[j.found.meeting_id] = (j.found.meeting_confidence, is_right or j.is_right)
    show_reliability(console, "Confidence and precision of meetings, both halves", list(meetings.values()))


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table(box=SIMPLE_HEAD, padding=(0, 0), pad_edge=False)
    for number, heading in enumerate(headings):
        table.add_column(heading, justify="right" if number else "left", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    return table


def _write(folder: Path, groups: Sequence[figures.Group], texts: Sequence[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    headings, lines = figures.headings(), figures.lines(groups)
    (folder / "figures.md").write_text(figures.markdown(headings, lines), encoding="utf-8")
    with (folder / "figures.csv").open("w", encoding="utf-8", newline="") as table:
        csv.writer(table).writerows([headings, *lines])
    (folder / "misses.txt").write_text("\n\n".join(texts) + "\n", encoding="utf-8")


def _list(console: Console, texts: Sequence[str], path: Path, wish: Wish) -> None:
    shown = texts if wish.is_partial else texts[:_SHOWN]
    for text in shown:
        console.print(plain(text), soft_wrap=True)
        console.print()
    console.print(f"{len(texts)} misses, {len(shown)} shown; all: {path}", markup=False, soft_wrap=True)


def _compare(console: Console, path: Path, record: history.Record) -> int:
    """Tells what changed since the last time; for oneself, not for the repository."""
    for change in history.changes(history.latest(path), record.groups):
        console.print(str(change), markup=False)
    history.append(path, record)
    return 0


def _record(console: Console, settings: Settings, record: history.Record) -> int:
    path = settings.gold_dir / HISTORY
    last = history.latest(path)
    for change in history.changes(last, record.groups):
        console.print(str(change), markup=False)
    fallen = history.falls(last, record.groups, settings.evaluation_margin)
    if fallen and not record.reason:
        console.print("[red]✗[/] lower than what was recorded last, and not recorded; ACCEPT='reason' records it:")
        for fall in fallen:
            console.print(f"  {fall}", markup=False)
        return 1
    is_new = history.append(path, record)
    if path.is_relative_to(PROJECT_DIR):  # of another collection, the documentation says nothing
        shown = overview_figures(history.latest(path) or record)
        overview = OVERVIEW.read_text(encoding="utf-8")
        OVERVIEW.write_text(_FIGURES.sub(lambda _: shown, overview), encoding="utf-8")
    console.print(f"[green]✓[/] {'recorded in' if is_new else 'as recorded in'} {path.name}")
    return 0


def _commit() -> str | None:
    """What is checked out, with a mark where it was changed since; None outside of git."""
    command = ["git", "describe", "--always", "--dirty"]
    try:
        return subprocess.run(  # noqa: S603  # fixed words
            command, cwd=PROJECT_DIR, capture_output=True, text=True, check=True
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return None
