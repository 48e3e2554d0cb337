import dataclasses
import datetime as dt
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.contracts.codes import (
    Language,
    PersonResolution,
    PublishedBasis,
    RejectionStage,
    SegmentKind,
)
from orchestration.contracts.tables import (
    RAW_TABLES,
    Archive,
    Article,
    ArticleSegment,
    Document,
    DocumentSource,
    Extraction,
    Location,
    PersonMention,
    RawRecord,
    RejectedDocument,
)
from orchestration.ingest.documents import Finding, FoundDocument, Standing
from orchestration.store import ScanChanges, Store, WarehouseBusyError

NOW = dt.datetime(2026, 1, 2, 3, 4, 5)
LATER = dt.datetime(2026, 2, 2)
ONE_NEW = ScanChanges(added=1, changed=0, removed=0)
NOTHING = ScanChanges(added=0, changed=0, removed=0)


def document(document_id: str, title: str | None = None) -> Document:
    return Document(
        document_id,
        f"{document_id}.txt",
        [f"z-{document_id}.txt"],
        "text/plain",
        2,
        b"\x00\xff",
        None,
        None,
        None,
        title,
        NOW,
    )


def found(document_id: str, title: str | None = None, location: str | None = None, **told: Any) -> FoundDocument:
    location = location or f"{document_id}.txt"
    known = {"archive": None, "source_url": None, "published": None, "publisher": None, "title": title}
    fields = known | {"declared_charset": None, "fetched_at": None} | told
    source = DocumentSource(
        location=location, document_id=document_id, source_name=location, media_type="text/plain", **fields
    )
    return FoundDocument(source, b"\x00\xff")


def scan(store: Store, *findings: Finding, now: dt.datetime = NOW) -> ScanChanges:
    return store.save_scan(findings, now)


def article(document_id: str, version: str = "v1") -> Article:
    return Article(
        document_id, Language.HI, None, None, None, None, None, None, PublishedBasis.NONE, None, None, "utf-8",
        "शीर्षक\nपाठ", document_id, version,
    )  # fmt: skip


def segments(document_id: str) -> list[ArticleSegment]:
    return [
        ArticleSegment(document_id, 1, SegmentKind.TITLE, None, 0, 6),
        ArticleSegment(document_id, 2, SegmentKind.BODY, None, 7, 10),
    ]


def mention(document_id: str, version: str = "v1") -> PersonMention:
    return PersonMention(
        f"m-{document_id}", document_id, "p", "P", None, None, None, False, PersonResolution.ROLE, None, None, "पाठ",
        7, 10, version,
    )  # fmt: skip


def rejection(document_id: str, stage: RejectionStage, version: str | None, at: dt.datetime = NOW) -> RejectedDocument:
    return RejectedDocument(f"{document_id}.txt", stage, "no_text", "None.", 3, document_id, at, version)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "warehouse" / "working.duckdb", lock_seconds=0.2)
    with store.writing(on_wait=pytest.fail):
        yield store


def fill(store: Store, *ids: str) -> None:
    scan(store, *(f for i in ids for f in (found(i), found(i, location=f"z-{i}.txt"))))
    store.save_articles(ids, [article(i) for i in ids], [s for i in ids for s in segments(i)], [])
    store.save_mentions(ids, [Extraction(i, "v1", NOW) for i in ids], [mention(i) for i in ids], [])


def test_all_tables_of_the_contract_are_there_and_empty(store: Store) -> None:
    assert {record.table: store.count(record) for record in RAW_TABLES} == {record.table: 0 for record in RAW_TABLES}


def test_rows_come_back_as_they_went_in(store: Store) -> None:
    fill(store, "a")
    assert store.rows(Document) == [document("a")]
    assert store.rows(Article) == [article("a")]
    assert store.rows(ArticleSegment, ["a"]) == segments("a")
    assert store.rows(ArticleSegment, ["b"]) == []
    read_back = store.rows(PersonMention)[0]
    assert read_back == mention("a")
    assert isinstance(read_back.resolution, PersonResolution)


def test_a_scan_tells_new_changed_and_gone(store: Store) -> None:
    assert scan(store, found("a")) == ONE_NEW
    assert scan(store, found("a")) == NOTHING
    assert scan(store, found("a", title="T")) == ScanChanges(added=0, changed=1, removed=0)
    assert scan(store, found("b")) == ScanChanges(added=1, changed=0, removed=1)


