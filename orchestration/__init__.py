"""Builds the India–Russia diplomatic warehouse: documents in, a checked DuckDB file out.

`ingest` and `extract` are plain Python (bytes or text in, typed records out); `assets`, `checks.py`, `jobs.py` and
their neighbours are the Dagster shell around them; `publish` turns a checked build into what analysts open.
"""

__version__ = "0.1.0"
