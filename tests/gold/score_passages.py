"""Scores short articles, each built like one in the press: which constructions of the language are read at all.

    python -m tests.gold.score_passages            # figures of each half and language
    python -m tests.gold.score_passages en --misses  # and what is wrong in the development half
    python -m tests.gold.score_passages --record   # the figures that test_passages.py holds to

passages/<language><number>.yaml holds them; ANNOTATION.md says how they were made and annotated. Articles of an odd
number are for development; those of an even one were unread until 24 November 2026, and their figures until then show
how far rules reach that were written for others.
"""

from __future__ import annotations

import argparse
import calendar
import csv
import datetime as dt
import json
import re
import tempfile
from pathlib import Path
from typing import Any

import yaml

from orchestration.contracts.codes import DatePrecision, Language
from orchestration.evaluate import misses
from orchestration.evaluate.annotated import Annotated, Half, Party, Wanted
from orchestration.evaluate.articles import extract_folder, findings_of
from orchestration.evaluate.score import ArticleScore, Figure, MissKind, score, total
from orchestration.extract.kernel import load_knowledge
from orchestration.settings import PROJECT_DIR

FOLDER = Path(__file__).with_name("passages")
RECORDED = FOLDER / "figures.json"
SEEDS = PROJECT_DIR / "seeds"
#: Names of persons and topics are not annotated in passages.
FIGURES = [
    f for f in Figure if f not in (Figure.DURATIONS, Figure.PEOPLE_MENTIONED, Figure.TOPICS, Figure.SAME_MEETING)
]
_HEADLINE = {Language.EN: "News of the day", Language.HI: "ताज़ा समाचार", Language.RU: "Новости дня"}
_YEAR, _MONTH = len("2024"), len("2024-07")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")


def load(folder: Path = FOLDER) -> dict[str, tuple[Annotated, str]]:
    """By file name, each passage as an annotated article, and its text: a headline and paragraphs.

    Raises:
        ValueError: a line of `told` is malformed; names file and number.
    """
    found: dict[str, tuple[Annotated, str]] = {}
    for path in sorted(folder.glob("*.yaml")):
        for number, passage in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), start=1):
            language, name = Language(path.stem[:2]), f"{path.stem}_{number:03}.txt"
            text = passage["text"].strip()
            try:
                told = [_wanted(line, f"{name}/{i}", text) for i, line in enumerate(passage["told"] or [])]
            except ValueError as error:
                raise ValueError(f"{path.name}, passage {number}: {error}") from error
            half = Half.DEVELOPMENT if number % 2 else Half.HELD_OUT
            article = Annotated(name, language, passage["day"], path.stem, half, tuple(told), ())
            found[name] = article, text if "\n\n" in text else f"{_HEADLINE[language]}\n\n{text}"
    return found


def _wanted(line: str, event: str, text: str) -> Wanted:
    """status | type | date | people | place, and `maybe` where readers could disagree."""
    status, kind, date, people, place, *flags = (cell.strip() for cell in line.split("|"))
    if flags not in ([], ["maybe"]):
        raise ValueError(f"{line!r} ends with {flags}")
    start, end, precision = _days(date)
    city, _, country = place.rpartition("/")
    told: dict[str, Any] = {"event": event, "required": not flags, "type": kind, "status": status}
    told |= {"start": start, "end": end, "precision": precision, "city": city or None}
    told |= {"country": country if country != "-" else None, "quote": text, "topics": []}
    told["people"] = [_party(p) for p in people.split(",")] if people != "-" else []
    return Wanted.model_validate(told | dict.fromkeys(("venue", "duration_minutes", "forum")))


def _party(told: str) -> Party:
    """Name/side, or (post or body)/side."""
    name, _, side = told.strip().rpartition("/")
    if not re.fullmatch("[A-Z]{2}", side):
        raise ValueError(f"{told!r} has no side")
    is_post = name.startswith("(")
    return Party(name=None if is_post else name, side=side, role=name.strip("()") if is_post else None)


def _days(told: str) -> tuple[dt.date | None, dt.date | None, DatePrecision]:
    """A day, `first..last`, a month, `2024-Q3`, a year, or `?`."""
    if told == "?":
        return None, None, DatePrecision.UNKNOWN
    if ".." in told:
        first, last = map(dt.date.fromisoformat, told.split(".."))
        return first, last, DatePrecision.RANGE
    if quarter := _QUARTER.fullmatch(told):
        year, last_month = int(quarter[1]), 3 * int(quarter[2])
        return dt.date(year, last_month - 2, 1), _end(year, last_month), DatePrecision.QUARTER
    if len(told) == _YEAR:
        return dt.date(int(told), 1, 1), dt.date(int(told), 12, 31), DatePrecision.YEAR
    if len(told) == _MONTH:
        year, month = map(int, told.split("-"))
        return dt.date(year, month, 1), _end(year, month), DatePrecision.MONTH
    day = dt.date.fromisoformat(told)
    return day, day, DatePrecision.DAY


def _end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def scores(prefix: str = "") -> tuple[list[ArticleScore], list[str]]:
    """Scores of the passages whose file name begins so, and what is wrong in those for development, as text."""
    chosen = {name: passage for name, passage in load().items() if name.startswith(prefix)}
    with tempfile.TemporaryDirectory() as folder:
        for name, (_, text) in chosen.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        with (Path(folder) / "manifest.csv").open("w", encoding="utf-8", newline="") as manifest:
            rows = csv.writer(manifest)
            rows.writerow(["file", "published"])
            rows.writerows([name, article.published] for name, (article, _) in chosen.items())
        extracted = extract_folder(Path(folder), set(chosen), SEEDS)
    knowledge = load_knowledge(SEEDS)
    found = score([article for article, _ in chosen.values()], findings_of(extracted, SEEDS), knowledge.sides.codes)
    wrong = [m for s in found if s.document.half is Half.DEVELOPMENT for m in s.misses]
    kinds = (MissKind.PEOPLE, MissKind.TOPICS)
    return found, misses.told([m for m in wrong if m.kind not in kinds], extracted, knowledge)


def figures(found: list[ArticleScore]) -> dict[str, dict[str, float]]:
    """By half and language, each figure with two digits."""
    told: dict[str, dict[str, float]] = {}
    for half in Half:
        for language in Language:
            inside = [s for s in found if s.document.half is half and s.document.language is language]
            tallies = total(inside)
            values = {f.value: tallies[f].value(f) for f in FIGURES if f in tallies}
            if inside:
                told[f"{half} {language}"] = {name: round(v, 2) for name, v in values.items() if v is not None}
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description="scores the short articles of tests/gold/passages")
    parser.add_argument("prefix", nargs="?", default="", help="of their files: en, ru2, hi1_017")
    parser.add_argument("--misses", action="store_true", help="list what is wrong in the development half")
    parser.add_argument("--record", action="store_true", help=f"write {RECORDED.name}")
    options = parser.parse_args()
    found, wrong = scores(options.prefix)
    if options.misses:
        print("\n\n".join(wrong))
    told = figures(found)
    for group, values in told.items():
        print(f"{group:15}", *(f"{name} {value:.2f}" for name, value in values.items()))
    if options.record and not options.prefix:
        RECORDED.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
