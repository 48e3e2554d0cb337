"""Date expressions and durations of three languages, as agencies write them, against the days they mean."""

from __future__ import annotations

import datetime as dt
import functools
import pathlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.contracts.codes import DateBasis, DatePrecision, PublishedBasis
from orchestration.extract.dates.finder import DateFinder, DateRules, Tense, resolve
from orchestration.extract.language import load_all
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.model import Anchor, Interval
from orchestration.extract.text import tokenize

if TYPE_CHECKING:
    from orchestration.extract.dates.finder import DateExpression, Duration

SEEDS = pathlib.Path(__file__).parents[3] / "seeds"
FRIDAY = dt.date(2025, 12, 5)
NOWHERE = Anchor(None, None, None, PublishedBasis.NONE)


@functools.cache
def _finder() -> tuple[DateFinder, Lexicon]:
    finder, lexicon = DateFinder(load_all(SEEDS, "dates", DateRules)), Lexicon()
    finder.add_to(lexicon)
    return finder, lexicon


def _find(text: str) -> list[DateExpression]:
    finder, lexicon = _finder()
    tokens = tokenize(text)
    return finder.find(tokens, lexicon.scan(tokens))


def _durations(text: str) -> list[Duration]:
    finder, lexicon = _finder()
    tokens = tokenize(text)
    return finder.find_durations(tokens, lexicon.scan(tokens))


def _on(day: dt.date) -> Anchor:
    return Anchor(day, day, day, PublishedBasis.META)


def _short(i: Interval) -> str:
    """An interval in short: 2025-12-04, 2025-12-04/05, 2025-12, 2025-Q4, 2025, ?."""
    if i.start is None or i.end is None:
        return "?"
    if i.precision is DatePrecision.DAY:
        return i.start.isoformat()
    if i.precision is DatePrecision.RANGE:
        return f"{i.start.isoformat()}/{i.end.isoformat()}"
    if i.precision is DatePrecision.MONTH:
        return f"{i.start:%Y-%m}"
    if i.precision is DatePrecision.QUARTER:
        return f"{i.start:%Y-%m}~"
    return f"{i.start:%Y}"


def _told(text: str, tense: Tense = "past", anchor: Anchor | None = None, context: Interval | None = None) -> str:
    return " ".join(_short(resolve(e, anchor or _on(FRIDAY), context, tense)) for e in _find(text))


