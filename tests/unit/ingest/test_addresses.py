from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.ingest.addresses import canonical_url

STORY = "https://news.example/world/modi-putin"


@pytest.mark.parametrize(
    ("fetched", "stated", "canonical"),
    [
        (STORY, None, STORY),
        (None, STORY, STORY),
        (None, None, None),
        ("http://News.Example/world/modi-putin/?utm_source=x&fbclid=y#comments", None, STORY),
        (f"{STORY}/amp/", None, STORY),
        (f"{STORY}?outputType=amp", None, STORY),
        (f"{STORY}?print=1", None, STORY),
        ("https://m.news.example/world/modi-putin", None, STORY),
        ("https://amp.news.example/amp/world/modi-putin.amp", None, STORY),
        ("https://news.example/p.php?b=2&a=1", None, "https://news.example/p.php?a=1&b=2"),
        (f"{STORY}?print=1", STORY, STORY),
        ("https://news-example.cdn.ampproject.org/c/s/news.example/x", STORY, STORY),
        (STORY, "https://news.example/", STORY),
        (STORY, "https://other.example/world/modi-putin", STORY),
        ("https://hindi.news.example/a", "https://www.news.example/a", "https://www.news.example/a"),
        (STORY, "https://[broken", STORY),
        ("https://[broken", None, None),
        ("news/", None, None),
    ],
)
def test_versions_of_a_story_meet_under_one_address(
    fetched: str | None, stated: str | None, canonical: str | None
) -> None:
    assert canonical_url(fetched, stated) == canonical


@given(st.text(), st.text())
def test_any_text_is_an_address_or_none(fetched: str, stated: str) -> None:
    once = canonical_url(fetched, f"https://{stated}")
    assert once is None or canonical_url(once, None) == once
