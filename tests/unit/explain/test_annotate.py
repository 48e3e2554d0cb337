"""What was seen is shown with its reason, as text, in a terminal, a pipe and a page. The sentences are made up."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

import pytest
from rich.console import Console

from orchestration.explain.annotate import annotate
from orchestration.settings import PROJECT_DIR, Settings, SettingsError

THURSDAY = dt.date(2025, 8, 7)


def shown(text: str | bytes, folder: Path, *, code: int = 0, name: str = "a.txt", **console: object) -> str:
    """What is printed of an article with this text, written on a Thursday."""
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    out = io.StringIO()
    settings = Settings.from_environment({"ARTICLES_DIR": str(folder)})
    assert annotate(settings, file, Console(file=out, width=200, **console), THURSDAY) == code  # type: ignore[arg-type]
    return out.getvalue()


def test_a_meeting_is_shown_with_what_each_field_rests_on(tmp_path: Path) -> None:
    text = (
        "Narendra Modi met Russian President Vladimir Putin in the Kremlin on Tuesday. The two leaders spoke of wheat."
    )
    lines = [" ".join(line.split()) for line in shown(text, tmp_path).splitlines()]
    for line in (
        "read as en, published 2025-08-07 (manifest)",
        "«Russian President Vladimir Putin» object: vladimir-putin, RU president",
        "dates «Tuesday» 2025-08-05, day, relative (weekday)",
        "when 2025-08-05, day, relative «Tuesday»",
        "where ru-moscow, Kremlin, venue",
        "who narendra-modi (named «Narendra Modi»)",
        "topics agriculture_food «wheat»",
        "told by «met» [en meet_verb]",
        "person vladimir-putin: Vladimir Putin, RU, in people.csv; full_name ×1",
    ):
        assert line in lines
    weighed = r"sure 0\.\d\d: named \+\d\.\d\d, persons_of_both_sides \+\d\.\d\d, placed_by_its_words "
    assert any(re.match(weighed, line) for line in lines)
    assert any(line.startswith("contact «met» [en meet_verb] meeting 1: held bilateral_meeting, ") for line in lines)


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("Narendra Modi did not meet Vladimir Putin in Moscow on Tuesday.", "rejected: negated «not meet»"),
        ("Vladimir Putin met Xi Jinping in Moscow on Tuesday, the Indian press said.", "rejected: third_country"),
        (
            "Narendra Modi and Vladimir Putin attended the SCO summit in Tianjin.",
            "[en attendance] none: presence without",
        ),
        ("Narendra Modi and Vladimir Putin went mushrooming in Tuva.", "none: no word of contact is known here"),
    ],
)
def test_what_is_no_meeting_is_shown_with_the_reason(text: str, decision: str, tmp_path: Path) -> None:
    out = shown(text, tmp_path)
    assert decision in out
    assert "meeting 1" not in out


def test_a_person_who_is_not_known_is_told_apart(tmp_path: Path) -> None:
    out = shown("Indian Deputy Minister Asha Vardhan met Vladimir Putin in Moscow on Tuesday.", tmp_path)
    [line] = [line for line in out.splitlines() if "Asha Vardhan," in line]
    assert "not in people.csv; provisional" in line


def test_nothing_of_the_document_steers_the_terminal(tmp_path: Path) -> None:
    text = (
        "Narendra Modi met [red]Vladimir Putin[/red] \u202ein Moscow\x1b[31m on Tuesday. "
        + "They spoke of wheat. " * 40
    )
    out = shown(text, tmp_path)
    assert not {"\x1b", "\u202e"} & set(out)
    assert "[red]Vladimir Putin[/red] \ufffdin Moscow\ufffd[31m" in out


def test_colour_is_for_terminals_only(tmp_path: Path) -> None:
    text = "Narendra Modi met Vladimir Putin in Moscow on Tuesday."
    assert "\x1b[" not in shown(text, tmp_path)
    assert "\x1b[" in shown(text, tmp_path, force_terminal=True, color_system="truecolor")


def test_the_manifest_counts_before_what_a_person_says(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_text("file,published\na.txt,2024-03-12\n", encoding="utf-8")
    out = shown("Narendra Modi met Vladimir Putin in Moscow on Monday.", tmp_path)
    assert "2024-03-11, day, relative" in out


def test_what_was_cut_from_a_page_is_shown_with_its_rule(tmp_path: Path) -> None:
    text = (
        "New Delhi, August 7 (Wire): Narendra Modi met Vladimir Putin in Moscow on Tuesday, officials of both said.\n"
        "\nAlso read: Ten recipes for the rainy season\n"
    )
    assert "cut      related «Also read: Ten recipes for the rainy season» [any.related.also]" in shown(text, tmp_path)


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    assert shown(b"", tmp_path, code=1) == "not read: The file is empty.\n"
    assert shown("Texte", tmp_path, code=1, name="a.odt").startswith("not read: Only .txt")
    french = "Le président a rencontré le ministre des affaires étrangères à Paris pour parler des deux pays. " * 3
    assert shown(french, tmp_path, code=1).startswith("not read: language, unknown_language: ")
    with pytest.raises(SettingsError, match="there is no file"):
        annotate(Settings.from_environment({}), tmp_path / "gone.txt", Console())


def test_the_walk_through_is_as_it_happens(tmp_path: Path) -> None:
    guide = (PROJECT_DIR / "CONTRIBUTING.md").read_text(encoding="utf-8")
    [sentence] = re.findall(r'^A file says "(.*?)"', guide, re.MULTILINE)
    [block] = re.findall(r"```text\n\$ make annotate [^\n]*\n(.*?)\n…", guide, re.DOTALL)
    assert shown(f"{sentence}.", tmp_path).startswith(block)