# The report is of Friday, 5 December 2025. A season's or quarter's three months are written by the first: 2025-09~.
HINDI = [
    ("पुतिन 4 दिसंबर 2025 को दिल्ली पहुंचे", "past", "2025-12-04"),
    ("4 दिसम्बर, 2025 को", "past", "2025-12-04"),
    ("31 अगस्त और 1 सितंबर को", "past", "2025-08-31/2025-09-01"),
    ("गुरुवार और शुक्रवार को", "future", "2025-12-11/2025-12-12"),
    ("अगले हफ्ते गुरुवार और शुक्रवार को", "future", "2025-12-11/2025-12-12"),
    ("४ दिसंबर २०२५ को", "past", "2025-12-04"),
    ("4 दिसंबर को", "past", "2025-12-04"),
    ("चार दिसंबर को", "past", "2025-12-04"),
    ("बीस मई को", "past", "2025-05-20"),
    ("बाईस अप्रैल के इस हमले में", "past", "2025-04-22"),
    ("इकत्तीस अगस्त को", "past", "2025-08-31"),
    ("पहली दिसंबर को", "past", "2025-12-01"),
    ("7 मार्च को", "past", "2025-03-07"),
    ("7 मार्च को", "future", "2026-03-07"),
    ("20 दिसंबर को", "past", "2024-12-20"),
    ("20 दिसंबर को", "future", "2025-12-20"),
    ("4-5 दिसंबर को", "past", "2025-12-04/2025-12-05"),
    ("4 – 5 दिसंबर 2025 को", "past", "2025-12-04/2025-12-05"),
    ("4 और 5 दिसंबर को", "future", "2025-12-04/2025-12-05"),
    ("4 से 6 दिसंबर तक", "past", "2025-12-04/2025-12-06"),
    ("4 से लेकर 6 दिसंबर तक", "past", "2025-12-04/2025-12-06"),
    ("चार और पांच सितंबर को", "past", "2025-09-04/2025-09-05"),
    ("23 से 29 मई 2025 तक", "past", "2025-05-23/2025-05-29"),
    ("30 नवंबर से 2 दिसंबर तक", "past", "2025-11-30/2025-12-02"),
    ("30 दिसंबर 2024 से 2 जनवरी 2025 तक", "past", "2024-12-30/2025-01-02"),
    ("24 फरवरी, 2 और 7 मार्च को", "past", "2025-02-24 2025-03-02 2025-03-07"),
    ("24 फरवरी, 2 और 7 मार्च 2022 को", "past", "2022-02-24 2022-03-02 2022-03-07"),
    ("8 और 15 अगस्त को", "past", "2025-08-08 2025-08-15"),
    ("शुक्रवार, 5 दिसंबर 2025", "past", "2025-12-05"),
    ("5 दिसंबर (शुक्रवार) को", "past", "2025-12-05"),
    ("सोमवार 8 जुलाई को", "past", "2024-07-08"),
    ("गुरुवार को", "past", "2025-12-04"),
    ("बृहस्पतिवार को", "past", "2025-12-04"),
    ("शुक्रवार को", "past", "2025-12-05"),
    ("शुक्रवार को", "future", "2025-12-05"),
    ("शनिवार को", "future", "2025-12-06"),
    ("मंगलवार को", "unknown", "2025-12-02"),
    ("पिछले शुक्रवार को", "past", "2025-11-28"),
    ("अगले शुक्रवार को", "future", "2025-12-12"),
    ("आगामी मंगलवार को", "future", "2025-12-09"),
    ("पिछले हफ्ते सोमवार को", "past", "2025-11-24"),
    ("आज", "past", "2025-12-05"),
    ("आज यानी 5 दिसंबर को", "past", "2025-12-05"),
    ("आज (5 दिसंबर)", "past", "2025-12-05"),
    ("कल शाम", "past", "2025-12-04"),
    ("कल", "future", "2025-12-06"),
    ("कल", "unknown", "2025-12-04"),
    ("परसों", "past", "2025-12-03"),
    ("परसों", "future", "2025-12-07"),
    ("कल यानी 6 दिसंबर को", "future", "2025-12-06"),
    ("तीन दिन पहले", "past", "2025-12-02"),
    ("कुछ ही दिन पहले", "past", "2025-11-26/2025-12-03"),
    ("दो महीने पहले", "past", "2025-10"),
    ("5 साल पहले", "past", "2020"),
    ("दो हफ्ते पहले", "past", "2025-11-18/2025-11-24"),
    ("पिछले हफ्ते", "past", "2025-11-24/2025-11-30"),
    ("इस सप्ताह", "past", "2025-12-01/2025-12-07"),
    ("अगले सप्ताह", "future", "2025-12-08/2025-12-14"),
    ("पिछले महीने", "past", "2025-11"),
    ("बीते माह", "past", "2025-11"),
    ("इसी महीने", "past", "2025-12"),
    ("अगले महीने", "future", "2026-01"),
    ("पिछले साल", "past", "2024"),
    ("गत वर्ष", "past", "2024"),
    ("इस साल", "future", "2025"),
    ("अगले साल", "future", "2026"),
    ("इस वर्ष के अंत में", "future", "2025-10~"),
    ("साल के अंत में", "future", "2025-10~"),
    ("इस साल के अंत तक", "future", "2025"),
    ("2025 के अंत में", "future", "2025-10~"),
    ("2026 की शुरुआत में", "future", "2026-01~"),
    ("अगले साल की शुरुआत में", "future", "2026-01~"),
    ("पिछले साल के अंत में", "past", "2024-10~"),
    ("2026 की पहली तिमाही में", "future", "2026-01~"),
    ("अगस्त में", "past", "2025-08"),
    ("दिसंबर में", "future", "2025-12"),
    ("जनवरी में", "future", "2026-01"),
    ("पिछले दिसंबर में", "past", "2024-12"),
    ("दिसंबर 2018 में", "past", "2018-12"),
    ("दिसंबर, 2021 में", "past", "2021-12"),
    ("2024 के अक्टूबर में", "past", "2024-10"),
    ("दिसंबर के पहले सप्ताह में", "past", "2025-12-01/2025-12-07"),
    ("नवंबर के अंत में", "past", "2025-11"),
    ("पिछले वर्ष जुलाई में", "past", "2024-07"),
    ("इस साल अगस्त में", "past", "2025-08"),
    ("पिछले साल 22 अक्टूबर को", "past", "2024-10-22"),
    ("पिछले महीने की 20 तारीख को", "past", "2025-11-20"),
    ("2019 में", "past", "2019"),
    ("साल 2019", "past", "2019"),
    ("2014, 2017 और 2019 में", "past", "2014 2017 2019"),
    ("वार्षिक शिखर सम्मेलन 2025 से पहले", "past", "2025"),
    ("7.8.2025 को", "past", "2025-08-07"),
    ("07/08/2025", "past", "2025-08-07"),
    ("प्रविष्टि तिथि: 25 SEP 2025 9:05PM by PIB Delhi", "past", "2025-09-25"),
    ("— Narendra Modi (@narendramodi) September 1, 2025", "past", "2025-09-01"),
    ("Wednesday को", "past", "2025-12-03"),
    # what is no date
    ("नब्बे के दशक में", "past", ""),
    ("1990 के दशक में", "past", "?"),
    ("2024-25 में 68 अरब डॉलर", "past", "?"),
    ("2025 करोड़ रुपये", "past", ""),
    ("2,000 सैनिक", "past", ""),
    ("140 करोड़ भारतीय", "past", ""),
    ("जी-20 सितंबर में", "past", "2025-09"),
    ("आज के दौर में", "past", ""),
    ("आज का युग युद्ध का नहीं है", "past", ""),
    ("कल-पुर्जों की आपूर्ति", "past", ""),
    ("मंगल ग्रह पर शनि और रवि", "past", ""),
    ("एस-400 की 2 रेजिमेंट", "past", ""),
    ("26वां सत्र", "past", ""),
]

