from pathlib import Path

import pytest

from orchestration.settings import PROJECT_DIR, Settings, SettingsError


def test_defaults_lie_in_the_project() -> None:
    settings = Settings.from_environment({})
    assert settings.articles_dir == PROJECT_DIR / "seeds" / "articles"
    assert settings.working_path == PROJECT_DIR / "warehouse" / "working.duckdb"
    assert settings.published_path == PROJECT_DIR / "warehouse" / "diplomacy.duckdb"


def test_relative_paths_are_taken_from_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings.from_environment({"ARTICLES_DIR": "news", "WAREHOUSE_DIR": "../out"})
    assert settings.articles_dir == tmp_path / "news"
    assert settings.warehouse_dir == tmp_path.parent / "out"


def test_empty_values_count_as_not_set() -> None:
    assert Settings.from_environment({"ARTICLES_DIR": "", "PROCESSES": ""}) == Settings.from_environment({})


@pytest.mark.parametrize("value", ["many", "0", "-1", "1.5", "२"])
def test_a_wrong_number_is_named(value: str) -> None:
    with pytest.raises(SettingsError, match="MAX_DOCUMENT_BYTES must be a whole number above 0"):
        Settings.from_environment({"MAX_DOCUMENT_BYTES": value})


@pytest.mark.parametrize("contact", ["us@news.example", "https://news.example/robot", ""])
def test_contacts(contact: str) -> None:
    assert Settings.from_environment({"FETCH_CONTACT": contact}).fetch_contact == contact


@pytest.mark.parametrize(
    "contact", ["us", "call me", "https://user:secret@news.example/", "ftp://news.example", "a@b.example\r\nX: y"]
)
def test_a_wrong_contact_is_named(contact: str) -> None:
    with pytest.raises(SettingsError, match="FETCH_CONTACT must be an e-mail address or the URL of a page"):
        Settings.from_environment({"FETCH_CONTACT": contact})


def test_without_a_contact_nothing_is_fetched() -> None:
    with pytest.raises(SettingsError, match="nothing is fetched until FETCH_CONTACT"):
        Settings.from_environment({}).require_contact()


@pytest.mark.parametrize("text", ["-0.1", "1.01", "two", "nan"])
def test_a_margin_is_a_share(text: str) -> None:
    assert Settings.from_environment({"EVALUATION_MARGIN": "0.05"}).evaluation_margin == 0.05
    with pytest.raises(SettingsError) as error:
        Settings.from_environment({"EVALUATION_MARGIN": text})
    assert str(error.value) == f"EVALUATION_MARGIN must be a number from 0 to 1, but is {text!r}"


@pytest.mark.parametrize("kind", ["missing", "file"])
def test_a_wrong_folder_is_told_in_one_line(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "articles"
    if kind == "file":
        path.touch()
    with pytest.raises(SettingsError) as error:
        Settings.from_environment({"ARTICLES_DIR": str(path)}).require_articles_dir()
    assert str(error.value) == f"ARTICLES_DIR is not a folder: {path}"
