import os
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from orchestration.sensors import articles_sensor, fingerprint
from orchestration.settings import Settings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text("a")
    (folder / "sub" / "b.txt").write_text("b")
    return folder


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as instance:
        yield instance


def _touch(folder: Path) -> None:
    os.utime(folder / "sub" / "b.txt", ns=(1, 1))


def _rename(folder: Path) -> None:
    (folder / "a.txt").rename(folder / "c.txt")


def _remove(folder: Path) -> None:
    (folder / "a.txt").unlink()


def _dangle(folder: Path) -> None:
    (folder / "link.txt").symlink_to("nowhere")


@pytest.mark.parametrize("change", [_touch, _rename, _remove, _dangle])
def test_the_fingerprint_tells_every_kind_of_change(folder: Path, change: object) -> None:
    before = fingerprint(folder)
    assert fingerprint(folder) == before
    assert callable(change)
    change(folder)
    assert fingerprint(folder) != before


def test_the_sensor_starts_one_run_per_change(folder: Path, instance: dg.DagsterInstance) -> None:
    settings = Settings.from_environment(
        {"ARTICLES_DIR": str(folder), "WAREHOUSE_DIR": str(folder.parent / "warehouse")}
    )
    sensor = articles_sensor(settings)

    def tick(cursor: str | None) -> dg.SensorResult | dg.SkipReason:
        with dg.build_sensor_context(instance=instance, cursor=cursor) as context:
            result = sensor(context)
        assert isinstance(result, dg.SensorResult | dg.SkipReason)
        return result

    first = tick(None)
    assert isinstance(first, dg.SensorResult)
    assert first.run_requests is not None
    assert len(first.run_requests) == 1
    assert isinstance(tick(first.cursor), dg.SkipReason)
    _touch(folder)
    assert isinstance(tick(first.cursor), dg.SensorResult)


def test_a_folder_that_is_gone_starts_nothing(tmp_path: Path, instance: dg.DagsterInstance) -> None:
    settings = Settings.from_environment(
        {"ARTICLES_DIR": str(tmp_path / "gone"), "WAREHOUSE_DIR": str(tmp_path / "warehouse")}
    )
    with dg.build_sensor_context(instance=instance) as context:
        result = articles_sensor(settings)(context)
    assert isinstance(result, dg.SkipReason)
    assert "not a folder" in str(result.skip_message)