ENGLISH = [
    ("on 4 December 2025", "past", "2025-12-04"),
    ("December 4, 2025", "past", "2025-12-04"),
    ("November 30-December 2", "past", "2025-11-30/2025-12-02"),
    ("Oct. 30-Nov. 2, 2025", "past", "2025-10-30/2025-11-02"),
    ("on December 31 and January 1", "future", "2025-12-31/2026-01-01"),
    ("on Wednesday and Thursday", "past", "2025-12-03/2025-12-04"),
    ("from Monday to Wednesday", "future", "2025-12-08/2025-12-10"),
    ("on Thursday and Friday last week", "past", "2025-11-27/2025-11-28"),
    ("Monday to Wednesday (December 8-10)", "future", "2025-12-08/2025-12-10"),
    ("on Monday and Thursday", "past", "2025-12-01 2025-12-04"),
    ("Dec. 4, 2025", "past", "2025-12-04"),
    ("Dec 4", "past", "2025-12-04"),
    ("March 08, 2025", "past", "2025-03-08"),
    ("the 4th of December", "past", "2025-12-04"),
    ("December 4th", "past", "2025-12-04"),
    ("on September 1, which", "past", "2025-09-01"),
    ("on January 15", "future", "2026-01-15"),
    ("on January 15", "past", "2025-01-15"),
    ("August 18, 2025, 15:10", "past", "2025-08-18"),
    ("NEW DELHI, May 8, 2025: India", "past", "2025-05-08"),
    ("TIANJIN, Sept 1 (Wire) -", "past", "2025-09-01"),
    ("on Friday, December 5", "past", "2025-12-05"),
    ("Friday (Dec. 5)", "past", "2025-12-05"),
    ("on Monday, July 8", "past", "2024-07-08"),
    ("from 23 to 29 May", "past", "2025-05-23/2025-05-29"),
    ("between 4 and 6 December", "past", "2025-12-04/2025-12-06"),
    ("December 4-5", "past", "2025-12-04/2025-12-05"),
    ("December 4 and 5 at the latest", "past", "2025-12-04/2025-12-05"),
    ("December 4–5, 2025", "past", "2025-12-04/2025-12-05"),
    ("December 4 to 6", "past", "2025-12-04/2025-12-06"),
    ("December 4 and 5", "past", "2025-12-04/2025-12-05"),
    ("on 8 and 15 August", "past", "2025-08-08 2025-08-15"),
    ("on August 8 and 15", "past", "2025-08-08 2025-08-15"),
    ("from November 30 to December 2", "past", "2025-11-30/2025-12-02"),
    ("30 November-2 December 2025", "past", "2025-11-30/2025-12-02"),
    ("on 24 February, 2 and 7 March 2022", "past", "2022-02-24 2022-03-02 2022-03-07"),
    ("on Thursday", "past", "2025-12-04"),
    ("on Friday night", "past", "2025-12-05"),
    ("on Saturday", "future", "2025-12-06"),
    ("on Tuesday", "unknown", "2025-12-02"),
    ("last Friday", "past", "2025-11-28"),
    ("next Monday", "future", "2025-12-08"),
    ("on Tuesday last week", "past", "2025-11-25"),
    ("today", "past", "2025-12-05"),
    ("today, 5 December", "past", "2025-12-05"),
    ("yesterday", "past", "2025-12-04"),
    ("the day before yesterday", "past", "2025-12-03"),
    ("tomorrow", "future", "2025-12-06"),
    ("the day after tomorrow", "future", "2025-12-07"),
    ("two days ago", "past", "2025-12-03"),
    ("a few days ago", "past", "2025-11-26/2025-12-03"),
    ("several weeks ago", "past", "2025-10-10/2025-11-21"),
    ("a week ago", "past", "2025-11-25/2025-12-01"),
    ("three months ago", "past", "2025-09"),
    ("a year ago", "past", "2024"),
    ("last week", "past", "2025-11-24/2025-11-30"),
    ("earlier this week", "past", "2025-12-01/2025-12-07"),
    ("next week", "future", "2025-12-08/2025-12-14"),
    ("last weekend", "past", "2025-11-29/2025-11-30"),
    ("last month", "past", "2025-11"),
    ("earlier this month", "past", "2025-12"),
    ("next month", "future", "2026-01"),
    ("last year", "past", "2024"),
    ("this year", "future", "2025"),
    ("early next year", "future", "2026-01~"),
    ("late last year", "past", "2024-10~"),
    ("at the end of the year", "future", "2025-10~"),
    ("by the end of the year", "future", "2025"),
    ("at the end of 2025", "future", "2025-10~"),
    ("by the end of 2025", "future", "2025"),
    ("in early 2026", "future", "2026-01~"),
    ("in mid-2026", "future", "2026"),
    ("in the first quarter of 2026", "future", "2026-01~"),
    ("in the second half of 2026", "future", "2026"),
    ("in the second half of May", "past", "2025-05"),
    ("between December 1 and December 3", "past", "2025-12-01/2025-12-03"),
    ("in August", "past", "2025-08"),
    ("in October", "past", "2025-10"),
    ("in January", "future", "2026-01"),
    ("last July", "past", "2025-07"),
    ("last December", "past", "2024-12"),
    ("next March", "future", "2026-03"),
    ("in May last year", "past", "2024-05"),
    ("in November 2023", "past", "2023-11"),
    ("in early December", "past", "2025-12"),
    ("at the end of November", "past", "2025-11"),
    ("in the first week of December", "past", "2025-12-01/2025-12-07"),
    ("in the last week of February 2024", "past", "2024-02-23/2024-02-29"),
    ("in the last week of next month", "future", "2026-01-25/2026-01-31"),
    ("in the first week of 2026", "future", "2026-01-01/2026-01-07"),
    ("4th-5th December", "future", "2025-12-04/2025-12-05"),
    ("a fortnight ago", "past", "2025-11-17/2025-11-23"),
    ("in the second week of last month", "past", "2025-11-08/2025-11-14"),
    ("in the summer of 2024", "past", "2024-06~"),
    ("this autumn", "past", "2025-09~"),
    ("last spring", "past", "2025-03~"),
    ("in 2019", "past", "2019"),
    ("since 2019", "past", "2019"),
    ("the agreement of 2008", "past", "2008"),
    ("7.8.2025", "past", "2025-08-07"),
    ("23.05.2024", "past", "2024-05-23"),
    ("07/08/2025", "past", "2025-08-07"),
    ("8/27/2025", "past", "2025-08-27"),
    ("2025-12-04", "past", "2025-12-04"),
    ("2025-12-04T15:10", "past", "2025-12-04"),
    ("World Food India 2025", "past", "2025"),
    # "May" and "March" are also words
    ("in May", "past", "2025-05"),
    ("May 5", "past", "2025-05-05"),
    ("5 May", "past", "2025-05-05"),
    ("last May", "past", "2025-05"),
    ("by March", "past", "2025-03"),
    ("may visit India", "past", ""),
    ("May visit India, he said", "past", ""),
    ("They may meet in May", "past", "2025-05"),
    ("Putin may not come", "past", ""),
    ("troops march through", "past", ""),
    ("the march of 5 contingents", "past", ""),
    ("this may be the last", "past", ""),
    # what is no date
    ("the sun sat low and they wed", "past", ""),
    ("in the 1990s", "past", "?"),
    ("2,000 troops", "past", ""),
    ("2025 crore", "past", ""),
    ("in 2024-25", "past", "?"),
    ("$2019 million", "past", ""),
    ("the G-20 September summit", "past", "2025-09"),
    ("flight 2019-A at 10:20", "past", ""),
    ("on the 5th floor", "past", ""),
    ("a day before the talks", "past", "2025-12-06"),  # what leads to the talks, of the day of which it counts
]

