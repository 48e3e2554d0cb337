"""Cuts a text into title, dateline, body and what is not the article, without changing a character of it.

Belongs here: the interpreter of the rules in junk.yaml, and what is told by shape alone (headline, paragraph, embedded
post). Does not: words of any language, which are data.
"""

from __future__ import annotations

import dataclasses
import itertools
from typing import TYPE_CHECKING

import regex

from orchestration.contracts.codes import SegmentKind
from orchestration.ingest.languages import main_script

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orchestration.ingest.junk import CompiledRule, JunkRules, Rule

MAX_TITLE_CHARS = 220
#: A line this long is a paragraph whatever it ends with; with a full stop, a shorter one is.
PARAGRAPH_CHARS = 220
SENTENCE_CHARS = 50
#: Longer lines are not taken for a post's text.
MAX_POST_CHARS = 600
#: Unlabelled lines that may stand between a headline and the line that ends the head: a standfirst, a name, a paper.
MAX_HEAD_LINES = 3
#: Short lines that may stand between a standfirst and the first paragraph: names, dates, captions, a list of subjects.
MAX_LINES_BELOW_STANDFIRST = 11
#: So few words make a label or a name, no line of a text that was wrapped.
LABEL_WORDS = 5

_LINE = regex.compile(r"[^\n]*\S[^\n]*")
#: A full stop, be it before a note of whose text it is: "… करेंगे। (साभार आकाशवाणी)".
_SENTENCE_END = regex.compile(r"(?<![.…])[।॥.]['\"”\u2019»)\]*]*(?:\s*[(\[][^()\[\]]{1,40}[)\]])?$")
_HEADLINE_END = regex.compile(r"(?:[^।॥.]|\.\.\.?|…)['\"”\u2019»)\]]*$")
_SEVERAL_SENTENCES = regex.compile(r"[।॥]\s|[\p{Ll}\p{Devanagari}]{3}\.\s+[\p{Lu}\p{Devanagari}].{60}")
#: "— Name (@handle) September 3, 2025", as an embedded post is signed.
_POST_SIGNATURE = regex.compile(r"^\s*(?:[—\u2013―-]|&mdash;)\s*.{1,100}\(@\w{1,30}\).{0,40}$")
_POST_MARK = regex.compile(r"pic\.(?:twitter|x)\.com/|https?://t\.co/")
_POST_HINT = regex.compile(r"(?<![\w.])[@#][\p{L}\w]|https?://")


