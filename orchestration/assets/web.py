"""The web: one asset per source of seeds/sources, partitioned by day; and what their visits tell, in schema `raw`.

Assets of sources use the network and leave WARC files; they are no part of a refresh, which works offline. The tables
are read from the sources' ledgers, whoever visited them.
"""

import collections
import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

import dagster as dg
import polars as pl

from orchestration.assets.metadata import OWNERS, POOL, markdown_table, raw_result, raw_spec, say
from orchestration.assets.sources import utc_now
from orchestration.contracts.tables import (
    FetchAttempt,
    WebCapture,
    WebPage,
    WebSource,
    WebVisit,
)
from orchestration.fetch.health import still_parses, still_yields, visited_in_time
from orchestration.fetch.ledger import FILE_NAME, Ledger
from orchestration.fetch.rounds import Outcome
from orchestration.fetch.sources import Source
from orchestration.fetch.visit import Fetcher, NothingToAskError, SourceBusyError
from orchestration.instance import warehouse_instance
from orchestration.resources import Warehouse
from orchestration.settings import Settings, SettingsError

GROUP = "web"
#: The first day that can be filled in from archives.
DAYS = dg.DailyPartitionsDefinition(start_date="2014-01-01", timezone="UTC", end_offset=1)
SHOWN = 20


def source_key(source: Source) -> dg.AssetKey:
    """The asset of a source."""
    return dg.AssetKey(["web", asset_name(source)])


def asset_name(source: Source) -> str:
    """A source's id as Dagster allows names."""
    return source.id.replace("-", "_")


def fetcher_of(settings: Settings) -> Fetcher:
    """What visits sources.

    Raises:
        SettingsError: there is no contact.
    """
    settings.require_contact()
    return Fetcher(
        settings.web_dir,
        settings.fetch_contact,
        allowed_hosts=frozenset(settings.fetch_allowed_hosts),
        budget_seconds=60.0 * settings.fetch_minutes,
    )


def source_asset(source: Source, settings: Settings) -> dg.AssetsDefinition:
    """Visits of one source. It fails where none of its listings can be read; pages that fail are told."""
    about = {
        "publisher": source.publisher or "several",
        "kind": str(source.kind or "several"),
        "language": str(source.language or "several"),
        "seconds between requests": source.delay_seconds,
        "pages a visit": source.max_pages,
        "listings": dg.MetadataValue.json([*source.feeds, *source.sitemaps, *source.sections, *source.archives]),
    }

    @dg.asset(
        key=source_key(source),
        group_name=GROUP,
        description=f"Pages of {source.publisher or 'several publishers'} as they came in, in WARC files.",
        kinds={"python", "file"},
        owners=list(OWNERS),
        metadata=about,
        partitions_def=DAYS,
        freshness_policy=dg.FreshnessPolicy.time_window(fail_window=dt.timedelta(hours=3 * source.every_hours)),
        pool=f"web_{asset_name(source)}",
    )
    def visit_of_source(context: dg.AssetExecutionContext) -> dg.MaterializeResult[Any]:
        try:
            day = dt.date.fromisoformat(context.partition_key)
            visit = fetcher_of(settings).visit(source, day, context.log.debug)
        except (SettingsError, NothingToAskError, SourceBusyError) as error:
            raise dg.Failure(str(error)) from error
        metadata = visit_metadata(settings, source, visit)
        if not Outcome(source, day, visit, None).is_well:
            raise dg.Failure("None of the source's listings could be read.", metadata=metadata)
        return dg.MaterializeResult(metadata=metadata)

    return visit_of_source


def visit_metadata(settings: Settings, source: Source, visit: WebVisit) -> dict[str, Any]:
    """What a person wants to know of a visit."""
    with Ledger(settings.web_dir / source.id / FILE_NAME) as ledger:
        attempts = ledger.of_visits(FetchAttempt, [visit.visit_id])
        captures = ledger.of_visits(WebCapture, [visit.visit_id])
    outcomes = collections.Counter(f"{a.purpose}: {a.outcome}" for a in attempts)
    failed = [(a.url, str(a.outcome), a.reason) for a in attempts if a.reason is not None]
    newest = [(c.url, c.text_characters) for c in captures]
    return {
        "pages found": visit.pages_found,
        "pages stored": visit.pages_stored,
        "pages with an article": sum(c.text_characters > 0 for c in captures),
        "pages unchanged": visit.pages_unchanged,
        "pages failed": visit.pages_failed,
        "pages left for later": visit.pages_left,
        "bytes received": visit.byte_size,
        "requests": len(attempts),
        "outcomes": _table(["outcome", "requests"], sorted(outcomes.items())),
        "not as it should be": _table(["url", "outcome", "reason"], failed[:SHOWN]),
        "newest pages": _table(["url", "characters"], newest[-SHOWN:]),
        "WARC files": dg.MetadataValue.json(sorted({c.warc_file for c in captures})),
        "note": visit.note or "none",
    }


