"""What the README prints that a run gave: answers, a run's last lines, figures.

`python -m tests.integration.readme_answers` runs the flow on the seed articles and writes all of it anew; the figures
are those that `make evaluate` recorded last. What is asked, and all else, stands in the README alone.
"""

from __future__ import annotations

import contextlib
import html
import io
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

import duckdb
from rich.console import Console

from orchestration.evaluate import figures, history
from orchestration.evaluate.annotated import HISTORY
from orchestration.publish.report import meetings_table
from orchestration.settings import PROJECT_DIR
from tests.conftest import SEED_ARTICLES, refreshed

README = PROJECT_DIR / "README.md"
RECORDED = PROJECT_DIR / "tests" / "gold" / HISTORY

#: A question's SQL, and the table right below it.
_QUESTION = re.compile(r"(```sql\n(?P<query>(?:(?!```).*\n)+)```\n\n)(?P<answer>(?:\|.*\n)+)")
_REPORT = re.compile(r"(?<=\n)Meetings\n.*?(?=\nRejected documents: )", re.DOTALL)
_FIGURES = re.compile(r"\| articles \|.*\n(?:\|.*\n)+")
_REPORTED_MEETINGS = 4
_COLUMNS = 110


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


def with_figures(readme: str, last: history.Record) -> str:
    """The README with the figures of an evaluation."""
    table = figures.markdown(figures.headings(), figures.lines(last.groups))
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


def main() -> None:
    """Writes the README anew."""
    last = history.latest(RECORDED)
    assert last is not None, "nothing is recorded yet: make evaluate"
    readme = with_figures(README.read_text(encoding="utf-8"), last)
    with tempfile.TemporaryDirectory() as folder:
        published = refreshed(Path(folder), SEED_ARTICLES).settings.published_path
        README.write_text(with_answers(readme, published), encoding="utf-8")


if __name__ == "__main__":
    main()