RUSSIAN = [
    ("4 декабря 2025 года", "past", "2025-12-04"),
    ("31 августа и 1 сентября", "past", "2025-08-31/2025-09-01"),
    ("в среду и четверг", "past", "2025-12-03/2025-12-04"),
    ("в среду-четверг", "past", "2025-12-03/2025-12-04"),
    ("на прошлой неделе, в четверг и пятницу", "past", "2025-11-27/2025-11-28"),
    ("в понедельник и четверг", "past", "2025-12-01 2025-12-04"),
    ("МОСКВА, 21 августа 2025 г. /Корр./", "past", "2025-08-21"),
    ("4 декабря", "past", "2025-12-04"),
    ("4-го декабря", "past", "2025-12-04"),
    ("Первого апреля", "past", "2025-04-01"),
    ("двадцать третьего мая", "past", "2025-05-23"),
    ("пятого декабря", "past", "2025-12-05"),
    ("В августе, 17-го числа", "past", "2025-08-17"),
    ("7 августа в Москве", "past", "2025-08-07"),
    ("22 октября", "past", "2025-10-22"),
    ("20 декабря", "future", "2025-12-20"),
    ("15 января", "future", "2026-01-15"),
    ("4-5 декабря", "past", "2025-12-04/2025-12-05"),
    ("4–5 декабря 2025 года", "past", "2025-12-04/2025-12-05"),
    ("с 23 по 29 мая", "past", "2025-05-23/2025-05-29"),
    ("с 30 ноября по 2 декабря", "past", "2025-11-30/2025-12-02"),
    ("30 ноября – 2 декабря 2025 года", "past", "2025-11-30/2025-12-02"),
    ("4 и 5 декабря", "past", "2025-12-04/2025-12-05"),
    ("24 февраля, 2 и 7 марта", "past", "2025-02-24 2025-03-02 2025-03-07"),
    ("24 февраля, 2 и 7 марта 2022 года", "past", "2022-02-24 2022-03-02 2022-03-07"),
    ("8 и 18 августа", "past", "2025-08-08 2025-08-18"),
    ("в пятницу, 5 декабря", "past", "2025-12-05"),
    ("в понедельник, 8 июля", "past", "2024-07-08"),
    ("5 декабря (пятница)", "past", "2025-12-05"),
    ("в четверг", "past", "2025-12-04"),
    ("в среду", "past", "2025-12-03"),
    ("в пятницу", "past", "2025-12-05"),
    ("во вторник", "unknown", "2025-12-02"),
    ("в субботу", "future", "2025-12-06"),
    ("в прошлую пятницу", "past", "2025-11-28"),
    ("в следующий понедельник", "future", "2025-12-08"),
    ("во вторник на прошлой неделе", "past", "2025-11-25"),
    ("сегодня", "past", "2025-12-05"),
    ("сегодня, 5 декабря,", "past", "2025-12-05"),
    ("вчера", "past", "2025-12-04"),
    ("позавчера", "past", "2025-12-03"),
    ("завтра", "future", "2025-12-06"),
    ("послезавтра", "future", "2025-12-07"),
    ("Накануне", "past", "2025-12-04"),
    ("Накануне, 4 декабря,", "past", "2025-12-04"),
    ("два дня назад", "past", "2025-12-03"),
    ("несколько дней назад", "past", "2025-11-26/2025-12-03"),
    ("неделю назад", "past", "2025-11-25/2025-12-01"),
    ("на третьей неделе ноября", "past", "2025-11-15/2025-11-21"),
    ("три месяца назад", "past", "2025-09"),
    ("месяц назад", "past", "2025-11"),
    ("пять лет назад", "past", "2020"),
    ("через два дня", "future", "2025-12-07"),
    ("через месяц", "future", "2026-01"),
    ("на прошлой неделе", "past", "2025-11-24/2025-11-30"),
    ("на этой неделе", "past", "2025-12-01/2025-12-07"),
    ("на следующей неделе", "future", "2025-12-08/2025-12-14"),
    ("в прошлом месяце", "past", "2025-11"),
    ("в этом месяце", "past", "2025-12"),
    ("в следующем месяце", "future", "2026-01"),
    ("в прошлом году", "past", "2024"),
    ("в этом году", "future", "2025"),
    ("в будущем году", "future", "2026"),
    ("в конце года", "future", "2025-10~"),
    ("до конца года", "future", "2025"),
    ("к концу года", "future", "2025"),
    ("в конце 2025 года", "future", "2025-10~"),
    ("в начале следующего года", "future", "2026-01~"),
    ("в конце прошлого года", "past", "2024-10~"),
    ("в первом квартале 2026 года", "future", "2026-01~"),
    ("в первой половине 2026 года", "future", "2026"),
    ("во второй половине мая", "past", "2025-05"),
    ("в августе", "past", "2025-08"),
    ("в январе", "future", "2026-01"),
    ("в мае", "past", "2025-05"),
    ("в мае прошлого года", "past", "2024-05"),
    ("в декабре 2018 года", "past", "2018-12"),
    ("в августе этого года", "past", "2025-08"),
    ("15 июля с.г. в Тяньцзине", "past", "2025-07-15"),
    ("в октябре п.г. в Казани", "past", "2024-10"),
    ("в начале декабря", "past", "2025-12"),
    ("в конце мая", "past", "2025-05"),
    ("с марта", "past", "2025-03"),
    ("в минувшем августе", "past", "2025-08"),
    ("осенью", "past", "2025-09~"),
    ("летом 2024 года", "past", "2024-06~"),
    ("прошлой зимой", "past", "2024-12~"),
    ("весной прошлого года", "past", "2024-03~"),
    ("в 2019 году", "past", "2019"),
    ("в 2019-м", "past", "2019"),
    ("с 2018 года", "past", "2018"),
    ("2025 год", "past", "2025"),
    ("11.11.2025", "past", "2025-11-11"),
    ("07/08/2025", "past", "2025-08-07"),
    ("форум «Армия-2025»", "past", "2025"),
    ("12 сентября 2024 года, 17:35", "past", "2024-09-12"),
    ("3 февраля 2025, 14:20", "past", "2025-02-03"),
    # what is no date
    ("окружающая среда", "past", ""),
    ("защита среды", "past", ""),
    ("Марта встретила Владимира", "past", ""),
    ("в 1990-х годах", "past", "?"),
    ("в 2024-2025 годах", "past", "?"),
    ("2000 человек", "past", ""),
    ("пятого созыва", "past", ""),
    ("во второй половине дня", "past", ""),
    ("26-е заседание", "past", ""),
    ("на сегодняшний день", "past", ""),
]


