"""Reads how long something lasted: "for two and a half hours", «час с половиной»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orchestration.extract.dates.expressions import Duration

if TYPE_CHECKING:
    from orchestration.extract.dates.rules import UnitWord
    from orchestration.extract.dates.tokens import DateTokens
    from orchestration.extract.lexicon import Match


def find_durations(look: DateTokens) -> list[Duration]:
    """All durations, in order and without overlap."""
    found: list[Duration] = []
    taken = 0
    for head in look.heads:
        duration: Duration | None = None
        if head.kind == "date:duration":
            duration = Duration(head.first, head.last, head.value)
        elif head.kind == "date:unit" and head.value.unit in ("minute", "hour"):
            duration = _duration(look, head.first, head.last, head.value)
        if duration is None or duration.first < taken:
            continue
        if _is_denied(look, duration):
            continue
        if found and _continues(look, found[-1], duration, head):
            duration = Duration(found[-1].first, duration.last, found.pop().minutes + duration.minutes)
        found.append(duration)
        taken = duration.last
    return found


def _duration(look: DateTokens, first: int, last: int, value: UnitWord) -> Duration | None:
    size = 60 if value.unit == "hour" else 1
    count = look.count_before(first)
    start, end = first, last
    if count is not None:
        number, start = count
    elif value.language in look.words.count_follows and (behind := _count_at(look, last)) is not None:
        number, end = behind
    elif value.unit == "hour" and value.is_one and _is_bare_hour(look, first, last):
        number = 1.0
    else:
        return None
    if phrase := look.phrase_at(look.words.halves, end):
        number, end = number + 0.5, end + len(phrase)
    elif look.is_hyphen(end) and (phrase := look.phrase_at(look.words.halves, end + 1)):
        number, end = number + 0.5, end + 1 + len(phrase)
    minutes = round(number * size)
    return Duration(start, end, minutes) if 0 < minutes <= 60 * 24 * 31 else None


def _is_bare_hour(look: DateTokens, first: int, last: int) -> bool:
    """One hour, though no number is told: «около часа», «час с половиной»."""
    if not look.words.bare_hour_cues:
        return False
    if look.key(first - 1) in look.words.bare_hour_cues or look.key(first - 2) in look.words.bare_hour_cues:
        return not look.is_number(first - 1)
    return bool(look.phrase_at(look.words.halves, last))


def _count_at(look: DateTokens, i: int) -> tuple[float, int] | None:
    """«минут сорок»: an approximate count told behind its unit."""
    value = look.words.cardinals.get(look.key(i))
    if value is None or look.words.ordinals.get(look.key(i)) is not None:
        return None
    second = look.words.cardinals.get(look.key(i + 1))
    if value in range(20, 100, 10) and second is not None and second < 10:
        value, i = value + second, i + 1
    follower = look.by_first.get(i + 1)
    if follower is not None and follower.kind == "date:unit":
        return None
    return value, i + 1


def _is_denied(look: DateTokens, duration: Duration) -> bool:
    """ "two hours ago", "within an hour", «в 15 часов»."""
    if look.key(duration.first - 1) in look.words.denied_before:
        return True
    return any(look.phrase_at(look.words.denied_after, duration.last))


def _continues(look: DateTokens, hours: Duration, minutes: Duration, head: Match) -> bool:
    """Whether the minutes go on from the hours: "one hour and 20 minutes"."""
    if head.kind != "date:unit" or head.value.unit != "minute" or minutes.minutes >= 60 or hours.minutes % 60:
        return False
    gap = minutes.first - hours.last
    return gap == 0 or (gap == 1 and look.phrase_before(look.words.ands, minutes.first) != ())
