"""The command line: brings the warehouse up to date while telling a person how far it is; fetches from the web; serves
the docs site; scores what is found in annotated articles; shows what is seen in one.

Only talking to a person belongs here; what a refresh does is the job `refresh_warehouse`.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import functools
import http.server
import io
import logging
import os
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from rich.console import Console
from rich.markup import escape
from rich.status import Status

from orchestration.contracts.codes import Language
from orchestration.evaluate.annotated import AnnotationError
from orchestration.fetch.rounds import Outcome, visit_all
from orchestration.fetch.sources import Source, SourcesError, load_sources
from orchestration.publish.report import meetings_table, rejected_table
from orchestration.settings import Settings, SettingsError
from orchestration.store import Store, WarehouseBusyError

if TYPE_CHECKING:  # Dagster takes seconds to import: a person should see a first line before that
    import dagster as dg

LOGS_KEPT = 30
ALL = "*"
_LOGGER = "progress"
_LINE_CHARACTERS = 600
_PIPE_COLUMNS = 120


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; returns the process's exit code: 0, 1 where a run failed, 2 where it could not begin."""
    parser = argparse.ArgumentParser(prog="python -m orchestration", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    refresh_parser = commands.add_parser("refresh", help="bring the warehouse up to date and publish it")
    refresh_parser.set_defaults(command=lambda settings, _: refresh(settings))
    docs_parser = commands.add_parser("docs", help="build the docs site of the warehouse and serve it on 127.0.0.1")
    docs_parser.add_argument("--port", type=int, default=8080)
    docs_parser.set_defaults(command=lambda settings, options: docs(settings, options.port))
    _add_fetch(commands)
    _add_evaluate(commands)
    _add_annotate(commands)
    calibrate_parser = commands.add_parser("calibrate", help="fit the weights of confidence on the annotated articles")
    calibrate_parser.set_defaults(command=lambda settings, _: calibrate(settings))
    options = parser.parse_args(arguments)
    try:
        code: int = options.command(Settings.from_environment(), options)
    except (SettingsError, WarehouseBusyError, AnnotationError, SourcesError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("interrupted; what is published is as it was", file=sys.stderr)
        return 130
    return code


def _add_fetch(commands: Any) -> None:
    parser = commands.add_parser("fetch", help="read the web's sources of seeds/sources; needs FETCH_CONTACT")
    parser.add_argument("--source", action="append", metavar="ID", help="only this source; may be given several times")
    parser.add_argument("--day", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="a past day, from archives")
    parser.add_argument("--until", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="all days from --day on")
    parser.set_defaults(command=fetch)


def fetch(settings: Settings, options: argparse.Namespace) -> int:
    """Visits sources, a few at a time; what they give is read by the next refresh.

    Raises:
        SettingsError: there is no contact, no such source, or the days do not follow each other.
        SourcesError: seeds/sources is wrong.
    """
    from orchestration.assets.web import fetcher_of, record_outside_runs

    fetcher = fetcher_of(settings)
    days = _days(options.day or fetcher.today(), options.until)
    sources = _chosen(load_sources(settings.seeds_dir), options.source, is_past=days[0] < fetcher.today())
    console, outcomes = _console(), []
    console.print(f"Fetching {len(sources)} sources into [bold]{_shown(settings.web_dir)}[/]", soft_wrap=True)
    with console.status("visiting …"):
        for outcome in visit_all(fetcher, sources, days, settings.fetch_at_once):
            outcomes.append(outcome)
            mark = "[green]✓[/]" if outcome.is_well else "[red]✗[/]"
            console.print(f"{mark} {outcome.source.id} {outcome.day}: {escape(_told(outcome))}", soft_wrap=True)
    record_outside_runs(settings, outcomes)
    console.print("make warehouse reads what was stored.")
    return 0 if all(outcome.is_well for outcome in outcomes) else 1


def _days(first: dt.date, last: dt.date | None) -> list[dt.date]:
    last = last or first
    if last < first:
        raise SettingsError(f"--until {last} lies before --day {first}")
    return [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]


def _chosen(sources: Sequence[Source], wanted: Sequence[str] | None, *, is_past: bool) -> list[Source]:
    """The sources that are named; where none is, all that can tell of the days."""
    known = {source.id: source for source in sources}
    unknown = [name for name in wanted or () if name not in known]
    if unknown:
        raise SettingsError(f"there is no source {', '.join(unknown)}; seeds/sources has {', '.join(known) or 'none'}")
    if wanted:
        return [known[name] for name in wanted]
    return [source for source in sources if source.archives or not is_past]


def _told(outcome: Outcome) -> str:
    visit = outcome.visit
    if visit is None:
        return outcome.failure or "failed"
    told = f"{visit.pages_found} new, {visit.pages_stored} stored, {visit.pages_failed} failed, {visit.pages_left} left"
    if visit.listings_failed:
        told += f"; {visit.listings_failed} of {visit.listings_failed + visit.listings_read} listings failed"
    return f"{told}. {visit.note}" if visit.note else told


def _add_evaluate(commands: Any) -> None:
    parser = commands.add_parser("evaluate", help="score what is found in the annotated articles")
    parser.add_argument("--fast", action="store_true", help="extraction alone, in seconds; nothing is recorded")
    parser.add_argument("--language", choices=[*Language], help="only articles in this language")
    parser.add_argument("--only", default="", metavar="PREFIX", help="only files whose name begins so")
    parser.add_argument("--held-out", action="store_true", help="list misses of the held-out half, too")
    parser.add_argument("--accept", metavar="REASON", help="record figures that are lower than the last ones")
    parser.set_defaults(command=evaluate)


def evaluate(settings: Settings, options: argparse.Namespace) -> int:
    """Scores the annotated articles of the project; see `evaluate.console`.

    Raises:
        AnnotationError: the annotation is wrong, or an article is missing.
        WarehouseBusyError: another run did not end in time.
    """
    from orchestration.evaluate.console import Wish
    from orchestration.evaluate.console import evaluate as evaluate_for

    console = _console()

    def publish(own: Settings) -> bool:
        console.print(
            f"Refreshing [bold]{_shown(own.warehouse_dir)}[/] from {_shown(own.articles_dir)}", soft_wrap=True
        )
        return _run(own, console, "not group:publication or key:published_warehouse")

    wish = Wish(options.language, options.only, options.held_out, options.accept)
    return evaluate_for(settings, console, None if options.fast else publish, wish)


def calibrate(settings: Settings) -> int:
    """Fits the weights of `confidence` anew; see `evaluate.calibrate`.

    Raises:
        AnnotationError: the annotation is wrong, or an article is missing.
    """
    from orchestration.evaluate.calibrate import calibrate as calibrate_for

    return calibrate_for(settings, _console())


def _add_annotate(commands: Any) -> None:
    parser = commands.add_parser("annotate", help="show what the extractor sees in one article, and why")
    parser.add_argument("file", type=Path)
    parser.add_argument("--published", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="day of the article")
    parser.add_argument("--html", action="store_true", help="print a page instead")
    parser.set_defaults(command=annotate)


def annotate(settings: Settings, options: argparse.Namespace) -> int:
    """Shows one article; see `explain.annotate`.

    Raises:
        SettingsError: there is no such file.
    """
    from orchestration.explain.annotate import annotate as annotate_for

    if not options.html:
        return annotate_for(settings, options.file, _console(), options.published)
    console = Console(file=io.StringIO(), record=True, width=_PIPE_COLUMNS)
    code = annotate_for(settings, options.file, console, options.published)
    print(console.export_html())
    return code


def refresh(settings: Settings) -> int:
    """Runs `refresh_warehouse` in this process; prints progress, then what the warehouse holds.

    Raises:
        SettingsError: ARTICLES_DIR is not a folder that can be read.
        WarehouseBusyError: another run did not end in time.
    """
    settings.require_articles_dir()
    console = _console()
    console.print(
        f"Refreshing [bold]{_shown(settings.warehouse_dir)}[/] from {_shown(settings.articles_dir)}", soft_wrap=True
    )
    if not _run(settings, console):
        return 1
    console.print()
    console.print(meetings_table(settings.published_path))
    rejected = rejected_table(settings.published_path)
    console.print(rejected if rejected.row_count else "Rejected documents: none")
    console.print(f"Warehouse: [bold]{_shown(settings.published_path)}[/]  (make query)", soft_wrap=True)
    console.print(f"Docs site: [bold]{_shown(settings.docs_dir / 'index.html')}[/]  (make docs)", soft_wrap=True)
    return 0


def docs(settings: Settings, port: int) -> int:
    """Brings the docs site up to date and serves it on loopback until interrupted.

    Raises:
        SettingsError: there is no warehouse yet that it could describe.
        WarehouseBusyError: another run did not end in time.
    """
    if not settings.published_path.is_file():
        raise SettingsError(f"there is no {settings.published_path} yet; run `make warehouse` first")
    if not _run(settings, _console(), "key:docs_site"):
        return 1
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=settings.docs_dir)
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        print(f"The docs site: http://127.0.0.1:{server.server_port}/ (stop with Ctrl-C)", flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()
    return 0


def _console() -> Console:
    # Where there is no terminal to ask (a pipe, CI), tables get a width that people can read.
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else _PIPE_COLUMNS
    return Console(file=sys.stdout, highlight=False, width=width)


def _run(settings: Settings, console: Console, only: str = ALL) -> bool:
    """Runs the job, or only the assets that a selection in Dagster's syntax names; returns whether it succeeded."""
    with _log_file(settings.logs_dir) as log:
        # Dagster and dbt talk at length: all of it goes to the log, and to the console what a person can use.
        with contextlib.redirect_stdout(log), contextlib.redirect_stderr(log), console.status("starting …") as status:
            try:
                failure = _failure_of_job(settings, console, status, log, only)
            except (WarehouseBusyError, KeyboardInterrupt):
                raise
            except Exception as error:  # noqa: BLE001  # in the log whole, for a person in one line
                traceback.print_exc()
                failure = f"{type(error).__name__}: {_in_one_line(str(error))}"
        if failure:
            print(f"error: {failure}", file=sys.stderr)
            print(f"What is published is as it was. The whole log: {log.name}", file=sys.stderr)
        return not failure


def _failure_of_job(settings: Settings, console: Console, status: Status, log: TextIO, only: str) -> str | None:
    """Runs the job in Dagster; returns why it failed, in one line, or None."""
    import dagster as dg

    from orchestration.definitions import build_defs
    from orchestration.instance import close_dead_runs, warehouse_instance
    from orchestration.jobs import REFRESH_JOB_NAME, refresh_warehouse

    def say(message: str) -> None:
        console.print(f"  {message}", markup=False, soft_wrap=True)

    store = Store(settings.working_path, settings.lock_seconds)
    with warehouse_instance(settings) as instance:
        close_dead_runs(instance, store)
        with store.writing(on_wait=say):
            progress = _progress_logger(_Progress(console, status), logging.StreamHandler(log))
            definitions = build_defs(settings, loggers={_LOGGER: progress})
            chosen = None  # all of the job, with the checks of what is not in it
            if only != ALL:
                selection = refresh_warehouse.selection & dg.AssetSelection.from_string(only)
                chosen = sorted(selection.resolve(definitions.resolve_asset_graph()))
            result = definitions.resolve_job_def(REFRESH_JOB_NAME).execute_in_process(
                instance=instance,
                raise_on_error=False,
                run_config={"loggers": {_LOGGER: {}}},
                asset_selection=chosen,
            )
            return None if result.success else _failure(result)


class _Progress(logging.Handler):
    """Dagster's log as a person wants to follow it: what assets say, and how long each step took."""

    def __init__(self, console: Console, status: Status) -> None:
        super().__init__()
        self._console = console
        self._status = status
        self._started: dict[str, float] = {}
        self._talkative: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Shows one record of Dagster's log."""
        told: dict[str, Any] = getattr(record, "dagster_meta", {})
        event: dg.DagsterEvent | None = getattr(record, "dagster_event", None)
        step = told.get("step_key") or ""
        if event is None:
            if getattr(record, "progress", False):  # assets.metadata.say
                self._talkative.add(step)
                self._console.print(f"  {told.get('orig_message')}", markup=False, soft_wrap=True)
        elif event.event_type_value == "STEP_START":
            self._started[step] = time.monotonic()
            self._status.update(f"{step} …")
        elif event.event_type_value == "STEP_FAILURE":
            self._console.print(f"[red]✗[/] {step}")
        elif event.event_type_value == "STEP_SUCCESS" and step in self._talkative:
            self._console.print(f"[green]✓[/] {step} [dim]{time.monotonic() - self._started[step]:.1f} s[/]")


def _progress_logger(*handlers: logging.Handler) -> dg.LoggerDefinition:
    import dagster as dg

    def progress(_context: dg.InitLoggerContext) -> logging.Logger:
        logger = logging.Logger("orchestration.refresh", logging.DEBUG)
        for handler in handlers:
            logger.addHandler(handler)
        return logger

    return dg.LoggerDefinition(progress, description="What the command line shows, and its log file.")


def _failure(result: dg.ExecuteInProcessResult) -> str:
    """The first failure in one line: the step, and what its author or the innermost error says."""
    for event in result.all_events:
        if event.is_step_failure:
            data = event.step_failure_data
            said = data.user_failure_data.description if data.user_failure_data else None
            if not said and data.error:
                innermost = data.error
                while innermost.cause:
                    innermost = innermost.cause
                said = innermost.message
            return f"{event.step_key}: {_in_one_line(said or 'failed')}"
    return "the run failed before its first step"


@contextlib.contextmanager
def _log_file(folder: Path) -> Iterator[TextIO]:
    """A new log file; only the newest are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in sorted(folder.glob("*.log"))[: -LOGS_KEPT + 1]:
        old.unlink(missing_ok=True)
    name = dt.datetime.now(dt.UTC).strftime("refresh-%Y%m%dT%H%M%S.%fZ.log")
    with (folder / name).open("w", encoding="utf-8") as log:
        yield log


def _in_one_line(text: str) -> str:
    return " ".join(text.split())[:_LINE_CHARACTERS]


def _shown(path: Path) -> str:
    """Relative to the current folder where it lies below it; safe to print with markup."""
    return escape(str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path))
