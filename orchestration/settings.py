"""Where input and output lie, and how much one run may take: the environment, read once and checked.

Nothing here touches a file when imported. What documents mean or how they are read does not belong here.
"""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Mapping
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parents[1]
DBT_DIR = PROJECT_DIR / "dbt_project"

_CONTACT = re.compile(r"[^\s@:/()]+@[^\s@:/()]+\.[^\s@:/()]+|https?://[^\s@()]+")


class SettingsError(ValueError):
    """A setting is wrong; the message is one line that a person can act on."""


@dataclasses.dataclass(frozen=True)
class Settings:
    """Absolute paths, and limits.

    seeds_dir: rules, sources and reference data as Python reads them; dbt loads those of the project, whatever it says.
    max_document_bytes: larger documents are rejected; pool_threshold: from this many documents on, reading and
    extraction use a pool of `processes` worker processes; lock_seconds: how long to wait for another writer;
    evaluation_margin: by how much (0 to 1) a figure may be lower than the one recorded last.

    fetch_contact: where the owner of a site can reach us, without which nothing is fetched; fetch_allowed_hosts: hosts
    that may lead into a private network; fetch_minutes: the longest visit; fetch_at_once: sources visited at a time.
    """

    articles_dir: Path
    warehouse_dir: Path
    seeds_dir: Path
    gold_dir: Path
    max_document_bytes: int = 20_000_000
    pool_threshold: int = 200
    processes: int = 1
    lock_seconds: int = 600
    evaluation_margin: float = 0.02
    fetch_contact: str = ""
    fetch_allowed_hosts: tuple[str, ...] = ()
    fetch_minutes: int = 60
    fetch_at_once: int = 4

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """Relative paths are taken from the current folder.

        Raises:
            SettingsError: a number is not one.
        """

        def path(name: str, default: Path) -> Path:
            return Path(os.path.abspath(environ.get(name) or default))

        def number(name: str, default: int) -> int:
            text = environ.get(name) or str(default)
            if not text.isascii() or not text.isdigit() or int(text) < 1:
                raise SettingsError(f"{name} must be a whole number above 0, but is {text!r}")
            return int(text)

        def share(name: str, default: float) -> float:
            text = environ.get(name) or str(default)
            try:
                value = float(text)
            except ValueError:
                value = -1.0
            if not 0 <= value <= 1:
                raise SettingsError(f"{name} must be a number from 0 to 1, but is {text!r}")
            return value

        def contact() -> str:
            text = (environ.get("FETCH_CONTACT") or "").strip()
            if text and not _CONTACT.fullmatch(text):
                raise SettingsError(f"FETCH_CONTACT must be an e-mail address or the URL of a page, but is {text!r}")
            return text

        return cls(
            articles_dir=path("ARTICLES_DIR", PROJECT_DIR / "seeds" / "articles"),
            warehouse_dir=path("WAREHOUSE_DIR", PROJECT_DIR / "warehouse"),
            seeds_dir=path("SEEDS_DIR", PROJECT_DIR / "seeds"),
            gold_dir=path("GOLD_DIR", PROJECT_DIR / "tests" / "gold"),
            max_document_bytes=number("MAX_DOCUMENT_BYTES", cls.max_document_bytes),
            pool_threshold=number("POOL_THRESHOLD", cls.pool_threshold),
            processes=number("PROCESSES", os.cpu_count() or 1),
            lock_seconds=number("LOCK_SECONDS", cls.lock_seconds),
            evaluation_margin=share("EVALUATION_MARGIN", cls.evaluation_margin),
            fetch_contact=contact(),
            fetch_allowed_hosts=tuple((environ.get("FETCH_ALLOWED_HOSTS") or "").replace(",", " ").split()),
            fetch_minutes=number("FETCH_MINUTES", cls.fetch_minutes),
            fetch_at_once=number("FETCH_AT_ONCE", cls.fetch_at_once),
        )

    def require_contact(self) -> None:
        """Raises:
        SettingsError: nobody is named whom a site's owner could turn to.
        """
        if not self.fetch_contact:
            raise SettingsError(
                "nothing is fetched until FETCH_CONTACT says where owners of sites can reach you: an e-mail address "
                "or a page, which is sent with every request"
            )

    def require_articles_dir(self) -> None:
        """Raises:
        SettingsError: ARTICLES_DIR is not a folder that can be listed.
        """
        if not self.articles_dir.is_dir():
            raise SettingsError(f"ARTICLES_DIR is not a folder: {self.articles_dir}")
        if not os.access(self.articles_dir, os.R_OK | os.X_OK):
            raise SettingsError(f"ARTICLES_DIR cannot be read: {self.articles_dir}")

    @property
    def working_path(self) -> Path:
        """The DuckDB file that one run at a time writes."""
        return self.warehouse_dir / "working.duckdb"

    @property
    def published_path(self) -> Path:
        """The DuckDB file that analysts open."""
        return self.warehouse_dir / "diplomacy.duckdb"

    @property
    def web_dir(self) -> Path:
        """What was fetched: a folder per source with WARC files and a ledger."""
        return self.warehouse_dir / "web"

    @property
    def docs_dir(self) -> Path:
        """The static dbt docs site."""
        return self.warehouse_dir / "docs"

    @property
    def dbt_target_dir(self) -> Path:
        """What dbt writes about this warehouse: manifest, compiled SQL, run results, log."""
        return self.warehouse_dir / "dbt"

    @property
    def logs_dir(self) -> Path:
        """One full log per run of the command line."""
        return self.warehouse_dir / "logs"
