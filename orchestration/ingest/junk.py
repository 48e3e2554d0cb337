"""Loads seeds/language/<language>/junk.yaml: what a document holds beside its article, and what tells its language.

Belongs here: the schema of these files, clear errors, compiled patterns. Does not: how a text is cut (`segments`) or
its language told (`languages`). All languages' rules apply to every document, as Hindi portals carry English furniture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import pydantic
import regex

from orchestration.contracts.codes import Language, SegmentKind
from orchestration.extract.language import LanguageDataError, Schema, load_yaml

if TYPE_CHECKING:
    import pathlib

FILE_NAME = "junk.yaml"
#: Macros in macros in macros; deeper is a circle.
MAX_MACRO_DEPTH = 5
_MACRO = regex.compile(r"\{\{(\w+)\}\}")
#: Letters that may bear a dot, and the one character that both together also are; pages write either, or no dot at all.
_DOTTED = dict(zip("कखगजडढफय", "\u0958\u0959\u095a\u095b\u095c\u095d\u095e\u095f", strict=True))
_DOTTABLE = regex.compile(f"([{''.join(_DOTTED)}])\u093c?")


class Rule(Schema):
    """One kind of line, or part of a line, that is not the article.

    at: `line` must match whole; `start` and `end` cut the match from a paragraph, the rest stays; `glued` parts it from
        whatever line of the head it begins, which is then read like any other.
    take: `line` takes it alone; `list` takes the headlines that follow too.
    where: `head` is up to and with the first paragraph, `below_title` the same without the first line, `foot` from the
        last paragraph on; `edges` is `below_title` and `foot`.
    max_length: longer lines are not looked at (`at: line`), or no further in (`start`, `end`), in characters.
    """

    id: Annotated[str, pydantic.Field(pattern=r"^([a-z]{2}|any)(\.[a-z0-9_]+)+$")]
    kind: SegmentKind
    pattern: str
    at: Literal["line", "start", "end", "glued"] = "line"
    take: Literal["line", "list"] = "line"
    where: Literal["anywhere", "head", "below_title", "foot", "edges"] = "anywhere"
    max_length: Annotated[int, pydantic.Field(gt=0, le=1000)] = 240

    @pydantic.model_validator(mode="after")
    def _consistent(self) -> Rule:
        if self.kind in (SegmentKind.TITLE, SegmentKind.BODY):
            raise ValueError("a rule cuts what is not the article: kind cannot be title or body")
        if self.take == "list" and self.at != "line":
            raise ValueError("take: list needs at: line")
        return self


class LookAlike(Schema):
    """A language of the same script that we do not read: its commonest words, and letters that only it has."""

    words: frozenset[str]
    letters: str = ""


class Identification(Schema):
    """What tells a language: its script, its commonest words, letters that its nearest kin lack, and that kin."""

    script: Literal["Devanagari", "Latin", "Cyrillic"]
    letters: str = ""
    words: Annotated[frozenset[str], pydantic.Field(min_length=10)]
    look_alikes: dict[str, LookAlike]


class JunkFile(Schema):
    """One language's junk.yaml.

    macros: regular expressions that patterns use as {{name}}; the same name in several files means any of them.
    cities: as datelines name them, {{city}}; agencies: canonical name to spellings, {{agency}}.
    """

    identification: Identification
    macros: dict[str, str] = pydantic.Field(default_factory=dict)
    cities: list[str] = pydantic.Field(default_factory=list)
    agencies: dict[str, list[str]] = pydantic.Field(default_factory=dict)
    rules: list[Rule]


class CompiledRule(Schema):
    """A rule with its pattern ready to match."""

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
    rule: Rule
    pattern: regex.Pattern[str]


class JunkRules(Schema):
    """The rules of all languages together."""

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
    rules: tuple[CompiledRule, ...]
    identification: dict[Language, Identification]
    city: regex.Pattern[str]
    agencies: tuple[tuple[regex.Pattern[str], str], ...]

    @classmethod
    def load(cls, seeds_language_dir: pathlib.Path) -> JunkRules:
        """Reads <seeds_language_dir>/<language>/junk.yaml of every language.

        Raises:
            LanguageDataError: a file is missing or wrong, a pattern does not compile, or two rules share an id.
        """
        files = {language: load_yaml(seeds_language_dir / language / FILE_NAME, JunkFile) for language in Language}
        macros: dict[str, list[str]] = {}
        for file in files.values():
            # The longest first: INTERFAX.RU before INTERFAX.
            lists = {"city": file.cities, "agency": [s for spellings in file.agencies.values() for s in spellings]}
            words = {
                name: "|".join(regex.escape(word, literal_spaces=True) for word in sorted(v, key=len, reverse=True))
                for name, v in lists.items()
            }
            for name, pattern in (file.macros | words).items():
                if pattern:
                    macros.setdefault(name, []).append(pattern)
        compiled: dict[str, CompiledRule] = {}
        for language, file in files.items():
            path = seeds_language_dir / language / FILE_NAME
            for rule in file.rules:
                if rule.id in compiled:
                    raise LanguageDataError(f"{path}: rule id {rule.id} is used twice")
                compiled[rule.id] = CompiledRule(rule=rule, pattern=_compile(rule, macros, path))
        agencies = [(name, spellings) for file in files.values() for name, spellings in file.agencies.items()]
        return cls(
            rules=tuple(compiled.values()),
            identification={language: file.identification for language, file in files.items()},
            city=_whole_words(macros.get("city", []), regex.IGNORECASE),
            agencies=tuple((_whole_words([regex.escape(s) for s in spellings]), name) for name, spellings in agencies),
        )


def _whole_words(patterns: list[str], flags: int = 0) -> regex.Pattern[str]:
    return regex.compile(rf"(?<![\p{{L}}\p{{M}}])(?:{'|'.join(patterns)})(?![\p{{L}}\p{{M}}])", flags)


def _expand(pattern: str, macros: dict[str, list[str]], depth: int = 0) -> str:
    def replace(match: regex.Match[str]) -> str:
        name = match[1]
        if name not in macros:
            raise ValueError(f"there is no macro {name}")
        if depth > MAX_MACRO_DEPTH:
            raise ValueError(f"macro {name} refers to itself")
        return "(?:" + "|".join(_expand(part, macros, depth + 1) for part in macros[name]) + ")"

    return _MACRO.sub(replace, pattern)


def _compile(rule: Rule, macros: dict[str, list[str]], path: pathlib.Path) -> regex.Pattern[str]:
    try:
        expanded = _expand(rule.pattern, macros)
        if rule.at == "end":
            expanded = f"(?:{expanded})$"
        return regex.compile(_DOTTABLE.sub(lambda m: f"(?:{m[1]}\u093c?|{_DOTTED[m[1]]})", expanded), regex.IGNORECASE)
    except (regex.error, ValueError) as error:
        raise LanguageDataError(f"{path}: rule {rule.id}: {error}") from error
