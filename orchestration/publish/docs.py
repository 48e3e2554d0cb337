"""The dbt docs site as one static page.

Runs dbt through a callable that it is given, so that it knows neither Dagster nor how dbt is started.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

#: Runs dbt with these arguments in the project, and raises where dbt fails.
DbtRunner = Callable[[Sequence[str]], object]


def build_docs(run_dbt: DbtRunner, target_dir: Path, docs_dir: Path) -> Path:
    """Write the site to `docs_dir`/index.html and return that path.

    run_dbt: see DbtRunner; target_dir: where it makes dbt write its artifacts.

    Raises:
        FileNotFoundError: dbt wrote no page into `target_dir`.
        Whatever `run_dbt` raises; the page of an earlier build is then untouched.
    """
    run_dbt(["docs", "generate", "--static"])
    page = (target_dir / "static_index.html").read_bytes()
    docs_dir.mkdir(parents=True, exist_ok=True)
    index, temporary = docs_dir / "index.html", docs_dir / ".index.html.new"
    temporary.write_bytes(page)
    os.replace(temporary, index)
    return index
