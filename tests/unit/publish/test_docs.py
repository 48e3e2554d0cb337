"""The docs page appears whole, or the earlier one stays."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from orchestration.publish.docs import build_docs


def test_the_page_is_put_in_place(tmp_path: Path) -> None:
    calls: list[Sequence[str]] = []

    def run_dbt(arguments: Sequence[str]) -> None:
        calls.append(arguments)
        (tmp_path / "target").mkdir()
        (tmp_path / "target" / "static_index.html").write_text("<html>संबंध</html>", encoding="utf-8")

    index = build_docs(run_dbt, tmp_path / "target", tmp_path / "docs")
    assert calls == [["docs", "generate", "--static"]]
    assert index == tmp_path / "docs" / "index.html"
    assert index.read_text(encoding="utf-8") == "<html>संबंध</html>"
    assert [path.name for path in index.parent.iterdir()] == ["index.html"]


def test_a_failed_build_keeps_the_earlier_page(tmp_path: Path) -> None:
    index = tmp_path / "docs" / "index.html"
    index.parent.mkdir()
    index.write_text("earlier")

    def run_dbt(_: Sequence[str]) -> None:
        raise RuntimeError("dbt failed")

    with pytest.raises(RuntimeError, match="dbt failed"):
        build_docs(run_dbt, tmp_path / "target", tmp_path / "docs")
    assert index.read_text() == "earlier"
