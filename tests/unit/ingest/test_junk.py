from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from orchestration.contracts.codes import Language
from orchestration.extract.language import LanguageDataError
from orchestration.ingest.junk import JunkRules

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.fixture
def language_dir(tmp_path: Path) -> Path:
    for language in Language:
        (tmp_path / language).mkdir()
        shutil.copy(SEEDS / "language" / language / "junk.yaml", tmp_path / language / "junk.yaml")
    return tmp_path


def change(language_dir: Path, **rule: object) -> None:
    path = language_dir / "hi" / "junk.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    content["rules"].append({"id": "hi.test.rule", "kind": "related", "pattern": "x"} | rule)
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


def test_the_rules_of_all_languages_load(junk: JunkRules) -> None:
    ids = [c.rule.id for c in junk.rules]
    assert len(ids) == len(set(ids))
    assert {i.split(".")[0] for i in ids} == {"any", "en", "hi", "ru"}


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ({"pattern": "(never closed"}, r"hi\.test\.rule: missing \)"),
        ({"pattern": "{{no_such_macro}}"}, "there is no macro no_such_macro"),
        ({"kind": "body"}, "kind cannot be title or body"),
        ({"kind": "advert"}, "kind"),
        ({"colour": "red"}, "colour: Extra inputs"),
        ({"id": "no dots"}, "id: String should match"),
        ({"id": "any.furniture.url"}, "used twice"),
        ({"at": "end", "take": "list"}, "needs at: line"),
    ],
)
def test_mistakes_are_told_with_file_and_place(language_dir: Path, rule: dict[str, object], message: str) -> None:
    change(language_dir, **rule)
    with pytest.raises(LanguageDataError, match=message) as told:
        JunkRules.load(language_dir)
    assert "junk.yaml" in str(told.value)


def test_macro_in_a_circle_is_told(language_dir: Path) -> None:
    change(language_dir, pattern="{{circle}}")
    path = language_dir / "ru" / "junk.yaml"
    content = path.read_text(encoding="utf-8")
    path.write_text(content.replace("macros:\n", "macros:\n  circle: '{{circle}}'\n", 1), encoding="utf-8")
    with pytest.raises(LanguageDataError, match="refers to itself"):
        JunkRules.load(language_dir)


def test_missing_file_is_told(language_dir: Path) -> None:
    (language_dir / "ru" / "junk.yaml").unlink()
    with pytest.raises(LanguageDataError, match=r"ru.junk\.yaml"):
        JunkRules.load(language_dir)


@pytest.mark.parametrize("written", ["\u0922\u093c", "\u095d", "\u0922"])
def test_dotted_letters_match_however_written(junk: JunkRules, written: str) -> None:
    pattern = next(c.pattern for c in junk.rules if c.rule.id == "any.related.also")
    assert pattern.fullmatch(f"यह भी प{written}ें: कुछ और")
