"""What holds of ids whatever order articles come in: asked of any warehouse that can be built and published again.

How a warehouse is built is told by its own class; nothing here knows dbt, files or articles.
"""

from __future__ import annotations

import abc
import collections
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any


class Warehouse(abc.ABC):
    """Marts that are built of some documents, on what was published before."""

    @abc.abstractmethod
    def build(self, documents: Collection[str]) -> None:
        """Build the marts of these documents alone."""

    @abc.abstractmethod
    def publish(self) -> None:
        """What was built is now what the next build knows."""

    @abc.abstractmethod
    def rows(self, query: str) -> list[Any]:
        """What a query finds in the tables built."""

    @abc.abstractmethod
    def meeting_of(self) -> dict[str, str]:
        """Short name of a report to its meeting."""

    def facts(self) -> list[Any]:
        """All that is said of each meeting but ids, with the reports that say it."""
        return self.rows(
            """
            with told as (
                select meeting_id, list(distinct reported_meeting_id order by reported_meeting_id) as reports
                from marts.fact_meeting_mentions group by meeting_id
            )
            select told.reports, parents.reports, m.* exclude (meeting_id, parent_meeting_id)
            from marts.fact_meetings as m
            join told using (meeting_id)
            left join told as parents on m.parent_meeting_id = parents.meeting_id
            order by told.reports
            """
        )

    def lookup(self) -> dict[str, str]:
        """Every id that leads to a meeting, and that meeting."""
        live = self.rows("select meeting_id, meeting_id from marts.fact_meetings")
        aliases = self.rows("select alias_id, meeting_id from marts.meeting_id_aliases")
        assert {meeting for _, meeting in aliases} <= {meeting for meeting, _ in live}
        assert not {alias for alias, _ in aliases} & {meeting for meeting, _ in live}
        return dict(live + aliases)

    def events(self) -> list[tuple[str, str, str]]:
        """(id, what happened to it, why), in order."""
        return self.rows(
            "select meeting_id, change_type, cause from marts.fact_meeting_changes order by publication_no, meeting_id"
        )


def publish_keeping_ids(
    warehouse: Warehouse, publications: Iterable[Collection[str]], occasions: Mapping[str, str]
) -> Iterator[Collection[str]]:
    """Build and publish each of these sets of documents in turn, and ask of each that no id was lost or given twice.

    occasions: what a report's short name stands for, of those that fit one occasion only. Each set is given back once
    it is published.
    """
    meaning: dict[str, str] = {}
    told_by: dict[str, set[str]] = collections.defaultdict(set)
    for documents in publications:
        warehouse.build(documents)
        lookup, meeting_of = warehouse.lookup(), warehouse.meeting_of()
        for name, meeting in meeting_of.items():
            if name in occasions:
                # an id stands for one occasion, for ever
                assert meaning.setdefault(meeting, occasions[name]) == occasions[name]
                told_by[meeting].add(name)
        for meeting, names in told_by.items():
            # as long as something of what it was given to is there, it leads there
            there = {meeting_of[name] for name in names & meeting_of.keys()}
            if there:
                assert lookup.get(meeting) in there
        born = [meeting for meeting, what, _ in warehouse.events() if what in ("created", "split")]
        assert len(born) == len(set(born))
        assert set(lookup) <= {meeting for meeting, _, _ in warehouse.events()}
        warehouse.publish()
        yield documents