@pytest.mark.parametrize(("text", "tense", "expected"), HINDI + ENGLISH + RUSSIAN)
def test_expression_means_these_days(text: str, tense: Tense, expected: str) -> None:
    assert _told(text, tense) == expected


def _day(text: str) -> Interval:
    day = dt.date.fromisoformat(text)
    return Interval(day, day, DatePrecision.DAY, DateBasis.EXPLICIT)


def _month(year: int, month: int, last: int) -> Interval:
    return Interval(dt.date(year, month, 1), dt.date(year, month, last), DatePrecision.MONTH, DateBasis.EXPLICIT)


YEAR_2021 = Interval(dt.date(2021, 1, 1), dt.date(2021, 12, 31), DatePrecision.YEAR, DateBasis.EXPLICIT)
FORUM = Interval(dt.date(2024, 10, 22), dt.date(2024, 10, 24), DatePrecision.RANGE, DateBasis.FORUM)


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("अगले दिन", _day("2024-07-08"), "2024-07-09"),
        ("उसी दिन", _day("2024-07-08"), "2024-07-08"),
        ("इससे एक दिन पहले", _day("2024-07-08"), "2024-07-07"),
        ("उसी महीने", _day("2024-07-08"), "2024-07"),
        ("उस साल", _day("2024-07-08"), "2024"),
        ("उसके अगले साल", _day("2024-07-08"), "2025"),
        ("दस दिन बाद", _day("2024-07-08"), "2024-07-18"),
        ("एक महीने बाद", _day("2024-07-08"), "2024-08"),
        ("6 दिसंबर को", _month(2021, 12, 31), "2021-12-06"),
        ("11 तारीख को", _month(2014, 12, 31), "2014-12-11"),
        ("1 तारीख को", _month(2025, 9, 30), "2025-09-01"),
        ("6 दिसंबर को", YEAR_2021, "2021-12-06"),
        ("जून में", YEAR_2021, "2021-06"),
        ("अगले दिन", FORUM, "2024-10-25"),
        ("the next day", _day("2025-08-20"), "2025-08-21"),
        ("the following day", _day("2025-08-20"), "2025-08-21"),
        ("earlier the same day", _day("2025-08-20"), "2025-08-20"),
        ("that month", _day("2025-08-20"), "2025-08"),
        ("the same year", _day("2021-08-20"), "2021"),
        ("a day earlier", _day("2025-08-20"), "2025-08-19"),
        ("ten days later", _day("2025-08-08"), "2025-08-18"),
        ("a month later", _day("2025-08-08"), "2025-09"),
        ("two weeks later", _day("2025-08-07"), "2025-08-18/2025-08-24"),
        ("on June 24", YEAR_2021, "2021-06-24"),
        ("on the 11th.", _month(2014, 12, 31), "2014-12-11"),
        ("в тот же день", _day("2025-08-21"), "2025-08-21"),
        ("на следующий день", _day("2025-08-21"), "2025-08-22"),
        ("Накануне", _day("2025-08-21"), "2025-08-20"),
        ("спустя месяц", _day("2025-08-21"), "2025-09"),
        ("спустя десять дней", _day("2025-08-08"), "2025-08-18"),
        ("год спустя", _day("2021-08-08"), "2022"),
        ("в том же месяце", _day("2021-08-08"), "2021-08"),
        ("17-го числа", _month(2025, 8, 31), "2025-08-17"),
        ("6 декабря", YEAR_2021, "2021-12-06"),
    ],
)
def test_context_is_what_a_passage_hangs_on(text: str, context: Interval, expected: str) -> None:
    assert _told(text, context=context) == expected
    assert _told(text, anchor=NOWHERE, context=context) == expected