def test_the_first_name_describes_and_the_others_are_kept(store: Store) -> None:
    scan(store, found("a", location="c"), found("a", title="T", location="b"), found("a", title="later", location="d"))
    (kept,) = store.rows(Document)
    assert (kept.source_name, kept.other_source_names, kept.manifest_title) == ("b", ["c", "d"], "T")
    assert {s.location: s.title for s in store.rows(DocumentSource)} == {"b": "T", "c": None, "d": "later"}
    assert scan(store, found("a", title="T", location="b"), found("a", location="e"), now=LATER) == NOTHING
    (kept,) = store.rows(Document)
    assert (kept.other_source_names, kept.first_seen_at) == (["e"], NOW)


def test_a_further_fetch_of_the_same_is_no_change(store: Store) -> None:
    scan(store, found("a", fetched_at=NOW))
    assert scan(store, found("a", fetched_at=NOW), found("a", location="b", fetched_at=LATER)) == NOTHING
    (kept,) = store.rows(Document)
    assert (kept.first_fetched_at, kept.last_fetched_at) == (NOW, LATER)


def test_what_was_not_read_now_stands(store: Store) -> None:
    archive = Archive("d/a.warc", 1, NOW, 3, 2, 1, 1, "v", NOW)
    record = found("a", location="d/a.warc#1", archive="d/a.warc")
    broken = dataclasses.replace(rejection("x", RejectionStage.READ, None), source_name="d/a.warc#2", document_id=None)
    scan(store, record, broken, archive, found("b", location="d/b.txt"), found("c", location="d2.txt"))
    assert scan(store, Standing("d/a.warc"), Standing("d/b.txt")) == ScanChanges(added=0, changed=0, removed=1)
    assert store.rows(Archive) == [archive]
    assert [r.source_name for r in store.rows(RejectedDocument)] == ["d/a.warc#2"]
    assert scan(store, Standing("d")) == NOTHING
    assert {d.document_id for d in store.rows(Document)} == {"a", "b"}
    assert scan(store) == ScanChanges(added=0, changed=0, removed=2)
    assert [store.count(record) for record in (Archive, DocumentSource, RejectedDocument)] == [0, 0, 0]


def test_a_scan_that_breaks_off_changes_no_document_that_was_there(store: Store) -> None:
    fill(store, "a")

    def breaks_off() -> Iterator[Finding]:
        yield from (found(f"n{i}") for i in range(1500))
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="disk"):
        store.save_scan(breaks_off(), NOW)
    assert store.rows(Document, ["a"]) == [document("a")]
    assert scan(store, found("a"), found("a", location="z-a.txt")).removed == 1000


def test_facts_of_a_document_that_is_gone_go_with_it(store: Store) -> None:
    fill(store, "a", "b")
    scan(store, found("b"))
    for record in (Document, Article, Extraction, PersonMention):
        assert store.count(record) == 1
    assert store.count(ArticleSegment) == 2


def test_only_what_is_new_or_of_another_version_is_read(store: Store) -> None:
    fill(store, "a", "b")
    scan(store, found("a"), found("b", title="described anew"), found("c"))
    assert store.unread_documents("v1") == ["b", "c"]
    assert store.unread_documents("v2") == ["a", "b", "c"]
    assert store.unextracted_articles("v1") == []
    assert store.unextracted_articles("v2") == ["a"]


def test_a_refused_document_is_tried_again_only_by_another_version(store: Store) -> None:
    scan(store, found("a"))
    store.save_articles(["a"], [], [], [rejection("a", RejectionStage.ARTICLE, "v1")])
    assert store.unread_documents("v1") == []
    assert store.unread_documents("v2") == ["a"]
    scan(store, found("a", title="T"))
    assert store.unread_documents("v1") == ["a"]
    assert store.rows(RejectedDocument) == []


def test_an_article_that_was_given_up_is_tried_again_only_by_another_version(store: Store) -> None:
    fill(store, "a")
    store.save_mentions(["a"], [], [], [rejection("a", RejectionStage.EXTRACT, "v2")])
    assert store.count(PersonMention) == 0
    assert store.unextracted_articles("v2") == []
    assert store.unextracted_articles("v3") == ["a"]


def test_reading_anew_drops_what_was_extracted(store: Store) -> None:
    fill(store, "a", "b")
    store.save_articles(["a"], [article("a", "v2")], segments("a"), [])
    assert [m.document_id for m in store.rows(PersonMention)] == ["b"]
    assert store.unextracted_articles("v1") == ["a"]


