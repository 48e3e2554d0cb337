"""What the README prints that a run gave: answers, a run's last lines, figures.

`python -m tests.integration.readme_answers` runs the flow on both sets of articles and writes all of it anew. What is
asked, and all else, stands in the README alone.
"""

from __future__ import annotations

import contextlib
import html
import io
import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
from rich.console import Console

from orchestration.publish.report import meetings_table
from orchestration.settings import PROJECT_DIR
from tests.conftest import SEED_ARTICLES, refreshed
from tests.gold import score as scorer

README = PROJECT_DIR / "README.md"
GOLD = PROJECT_DIR / "tests" / "gold"

#: A question's SQL, and the table right below it.
_QUESTION = re.compile(r"(```sql\n(?P<query>(?:(?!```).*\n)+)```\n\n)(?P<answer>(?:\|.*\n)+)")
_REPORT = re.compile(r"(?<=\n)Meetings\n.*?(?=\nRejected: )", re.DOTALL)
_FIGURES = re.compile(r"\| Articles \|.*\n(?:\|.*\n)+")
_REPORTED_MEETINGS = 4
_COLUMNS = 110

_SHARES = ("date_accuracy", "place_accuracy")
_F1 = ("held", "planned_or_cancelled", "participants", "people_mentioned", "topics", "same_meeting_across_articles")
_HEADINGS = (
    "Articles", "number", "held", "planned, cancelled", "participants", "people named", "topics",
    "same meeting in several articles", "dates", "places",
)  # fmt: skip


def questions(readme: str) -> list[tuple[str, str]]:
    """Each question's SQL and the answer printed below it."""
    return [(match["query"], match["answer"]) for match in _QUESTION.finditer(readme)]


def with_answers(readme: str, published: Path) -> str:
    """The README with the answers and the report that this warehouse gives."""
    with contextlib.closing(duckdb.connect(published, read_only=True)) as connection:

        def answered(match: re.Match[str]) -> str:
            found = connection.execute(match["query"])
            return match[1] + _table([column[0] for column in found.description or ()], found.fetchall())

        readme = _QUESTION.sub(answered, readme)
    shown = _report(published)
    return _REPORT.sub(lambda _: shown, readme)


def with_figures(readme: str, scored: Sequence[tuple[str, dict[str, Any]]]) -> str:
    """The README with these figures: what was scored, and what the scorer says of it."""
    rows = []
    for name, figures in scored:
        shares = [figures[key]["f1"] for key in _F1] + [figures[key] for key in _SHARES]
        rows.append([name, figures["documents"], *("–" if share is None else f"{share:.2f}" for share in shares)])
    table = _table(_HEADINGS, rows)
    return _FIGURES.sub(lambda _: table, readme)


def _table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A markdown table, one line per row."""
    lines = [headings, ["---"] * len(headings), *([_cell(value) for value in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(value: object) -> str:
    """A value as text in a table: articles may hold markup, and line ends."""
    if value is None:
        return "NULL"
    return html.escape(" ".join(str(value).split()), quote=False).replace("|", "\\|")


def _report(published: Path) -> str:
    shown = io.StringIO()
    Console(file=shown, width=_COLUMNS).print(meetings_table(published, _REPORTED_MEETINGS))
    return "\n".join(line.rstrip() for line in shown.getvalue().splitlines())


def _scored(annotated: Path, published: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Figures of each language of an annotated set, and of the whole where it has several."""
    documents = [json.loads(line) for line in annotated.read_text(encoding="utf-8").splitlines()]
    predictions = scorer.load_predictions(str(published))
    languages = sorted({document["lang"] for document in documents})
    for language in languages:
        figures = scorer.score([d for d in documents if d["lang"] == language], *predictions, [])
        if len(languages) > 1:  # articles of one language rarely share an occasion
            figures["same_meeting_across_articles"] = {"f1": None}
        yield language, figures
    if len(languages) > 1:
        yield "all", scorer.score(documents, *predictions, [])


def main() -> None:
    """Writes the README anew."""
    readme = README.read_text(encoding="utf-8")
    scored = []
    with tempfile.TemporaryDirectory() as folder:
        published = refreshed(Path(folder) / "seeds", SEED_ARTICLES).settings.published_path
        readme = with_answers(readme, published)
        scored += [(f"seeds, {name}", told) for name, told in _scored(GOLD / "seeds_gold.jsonl", published)]
        published = refreshed(Path(folder) / "gold", GOLD / "articles").settings.published_path
        scored += [(f"composed, {name}", told) for name, told in _scored(GOLD / "gold.jsonl", published)]
    README.write_text(with_figures(readme, scored), encoding="utf-8")


if __name__ == "__main__":
    main()
