r"""Lines that were broken to fit a page or a screen, joined again: wires of the nineties, mail, text from a PDF.

Belongs here: which line breaks part nothing. Does not: what a line is (`segments`), line ends as such (`decode`).
"""

from __future__ import annotations

import itertools
from statistics import quantiles

import regex

#: No page is narrower, and none wider: longer lines are paragraphs that nobody broke.
MIN_WIDTH, MAX_WIDTH = 40, 130
#: So many line breaks tell that a text was wrapped, if so large a share of them stands where no further word had room.
MIN_BREAKS, MIN_FULL_SHARE = 3, 0.6
#: Shares of the width that make a line full (print sets words by their width, not by their letters), and a long one.
FULL, LONG = 0.93, 0.75

_SENTENCE_END = regex.compile(r"[।॥.!?…:]['\"”’»)\]]*$")


def unwrapped(text: str) -> str:
    r"""The text with a blank for each line break that stands within a paragraph; no offset changes.

    A text was wrapped if its lines are of one width and most of those that another follows have no room for the next
    one's first word. There, a full line goes on in the next, and so does a long one that ends no sentence, unless
    the next is indented. Texts of whole paragraphs, and lists, stay as they are.
    """
    lines = text.split("\n")
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    if len(lengths) <= MIN_BREAKS:
        return text
    width = quantiles(lengths, n=10)[-1]
    breaks = [(a, b) for a, b in itertools.pairwise(lines) if a.strip() and b.strip()]
    full = sum(_is_full(a, b, width) for a, b in breaks)
    if not MIN_WIDTH <= width <= MAX_WIDTH or full < MIN_BREAKS or full < MIN_FULL_SHARE * len(breaks):
        return text
    joints = (" " if _goes_on(a, b, width) else "\n" for a, b in itertools.pairwise(lines))
    return lines[0] + "".join(joint + line for joint, line in zip(joints, lines[1:], strict=True))


def _is_full(line: str, following: str, width: float) -> bool:
    """Whether a line of such a page has no room for the word that the next one begins with."""
    return len(line.strip()) + 1 + len(following.split()[0]) > FULL * width


def _goes_on(line: str, following: str, width: float) -> bool:
    if not line.strip() or not following.strip() or _indent(following) > _indent(line):
        return False
    is_open = len(line.strip()) > LONG * width and _SENTENCE_END.search(line.rstrip()) is None
    return is_open or _is_full(line, following, width)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
