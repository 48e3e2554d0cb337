"""Loads what is known of each language from seeds/language/<code>/<kind>.yaml, checked by the schema of its reader.

Each module of `extract` (and `ingest`) declares the pydantic model of the file that it reads; this module only loads.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pydantic
import yaml

from orchestration.contracts.codes import Language


class LanguageDataError(ValueError):
    """A file of seeds/language or seeds/reference is missing or breaks its schema; names file, place and reason."""


class Schema(pydantic.BaseModel):
    """Base of all models of language files: unknown keys are errors."""

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)


S = TypeVar("S", bound=Schema)


def load_yaml(path: Path, schema: type[S]) -> S:
    """The file's content as `schema`.

    Raises:
        LanguageDataError: the file is missing, is not YAML, or breaks the schema.
    """
    try:
        # libyaml's safe loader where it is there: ten times as fast
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise LanguageDataError(f"{path}: {error}") from error
    try:
        return schema.model_validate(content or {})
    except pydantic.ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise LanguageDataError(f"{path}: {problems}") from error


def load_all(seeds_dir: Path, kind: str, schema: type[S]) -> dict[Language, S]:
    """seeds/language/<code>/<kind>.yaml of every language.

    Raises:
        LanguageDataError: see `load_yaml`.
    """
    return {lang: load_yaml(seeds_dir / "language" / lang.value / f"{kind}.yaml", schema) for lang in Language}