def test_a_rejection_that_stands_keeps_its_first_date(store: Store) -> None:
    for at in (NOW, LATER):
        scan(store, rejection("a", RejectionStage.READ, None, at), now=at)
    assert [r.first_rejected_at for r in store.rows(RejectedDocument)] == [NOW]
    scan(store, dataclasses.replace(rejection("a", RejectionStage.READ, None, LATER), reason_code="other"))
    assert [r.first_rejected_at for r in store.rows(RejectedDocument)] == [LATER]


def test_an_articles_own_text_is_title_and_body(store: Store) -> None:
    fill(store, "a")
    assert list(store.article_texts()) == [("a", "शीर्षक\nपाठ")]


def test_the_version_that_was_last_fetched_is_current(store: Store) -> None:
    times = {"a": NOW, "b": LATER, "c": NOW, "d": LATER, "e": None}
    addresses = {"a": "https://x/1", "b": "https://x/1", "c": "https://x/2", "d": "https://x/3", "e": None}
    scan(store, *(found(i, fetched_at=times[i], source_url=addresses[i]) for i in times))
    articles = [dataclasses.replace(article(i), canonical_url="https://x/1" if i != "e" else None) for i in times]
    store.save_articles(list(times), articles, [], [])
    assert store.mark_versions() == 1
    # c and d claim the address of another story, with other words; copies with the same words are versions
    assert {a.document_id for a in store.rows(Article) if not a.is_current_version} == {"a"}
    store.save_duplicate_groups({"c": "b", "b": "b"})
    assert store.mark_versions() == 1
    assert {a.document_id for a in store.rows(Article) if not a.is_current_version} == {"a", "c"}
    assert store.mark_versions() == 0


def test_duplicate_groups_are_changed_only_where_they_differ(store: Store) -> None:
    fill(store, "a", "b")
    assert store.save_duplicate_groups({"a": "a", "b": "a"}) == 1
    assert store.save_duplicate_groups({"a": "a", "b": "a"}) == 0
    assert [a.near_duplicate_group for a in store.rows(Article)] == ["a", "a"]


def test_a_write_that_fails_changes_nothing(store: Store) -> None:
    fill(store, "a")
    broken = dataclasses.replace(mention("a"), surface=None)  # type: ignore[arg-type]
    with pytest.raises(duckdb.ConstraintException):
        store.save_mentions(["a"], [Extraction("a", "v2", NOW)], [broken], [])
    assert store.rows(PersonMention) == [mention("a")]
    assert store.unextracted_articles("v1") == []


def test_whatever_is_written_makes_an_audit_void(store: Store) -> None:
    assert store.audited_at() is None
    store.record_audit(NOW)
    assert store.audited_at() == NOW
    store.save_locations([Location("ru", None, "RU", "Russia", None, None, None)])
    assert store.audited_at() is None


def test_text_is_data_in_sql(store: Store) -> None:
    name = "'); DROP TABLE raw.documents; --"
    scan(store, found(name))
    assert store.unread_documents("v1") == [name]
    (kept,) = store.rows(Document, [name])
    assert (kept.document_id, kept.source_name) == (name, f"{name}.txt")


@pytest.mark.parametrize("changed", [PersonMention, ArticleSegment, Document, DocumentSource])
def test_a_table_whose_contract_changed_is_filled_again(store: Store, changed: type[RawRecord]) -> None:
    fill(store, "a")
    with store.connect() as connection:
        connection.execute(f"ALTER TABLE raw.{changed.table} ADD COLUMN of_old_times INTEGER")
        connection.execute("CREATE TABLE raw.of_old_times (a INTEGER)")
    with store.writing(on_wait=pytest.fail):
        pass
    with store.connect() as connection:
        names = {row[0] for row in connection.execute("SELECT column_name FROM duckdb_columns()").fetchall()}
    assert "of_old_times" not in names
    assert store.rows(Document) == [document("a")]
    assert store.unread_documents("v1") == (["a"] if changed is ArticleSegment else [])
    assert store.unextracted_articles("v1") == (["a"] if changed is PersonMention else [])


def test_only_one_process_writes_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "working.duckdb"
    program = (
        "import sys\nfrom pathlib import Path\nfrom orchestration.store import Store\n"
        f"with Store(Path({str(path)!r}), 1).writing(print):\n    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    other = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    store = Store(path, lock_seconds=0.2)
    said: list[str] = []
    assert store.is_being_written()
    with pytest.raises(WarehouseBusyError, match=r"still writing .*working\.duckdb"), store.writing(said.append):
        pytest.fail("two writers at once")
    assert len(said) == 1
    assert "waiting" in said[0]
    other.kill()
    other.communicate()
    assert not store.is_being_written()
    with store.writing(on_wait=pytest.fail):
        assert store.is_being_written()
