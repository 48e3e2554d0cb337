"""What the tests of reading share: the project's own rules, and documents made of bytes."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration.contracts.tables import Document
from orchestration.ingest.junk import JunkRules
from orchestration.ingest.relevance import Gate

SEEDS = Path(__file__).parents[3] / "seeds"
NOW = dt.datetime.fromisoformat("2025-12-06T08:00:00")


@pytest.fixture(scope="session")
def junk() -> JunkRules:
    return JunkRules.load(SEEDS / "language")


@pytest.fixture(scope="session")
def gate() -> Gate:
    return Gate(SEEDS / "reference")


@pytest.fixture(scope="session")
def document() -> Callable[..., Document]:
    def make(content: str | bytes, media_type: str = "text/plain", **known: object) -> Document:
        raw = content.encode() if isinstance(content, str) else content
        fields: dict[str, object] = {
            "document_id": hashlib.sha256(raw).hexdigest(),
            "source_name": "a.txt",
            "other_source_names": [],
            "media_type": media_type,
            "byte_size": len(raw),
            "content": raw,
            "source_url": None,
            "manifest_published": None,
            "manifest_publisher": None,
            "manifest_title": None,
            "first_seen_at": NOW,
        }
        return Document(**(fields | known))  # type: ignore[arg-type]

    return make
