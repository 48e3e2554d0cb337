from __future__ import annotations

from orchestration.ingest.duplicates import near_duplicate_groups

REPORT = (
    "Foreign Minister Sergey Lavrov received his Indian counterpart in Moscow on Thursday and the two ministers "
    "reviewed trade, energy and the calendar of contacts for the rest of the year. They also spoke about the situation "
    "in Ukraine and agreed that the next session of the commission would be held in New Delhi. A number of papers on "
    "labour mobility and shipping were discussed, officials said after the talks had ended."
)
EDITED = REPORT.replace("on Thursday", "today").replace("officials said after the talks had ended", "sources said")
OTHER = (
    "On Thursday in the Russian capital the external affairs minister sat down with Mr Lavrov for talks that lasted "
    "two hours. Oil purchases and payment channels topped the list, along with a visit by the Russian president that "
    "both sides hope to see before December. The minister later met scholars and members of the Indian community."
)


def test_edited_copies_group_and_other_reports_do_not() -> None:
    groups = near_duplicate_groups({"c": REPORT, "a": EDITED, "b": OTHER, "d": REPORT[: len(REPORT) // 2]}.items())
    assert groups == {"a": "a", "b": "b", "c": "a", "d": "a"}


def test_order_of_input_does_not_matter() -> None:
    texts = {f"{i:02}": (REPORT if i % 2 else OTHER) + f" Note {i}." for i in range(20)}
    backwards = dict(reversed(texts.items()))
    assert near_duplicate_groups(texts.items()) == near_duplicate_groups(backwards.items())
    assert set(near_duplicate_groups(texts.items()).values()) == {"00", "01"}


def test_short_and_empty_texts_stand_alone_unless_equal() -> None:
    texts = {"a": "मोदी ने पुतिन से बात की", "b": "मोदी ने पुतिन से बात की।", "c": "मोदी ने पुतिन से बात", "d": "", "e": ""}
    assert near_duplicate_groups(texts.items()) == {"a": "a", "b": "a", "c": "c", "d": "d", "e": "e"}


def test_nothing() -> None:
    assert near_duplicate_groups([]) == {}