@dataclasses.dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text, `text[char_start:char_end]`, and the rule that cut it (None for title and body)."""

    kind: SegmentKind
    rule: str | None
    char_start: int
    char_end: int


@dataclasses.dataclass(frozen=True, slots=True)
class Cut:
    """Segments in order, without overlap; and the place that a dateline names, as written."""

    segments: tuple[Segment, ...]
    dateline_place: str | None


@dataclasses.dataclass(slots=True)
class _Line:
    start: int
    end: int
    text: str
    blank_before: bool
    paragraph: bool
    kind: SegmentKind | None = None
    rule: str | None = None


def segment(text: str, rules: JunkRules, title: str | None = None) -> Cut:
    """Cuts a text; `title` is what the manifest or the page says it is, where they do."""
    lines = _unglued(_lines(text), [r for r in rules.rules if r.rule.at == "glued"])
    if not lines:
        return Cut((), None)
    for line in lines:
        if title is not None and _same(line.text, title):
            line.kind = SegmentKind.TITLE
            break
        if line.paragraph:
            break
    _mark_posts(lines, main_script(text))
    _mark_lines(lines, rules.rules)
    if not any(line.kind is SegmentKind.TITLE for line in lines):
        _mark_title(lines, rules.rules)
    _mark_repeated_title(lines)
    segments, place = _cut(lines, rules.rules)
    if place is None:
        datelines = (s for s in segments if s.kind is SegmentKind.DATELINE)
        cities = (rules.city.search(text, s.char_start, s.char_end) for s in datelines)
        place = next((match[0] for match in cities if match), None)
    return Cut(tuple(_merged(segments)), place)


def is_paragraph(line: str) -> bool:
    """Whether a line reads as running text, not as a headline, a label or a menu."""
    return len(line) >= PARAGRAPH_CHARS or (len(line) >= SENTENCE_CHARS and _SENTENCE_END.search(line) is not None)


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    for match in _LINE.finditer(text):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        blank_before = bool(lines) and "\n" in text[lines[-1].end : start].replace("\n", "", 1)
        lines.append(_line(start, match[0].strip(), blank_before))
    return lines


def _line(start: int, text: str, blank_before: bool) -> _Line:
    return _Line(start, start + len(text), text, blank_before, is_paragraph(text))


def _unglued(lines: list[_Line], rules: Sequence[CompiledRule]) -> list[_Line]:
    """A stamp that stands against what follows it in a line of the head, its headline or a notice, is its own line."""
    head = next((i for i, line in enumerate(lines) if line.paragraph), len(lines) - 1) + 1
    found: list[_Line] = []
    for line in lines[:head]:
        stamps = ((r.rule, r.pattern.match(line.text, 0, r.rule.max_length)) for r in rules)
        rule, end = next(((rule, m.end()) for rule, m in stamps if m), (None, 0))
        if rule is not None:
            stamp = line.text[:end].rstrip()
            found.append(_line(line.start, stamp, line.blank_before))
            found[-1].kind, found[-1].rule = rule.kind, rule.id
        found.append(_line(line.start + end, line.text[end:], line.blank_before and rule is None))
    return found + lines[head:]


def _same(line: str, title: str) -> bool:
    return line.split() == title.split()


def _mark_posts(lines: list[_Line], script: str | None) -> None:
    """Marks embedded posts: signed, linked, with the lines that belong to them."""

    def foreign(line: _Line) -> bool:
        return main_script(line.text) not in (script, None)

    def belongs(line: _Line) -> bool:
        own = line.kind is None and len(line.text) <= MAX_POST_CHARS
        return own and (foreign(line) or _POST_HINT.search(line.text) is not None)

    for i, line in enumerate(lines):
        if line.kind is not None:
            continue
        if _POST_SIGNATURE.match(line.text):
            rule = "shape.post_signature"
        elif _POST_MARK.search(line.text) and not line.text.endswith(("।", "॥")):
            rule = "shape.post_link"
        else:
            continue
        line.kind, line.rule = SegmentKind.EMBEDDED_POST, rule
        first = i - 1
        if rule == "shape.post_signature" and first >= 0:
            above = lines[first]
            # The line above a signature is the post's text, in any language, if no blank line parts them.
            if above.kind is None and len(above.text) <= MAX_POST_CHARS and not line.blank_before:
                above.kind, above.rule = SegmentKind.EMBEDDED_POST, rule
                first -= 1
        while first > 0 and belongs(lines[first]) and (not lines[first + 1].blank_before or foreign(lines[first])):
            lines[first].kind, lines[first].rule = SegmentKind.EMBEDDED_POST, rule
            first -= 1


def _mark_lines(lines: list[_Line], rules: Sequence[CompiledRule]) -> None:
    first_paragraph = _head_end([i for i, line in enumerate(lines) if line.paragraph and line.kind is None], len(lines))
    last_paragraph = max((i for i, line in enumerate(lines) if line.paragraph and line.kind is None), default=-1)
    whole = [r for r in rules if r.rule.at == "line"]
    for i, line in enumerate(lines):
        if line.kind is not None:
            continue
        places = {"anywhere"}
        if i <= first_paragraph:
            below_title = i > 0 or _is_above_headline(lines)
            places |= {"head", "below_title", "edges"} if below_title else {"head"}
        if i >= last_paragraph:
            places |= {"foot", "edges"}
        for compiled in whole:
            rule = compiled.rule
            if rule.where in places and len(line.text) <= rule.max_length and compiled.pattern.fullmatch(line.text):
                line.kind, line.rule = rule.kind, rule.id
                if rule.take == "list":
                    for follower in _headlines_after(lines, i):
                        follower.kind, follower.rule = rule.kind, rule.id
                break


def _is_above_headline(lines: list[_Line]) -> bool:
    """Whether the second line is the headline, so that the first may be a stamp or a label."""
    return len(lines) > 1 and _has_words(lines[1]) and _is_headline(lines, 1)


def _has_words(line: _Line) -> bool:
    """Whether a line is more than a label."""
    return len(line.text.split()) >= LABEL_WORDS


def _head_end(paragraphs: Sequence[int], otherwise: int) -> int:
    """The line up to which the head goes: the first paragraph, or the second where the first is a standfirst.

    A standfirst has short lines below it (names, dates, captions), and the article's first paragraph soon after.
    """
    if len(paragraphs) > 1 and 1 < paragraphs[1] - paragraphs[0] <= MAX_LINES_BELOW_STANDFIRST + 1:
        return paragraphs[1]
    return paragraphs[0] if paragraphs else otherwise


def _headlines_after(lines: list[_Line], marker: int) -> list[_Line]:
    """The other stories' headlines after a marker.

    To the end where no paragraph follows. Where the article goes on, the run of headlines up to its next paragraph,
    less the last one if the article has sub-headings and this one stands directly on its paragraph; above the article,
    less its own headline, the last of them, and what stands below that.
    """
    run: list[_Line] = []
    goes_on = False
    for line in lines[marker + 1 :]:
        if line.kind is not None:
            if line.kind is SegmentKind.EMBEDDED_POST:
                goes_on = True
                break
            continue
        if line.paragraph:
            goes_on = True
            break
        run.append(line)
    if not goes_on:
        return run
    if not any(line.paragraph or _has_words(line) for line in lines[:marker]):
        return run[: max((i for i, line in enumerate(run) if _has_words(line)), default=len(run))]
    if len(run) < 2:
        return run
    after = lines.index(run[-1]) + 1
    on_paragraph = lines[after].paragraph and not lines[after].blank_before
    taken = {id(line) for line in run}
    has_subheadings = any(
        not a.paragraph and a.kind is None and b.paragraph and id(a) not in taken
        for a, b in itertools.pairwise(lines[1:])
    )
    return run[:-1] if on_paragraph and has_subheadings else run


def _mark_title(lines: list[_Line], rules: Sequence[CompiledRule]) -> None:
    """The first line with the shape of a headline; labels above it ("City", an office's name) are furniture."""
    free = [i for i, line in enumerate(lines) if line.kind is None]
    if not free or free[0] > 3 or any(line.paragraph for line in lines[: free[0]]):
        return
    first = free[0]
    if not _is_headline(lines, first) or _is_all_dateline(lines[first], rules):
        return
    for i in range(first + 1, min(first + MAX_HEAD_LINES + 1, len(lines))):
        line, above = lines[i], lines[i - 1]
        if line.kind is not None or line.paragraph or len(above.text.split()) > (2 if line.blank_before else 4):
            break
        if _has_words(line) and _is_headline(lines, i):
            for label in lines[first:i]:
                label.kind, label.rule = SegmentKind.FURNITURE, "shape.kicker"
            first = i
            break
    lines[first].kind = SegmentKind.TITLE


def _mark_repeated_title(lines: list[_Line]) -> None:
    """The headline again, as pages print it above the picture, in the path of the page, or below the article."""
    title = next((line for line in lines if line.kind is SegmentKind.TITLE), None)
    if title is None:
        return
    for line in lines:
        if line.kind is None and not line.paragraph and _same(line.text, title.text):
            line.kind, line.rule = SegmentKind.FURNITURE, "shape.repeated_title"


def _is_headline(lines: list[_Line], i: int) -> bool:
    line = lines[i]
    long = len(line.text) > MAX_TITLE_CHARS or _SEVERAL_SENTENCES.search(line.text) is not None
    if long or not _HEADLINE_END.search(line.text) or i + 1 >= len(lines):
        return False
    after = lines[i + 1]
    ends = after.blank_before or after.kind is not None or after.paragraph or len(after.text) > 1.5 * len(line.text)
    return ends or _is_above_head_lines(lines, i + 1)


def _is_above_head_lines(lines: list[_Line], i: int) -> bool:
    """Whether a few lines without a label (standfirst, name, paper) lead from i to a byline, a dateline or a blank."""
    short = True
    for line in lines[i : i + MAX_HEAD_LINES + 1]:
        if line.kind in (SegmentKind.DATELINE, SegmentKind.BYLINE):
            return True
        if line.blank_before or line.kind is not None or line.paragraph:
            return short
        short = short and len(line.text.split()) <= LABEL_WORDS
    return False


def _is_all_dateline(line: _Line, rules: Sequence[CompiledRule]) -> bool:
    datelines = (r.pattern for r in rules if r.rule.at == "start" and r.rule.kind is SegmentKind.DATELINE)
    return any(pattern.fullmatch(line.text) for pattern in datelines)


def _cut(lines: list[_Line], rules: Sequence[CompiledRule]) -> tuple[list[Segment], str | None]:
    """Segments line by line, with datelines cut from the start and credits from the end of paragraphs."""
    starts = [r for r in rules if r.rule.at == "start"]
    ends = [r for r in rules if r.rule.at == "end"]
    body = [i for i, line in enumerate(lines) if line.kind is None]
    last_body = body[-1] if body else -1
    first_paragraph = _head_end([i for i in body if lines[i].paragraph], last_body)
    # A lead may stand above the paragraph that begins with place and day.
    below_lead = next((i for i in body if i > first_paragraph and lines[i].paragraph), -1)
    datelines = [r for r in starts if r.rule.kind is SegmentKind.DATELINE]
    segments: list[Segment] = []
    place: str | None = None
    for i, line in enumerate(lines):
        if line.kind is not None:
            segments.append(Segment(line.kind, line.rule, line.start, line.end))
            continue
        start, end = 0, len(line.text)
        in_head, in_foot = i <= first_paragraph, i == last_body
        tail: Segment | None = None
        for compiled in ends:
            rule = compiled.rule
            if rule.where == "anywhere" or (in_foot and rule.where == "foot"):
                match = compiled.pattern.search(line.text, max(0, end - rule.max_length))
                if match and match.start() < match.end():
                    end = match.start()
                    blank = len(match[0]) - len(match[0].lstrip())
                    tail = Segment(rule.kind, rule.id, line.start + end + blank, line.end)
                    break
        if i == below_lead and place is None:
            found = _longest_start(datelines, line.text[:end], in_head=True, in_foot=in_foot)
        else:
            found = _longest_start(starts, line.text[:end], in_head, in_foot)
        if found is not None:
            rule, match = found
            start = match.end()
            segments.append(Segment(rule.kind, rule.id, line.start, line.start + len(line.text[:start].rstrip())))
            if rule.kind is SegmentKind.DATELINE and place is None:
                place = match.groupdict().get("place")
        rest = line.text[start:end]
        if rest.strip():
            begin = line.start + start + len(rest) - len(rest.lstrip())
            segments.append(Segment(SegmentKind.BODY, None, begin, begin + len(rest.strip())))
        if tail is not None:
            segments.append(tail)
    return segments, place


def _longest_start(
    starts: Sequence[CompiledRule], text: str, in_head: bool, in_foot: bool
) -> tuple[Rule, regex.Match[str]] | None:
    """The rule that cuts most from the start of a line: a place with a date goes before a place alone."""
    best: tuple[Rule, regex.Match[str]] | None = None
    for compiled in starts:
        rule = compiled.rule
        if rule.where == "anywhere" or (in_foot if rule.where == "foot" else in_head):
            match = compiled.pattern.match(text, 0, min(len(text), rule.max_length))
            if match and match.end() > (best[1].end() if best else 0):
                best = rule, match
    return best


def _merged(segments: list[Segment]) -> list[Segment]:
    """Neighbours of one kind and rule made one; what parts them is blank."""
    merged: list[Segment] = []
    for s in segments:
        if merged and (merged[-1].kind, merged[-1].rule) == (s.kind, s.rule):
            merged[-1] = dataclasses.replace(merged[-1], char_end=s.char_end)
        else:
            merged.append(s)
    return merged