@pytest.mark.parametrize("text", ["4 दिसंबर को", "on Monday", "вчера", "in August", "अगले दिन", "last July", "осенью"])
def test_nothing_known_gives_nothing(text: str) -> None:
    assert _told(text, anchor=NOWHERE) == "?"


def test_explicit_dates_need_no_anchor() -> None:
    assert _told("4 दिसंबर 2025; in July 2024; осенью 2023 года", anchor=NOWHERE) == "2025-12-04 2024-07 2023-09~"


def test_anchor_within_a_week_still_dates_weekdays_and_makes_ranges_of_days() -> None:
    week = Anchor(dt.date(2024, 12, 10), dt.date(2024, 12, 16), None, PublishedBasis.NONE)
    assert _told("मंगलवार को", anchor=week) == "2024-12-10"
    assert _told("yesterday", anchor=week) == "2024-12-09/2024-12-15"


def test_wide_anchor_gives_the_year_but_no_weekday() -> None:
    year = Anchor(dt.date(2025, 1, 1), dt.date(2025, 12, 31), None, PublishedBasis.NONE)
    assert _told("в понедельник; 7 августа; осенью", anchor=year) == "? 2025-08-07 2025-09~"


def test_open_anchor_gives_no_year() -> None:
    assert _told("24 मार्च को", anchor=Anchor(dt.date(2024, 7, 1), None, None, PublishedBasis.NONE)) == "?"


