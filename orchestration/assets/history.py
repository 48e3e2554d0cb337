"""What was published last, so that the next publication gives the same ids and tells what has changed since."""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from orchestration.assets.metadata import POOL, raw_result, raw_spec, say
from orchestration.contracts.tables import HISTORY_TABLES, PublishedMeeting
from orchestration.resources import Warehouse


@dg.multi_asset(name="history", specs=[raw_spec(record, group="history") for record in HISTORY_TABLES], pool=POOL)
def history(context: dg.AssetExecutionContext, warehouse: Warehouse) -> Iterator[dg.MaterializeResult[Any]]:
    store = warehouse.store
    recalled = store.recall_history(warehouse.settings.published_path)
    if recalled:
        say(context, f"{store.count(PublishedMeeting)} meetings were published before")
    for record in HISTORY_TABLES:
        yield raw_result(store, record, {"recalled": recalled})
