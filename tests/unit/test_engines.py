import pytest

from orchestration.engines import CHUNK, batches, engine_for, in_process


def _square(number: int) -> int:
    return number * number


def _fail(number: int) -> int:
    raise ValueError(f"item {number}")


def test_all_engines_agree_and_keep_the_order() -> None:
    numbers = list(range(3 * CHUNK + 1))
    with engine_for(len(numbers), pool_threshold=1, processes=2) as pool:
        assert pool is not in_process
        assert pool(_square, numbers) == in_process(_square, numbers) == [n * n for n in numbers]
        with pytest.raises(ValueError, match="item 0"):
            pool(_fail, numbers)


@pytest.mark.parametrize(("items", "processes"), [(199, 8), (200, 1), (0, 8)])
def test_a_pool_is_started_only_where_it_pays(items: int, processes: int) -> None:
    with engine_for(items, pool_threshold=200, processes=processes) as engine:
        assert engine is in_process


def test_batches_cover_everything_once() -> None:
    assert [list(b) for b in batches(range(5), 2)] == [[0, 1], [2, 3], [4]]
    assert list(batches([], 2)) == []