def test_weekday_within_a_dated_forum() -> None:
    assert _told("on Wednesday", anchor=NOWHERE, context=FORUM) == "2024-10-23"
    assert _told("on Friday", anchor=NOWHERE, context=FORUM) == "?"


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("4 December 2025", DateBasis.EXPLICIT),
        ("4 December", DateBasis.INFERRED_YEAR),
        ("on Thursday", DateBasis.RELATIVE),
        ("last July", DateBasis.RELATIVE),
        ("in 2019", DateBasis.EXPLICIT),
    ],
)
def test_basis_says_how_the_date_was_obtained(text: str, basis: DateBasis) -> None:
    assert [resolve(e, _on(FRIDAY)).basis for e in _find(text)] == [basis]


@pytest.mark.parametrize(
    "text", ["आज यानी 5 मई को", "आज (5 मई) को", "आज, 5 मई", "today, 5 May", "today, May 5, 2025", "сегодня, 5 мая,"]
)
def test_today_with_a_date_hints_at_publication(text: str) -> None:
    assert [e.is_publication_hint for e in _find(text)] == [True]


@pytest.mark.parametrize("text", ["कल यानी 5 मई को", "yesterday, 5 May", "накануне, 5 мая", "5 мая"])
def test_other_days_do_not(text: str) -> None:
    assert [e.is_publication_hint for e in _find(text)] == [False]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("since 2019", "since"),
        ("by 2030", "until"),
        ("until Friday", "until"),
        ("after August 15", "after"),
        ("2030 तक", "until"),
        ("2021 से", "since"),
        ("15 अगस्त के बाद", "after"),
        ("до 2030 года", "until"),
        ("с понедельника", "since"),
        ("после 15 августа", "after"),
        ("on Friday", "at"),
        ("4 से 6 दिसंबर तक", "at"),
    ],
)
def test_relation_to_the_date(text: str, relation: str) -> None:
    assert [e.relation for e in _find(text)] == [relation]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("करीब 45 मिनट तक", 45),
        ("करीब ४५ मिनट", 45),
        ("पैंतालीस मिनट", 45),
        ("एक घंटे से ज्यादा", 60),
        ("करीब एक घंटे तक", 60),
        ("डेढ़ घंटे", 90),
        ("करीब ढाई घंटे", 150),
        ("सवा घंटे", 75),
        ("सवा दो घंटे", 135),
        ("साढ़े तीन घंटे", 210),
        ("पौने दो घंटे", 105),
        ("आधे घंटे", 30),
        ("घंटे भर", 60),
        ("एक घंटे 20 मिनट", 80),
        ("एक घंटा और बीस मिनट", 80),
        ("about 45 minutes", 45),
        ("more than an hour", 60),
        ("nearly an hour", 60),
        ("close to 50 minutes", 50),
        ("about an hour and a half", 90),
        ("two and a half hours", 150),
        ("a three-hour meeting", 180),
        ("a 90-minute call", 90),
        ("the three-and-a-half-hour talks", 210),
        ("half an hour", 30),
        ("1.5 hours", 90),
        ("one hour and 20 minutes", 80),
        ("twenty-five minutes", 25),
        ("the better part of an hour", 60),
        ("an hour-long conversation", 60),
        ("около пятидесяти минут", 50),
        ("около часа", 60),
        ("более часа", 60),
        ("почти два часа", 120),
        ("полтора часа", 90),
        ("около полутора часов", 90),
        ("полчаса", 30),
        ("два с половиной часа", 150),
        ("2,5 часа", 150),
        ("двухчасовая встреча", 120),
        ("часовая беседа", 60),
        ("беседа длилась час", 60),
        ("45-минутная беседа", 45),
        ("минут сорок", 40),
        ("часа полтора", 90),
        ("один час 20 минут", 80),
        ("двадцать пять минут", 25),
    ],
)
def test_duration(text: str, minutes: int) -> None:
    assert [d.minutes for d in _durations(text)] == [minutes]


