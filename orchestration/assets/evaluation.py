"""How true what is published is, against the annotated collections whose articles are all among the sources.

What is measured, and how, belongs to `orchestration.evaluate`.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import dagster as dg

from orchestration.assets.metadata import OWNERS, say
from orchestration.assets.publication import GROUP, PUBLISHED_KEY
from orchestration.evaluate import figures, history
from orchestration.evaluate.annotated import HISTORY, Half, load_annotated
from orchestration.evaluate.found import published_findings
from orchestration.evaluate.score import Figure, score
from orchestration.extract.kernel import load_knowledge
from orchestration.resources import Warehouse

KEY = dg.AssetKey("evaluation")
CHECK = "figures_hold"


@dg.asset(
    key=KEY,
    deps=[PUBLISHED_KEY],
    group_name=GROUP,
    owners=list(OWNERS),
    kinds={"python"},
    description="Precision, recall and accuracy of what is published, against annotated articles among the sources.",
    check_specs=[
        dg.AssetCheckSpec(
            CHECK,
            asset=KEY,
            description="No figure is lower than the one recorded last by more than EVALUATION_MARGIN. Only warns: the "
            "rules may have become worse, but what a user's own documents gave is checked by other means.",
        )
    ],
)
def evaluation(context: dg.AssetExecutionContext, warehouse: Warehouse) -> Iterator[dg.MaterializeResult[Any]]:
    """Scores what is published; without annotated articles among the sources there is nothing to say, nor to check."""
    settings = warehouse.settings
    names = set(warehouse.store.source_names().values())
    documents = load_annotated(settings.gold_dir)
    lacking = {d.collection for d in documents if d.file not in names}
    documents = [d for d in documents if d.collection not in lacking]
    if not documents:
        say(context, "no annotated collection is among the sources")
        yield dg.MaterializeResult(check_results=[_check([], None, settings.evaluation_margin)])
        return
    sides = load_knowledge(settings.seeds_dir).sides.codes
    scores = score(documents, published_findings(settings.published_path), sides)
    groups = figures.grouped(scores)
    overall = groups[0]
    say(context, f"{overall.articles} annotated articles: {_summary(overall)}")
    misses = [m for s in scores if s.document.half is Half.DEVELOPMENT for m in s.misses]
    judged = figures.reliability([(j.found.confidence, j.is_right) for s in scores for j in s.judged])
    yield dg.MaterializeResult(
        metadata={
            "figures": dg.MetadataValue.md(
                f"{figures.LEGEND}\n\n{figures.markdown(figures.headings(), figures.lines(groups))}"
            ),
            "reliability of confidence": dg.MetadataValue.md(
                figures.markdown(figures.RELIABILITY_HEADINGS, figures.reliability_lines(judged))
            ),
            "misses": [f"{m.kind} {m.file} {m.event or ''}: wants {m.wanted}, has {m.given}" for m in misses],
            **{figure.value: value for figure, value in _plotted(overall).items()},
        },
        check_results=[_check(groups, history.latest(settings.gold_dir / HISTORY), settings.evaluation_margin)],
    )


def _check(groups: Sequence[figures.Group], last: history.Record | None, margin: float) -> dg.AssetCheckResult:
    fallen = history.falls(last, groups, margin)
    metadata: dict[str, Any] = {"margin": margin, "fallen": [str(fall) for fall in fallen]}
    if last is not None:
        metadata |= {"recorded on": str(last.day), "recorded version": last.extractor}
    return dg.AssetCheckResult(
        check_name=CHECK, passed=not fallen, severity=dg.AssetCheckSeverity.WARN, metadata=metadata
    )


def _plotted(group: figures.Group) -> dict[Figure, float]:
    """One number per figure, which Dagster plots over time."""
    values = {figure: tally.value(figure) for figure, tally in group.figures.items()}
    return {figure: value for figure, value in values.items() if value is not None}


def _summary(group: figures.Group) -> str:
    return ", ".join(f"{figure.replace('_', ' ')} {value:.2f}" for figure, value in _plotted(group).items())