def record_outside_runs(settings: Settings, outcomes: Sequence[Outcome]) -> None:
    """Tells the UI of visits that the command line made, as if they had been runs."""
    with warehouse_instance(settings) as instance:
        for outcome in outcomes:
            if outcome.visit is not None and outcome.is_well:
                instance.report_runless_asset_event(
                    dg.AssetMaterialization(
                        source_key(outcome.source),
                        metadata=visit_metadata(settings, outcome.source, outcome.visit),
                        partition=outcome.day.isoformat(),
                    )
                )


def _table(columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> dg.MetadataValue[Any]:
    return dg.MetadataValue.md(
        markdown_table(pl.DataFrame(rows, schema=list(columns), orient="row")) if rows else "none"
    )


def web_checks(sources: Sequence[Source], settings: Settings) -> dg.AssetChecksDefinition:
    """Alarms of each source that was ever visited. They ask the ledgers and no network, so each refresh runs them, too.

    They are one step, since a step costs more than its questions, and stop no publication.
    """

    def specs(source: Source) -> list[dg.AssetCheckSpec]:
        described = {
            "is_visited_in_time": f"Its listings were read within the last {3 * source.every_hours} hours.",
            "still_yields": f"Where new pages are usual, there was one within {source.silent_after_days} days.",
            "still_parses": "Articles are found in its newest pages at least half as often as before.",
        }
        return [dg.AssetCheckSpec(name, asset=source_key(source), description=d) for name, d in described.items()]

    @dg.multi_asset_check(name="web_checks", specs=[spec for s in sources for spec in specs(s)], can_subset=True)
    def evaluate(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
        now = utc_now()
        for source in sources:
            path = settings.web_dir / source.id / FILE_NAME
            wanted = {key.name for key in context.selected_asset_check_keys if key.asset_key == source_key(source)}
            if not wanted or not path.exists():
                continue
            with Ledger(path) as ledger:
                findings = {
                    "is_visited_in_time": visited_in_time(source, ledger, now),
                    "still_yields": still_yields(source, ledger, now),
                    "still_parses": still_parses(ledger),
                }
            for name in sorted(wanted):
                yield dg.AssetCheckResult(
                    asset_key=source_key(source),
                    check_name=name,
                    passed=findings[name].is_well,
                    severity=dg.AssetCheckSeverity.WARN,
                    metadata={"told": findings[name].told},
                )

    return evaluate


def web_tables_asset(sources: Sequence[Source]) -> dg.AssetsDefinition:
    """The tables of all visits, incrementally from the ledgers."""
    keys = [source_key(source) for source in sources]

    @dg.multi_asset(
        name="web_tables",
        specs=[
            raw_spec(record, group="sources").replace_attributes(deps=deps)
            for record, deps in (
                (WebSource, []),
                (WebVisit, keys),
                (FetchAttempt, keys),
                (WebPage, keys),
                (WebCapture, keys),
            )
        ],
        pool=POOL,
    )
    def web_tables(context: dg.AssetExecutionContext, warehouse: Warehouse) -> Iterator[dg.MaterializeResult[Any]]:
        store, new = warehouse.store, 0
        store.save_web_sources([_row(source) for source in sources])
        known = {visit.visit_id: visit for visit in store.rows(WebVisit)}
        for path in sorted(warehouse.settings.web_dir.glob(f"*/{FILE_NAME}")):
            with Ledger(path) as ledger:
                visits = [v for v in ledger.rows(WebVisit) if known.get(v.visit_id) != v]
                if visits:
                    ids = [v.visit_id for v in visits]
                    store.save_visits(
                        visits,
                        ledger.of_visits(FetchAttempt, ids),
                        ledger.pages_since(min(v.started_at for v in visits)),
                        ledger.of_visits(WebCapture, ids),
                    )
                    new += len(visits)
        if new:
            say(context, f"{new} visits of the web, {store.count(WebCapture)} pages stored in all")
        for record in (WebSource, WebVisit, FetchAttempt, WebPage, WebCapture):
            yield raw_result(store, record, {"new visits": new})

    return web_tables


def _row(source: Source) -> WebSource:
    return WebSource(
        source_id=source.id,
        publisher=source.publisher,
        kind=source.kind,
        language=source.language,
        every_hours=source.every_hours,
        silent_after_days=source.silent_after_days,
    )