@pytest.mark.parametrize(
    "text",
    [
        "तीन घंटे पहले",
        "दो घंटे बाद",
        "कुछ घंटे",
        "two hours ago",
        "within an hour",
        "the minutes of the meeting",
        "hours after landing",
        "два часа назад",
        "в 15 часов",
        "через два часа",
        "двести пятый час пик",
        "40-45 minutes",
        "दो-तीन घंटे",
    ],
)
def test_no_duration(text: str) -> None:
    assert _durations(text) == []


def test_tokens_of_an_expression_are_its_words() -> None:
    text = "Putin met Modi on Friday, December 5, 2025 (local time)."
    tokens = tokenize(text)
    (found,) = _find(text)
    assert text[tokens[found.first].start : tokens[found.last - 1].end] == "Friday, December 5, 2025"


PIECES = """4 5 दिसंबर मई को से और , - – . ( ) 2025 2019 में के अंत आज कल यानी पिछले साल महीने सोमवार तारीख दिन पहले घंटे डेढ़
May March in on the of last next Friday 31 30 Feb 2024-25 07/08/2025 29 days ago hour half an and a
мая марта года с по до в среду числа прошлого году час минут сорок через два осенью 17-го"""


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.lists(st.sampled_from([*PIECES.split(), "\n"]), max_size=40).map(" ".join), st.text(max_size=200)),
    st.sampled_from(["past", "future", "unknown"]),
    st.dates(dt.date(1990, 1, 1), dt.date(2035, 12, 31)),
)
def test_any_text_reads_and_resolves(text: str, tense: Tense, day: dt.date) -> None:
    count = len(tokenize(text))
    end = 0
    for e in _find(text):
        assert end <= e.first < e.last <= count
        end = e.last
        for context in (None, _day("2024-02-29"), YEAR_2021, FORUM):
            for anchor in (_on(day), NOWHERE, Anchor(day, None, None, PublishedBasis.NONE)):
                found = resolve(e, anchor, context, tense)
                if found.start is None or found.end is None:
                    assert (found.precision, found.basis) == (DatePrecision.UNKNOWN, DateBasis.NONE)
                else:
                    assert found.start <= found.end
                    assert (found.precision is DatePrecision.DAY) == (found.start == found.end)
    end = 0
    for d in _durations(text):
        assert end <= d.first < d.last <= count
        assert d.minutes > 0
        end = d.last
