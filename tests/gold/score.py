#!/usr/bin/env python3
"""Score a published warehouse against an annotated set (see ANNOTATION.md).

    python score.py WAREHOUSE.duckdb GOLD.jsonl [--json OUT.json] [--errors] [--only PREFIX]

Needs the `duckdb` package and the promised tables (orchestration/publish/promise.py).  A prediction is a pair
(document, meeting): a meeting with at least one row in fact_meeting_mentions from that document.
Predictions and annotations of one document are paired one to one, best pair first; a pair must agree
on status (as that document reports it), on remote or in person, on who met (one person of each side where
the annotation names any) and must not contradict the annotated dates.  What is paired counts for precision
and recall; the other figures (dates, places, types, people, topics) are measured on the pairs.
`held_and_rightly_dated` also asks for the date: silence about it is a miss, a wrong one is a miss and a false
statement. A meeting gathers facts from several articles, so what any annotated article tells of the same occasion
is not spurious.
"""

from __future__ import annotations

import argparse
import collections
import datetime as dt
import difflib
import json
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

Meeting = dict[str, Any]

REMOTE = {"phone_call", "video_call"}
DAY = dt.timedelta(days=1)


def fold(name: str) -> list[str]:
    text = unicodedata.normalize("NFKD", name or "").encode("ascii", "ignore").decode().lower()
    return "".join(c if c.isalnum() else " " for c in text).split()


def _alike(a: str, b: str, cut: float) -> bool:
    return difflib.SequenceMatcher(None, a, b).ratio() >= cut


def same_name(a: str, b: str) -> bool:
    """Surnames alike, and first names alike or reduced to the same initial."""
    x, y = fold(a), fold(b)
    if not x or not y:
        return False
    if x == y:
        return True
    if not _alike(x[-1], y[-1], 0.8):
        return False
    if len(x) == 1 or len(y) == 1:
        return True
    return _alike(x[0], y[0], 0.6) or (x[0][0] == y[0][0] and 1 in (len(x[0]), len(y[0])))


def to_date(value: Any) -> dt.date | None:
    if value is None or value == "":
        return None
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value)[:10])


def interval(m: Meeting) -> tuple[dt.date, dt.date] | None:
    start, end = to_date(m["start"]), to_date(m["end"])
    first, last = start or end, end or start
    return (first, last) if first and last else None


def load_predictions(path: str) -> tuple[dict[str, list[Meeting]], dict[str, set[str]]]:
    """Meetings told by each document, and persons mentioned in it, both by source name.

    Raises:
        duckdb.Error: the file is missing, or is no published warehouse.
    """
    import duckdb

    with duckdb.connect(path, read_only=True) as con:
        return _predictions(lambda sql: con.execute(sql).fetchall())


def _predictions(rows: Callable[[str], list[Any]]) -> tuple[dict[str, list[Meeting]], dict[str, set[str]]]:
    people: dict[str, list[dict[str, str]]] = collections.defaultdict(list)
    topics: dict[str, set[str]] = collections.defaultdict(set)
    meetings: dict[str, Meeting] = {}
    for mid, name, side in rows(
        "select b.meeting_id, p.full_name, b.side from bridge_meeting_people b join dim_people p using (person_id)"
    ):
        people[mid].append({"name": name, "side": side})
    for mid, topic in rows("select meeting_id, topic_id from bridge_meeting_topics"):
        topics[mid].add(topic)
    for mid, mtype, status, start, end, precision, city, country, minutes in rows(
        """select m.meeting_id, m.meeting_type, m.status, m.start_date, m.end_date, m.date_precision,
                  l.city, l.country_code, m.duration_minutes
           from fact_meetings m left join dim_locations l using (location_id)"""
    ):  # status here is the latest; a document's own is on its mentions
        meetings[mid] = {
            "id": mid,
            "type": mtype,
            "status": status,
            "start": start,
            "end": end,
            "precision": precision,
            "city": city,
            "country": country,
            "duration_minutes": minutes,
            "people": people[mid],
            "topics": topics[mid],
        }
    by_doc: dict[str, list[Meeting]] = collections.defaultdict(list)
    for name, mid, told in rows(
        """select d.source_name, f.meeting_id, list(distinct f.status)
           from fact_meeting_mentions f join dim_documents d using (document_id) group by all"""
    ):
        status = next((s for s in ("held", "cancelled", "planned") if s in told), None)
        by_doc[name].append({**meetings[mid], "status": status, "moved_on": status != meetings[mid]["status"]})
    mentioned: dict[str, set[str]] = collections.defaultdict(set)
    for name, person in rows(
        """select distinct d.source_name, p.full_name from fact_person_mentions f
           join dim_documents d using (document_id) join dim_people p using (person_id)"""
    ):
        mentioned[name].add(person)
    return by_doc, mentioned


def affinity(gold: Meeting, pred: Meeting) -> float:
    """0 where the two cannot be the same meeting, else how alike they are."""
    if gold["status"] != pred["status"] or (gold["type"] in REMOTE) != (pred["type"] in REMOTE):
        return 0.0
    score: float = 1.0
    for side in ("IN", "RU"):
        named = [p["name"] for p in gold["people"] if p["side"] == side and p.get("name")]
        found = [p["name"] for p in pred["people"] if p["side"] == side]
        hits = sum(any(same_name(n, f) for f in found) for n in named)
        if named and not hits:
            if gold["type"] != "visit" or found:
                return 0.0
            score -= 0.3
        score += hits / (len(named) or 1)
    want, got = interval(gold), interval(pred)
    if want and got:
        slack = 2 * DAY if gold["precision"] in ("day", "range") else dt.timedelta(0)
        apart = got[0] > want[1] + slack or got[1] < want[0] - slack
        if apart and not pred["moved_on"]:  # what was announced may since have taken place on another day
            return 0.0
        score += 1.0 if want == got else 0.0 if apart else 0.5
    score += 0.3 * (gold["type"] == pred["type"])
    return score + 0.2 * bool(set(gold["topics"]) & set(pred["topics"]))


def date_right(gold: Meeting, pred: Meeting) -> bool:
    want, got = interval(gold), interval(pred)
    if want is None:  # nobody can tell from this article
        return got is None or pred["precision"] in ("unknown", None)
    if got is None:
        return False
    if gold["precision"] == "range" and want[0] - DAY <= got[0] and got[1] <= want[1] + DAY:
        return True
    if gold["precision"] in ("day", "range"):
        return pred["precision"] in ("day", "range") and abs(got[0] - want[0]) <= DAY and abs(got[1] - want[1]) <= DAY
    # a coarser annotation is met by itself or by anything finer inside it
    return want[0] <= got[0] and got[1] <= want[1]


def f1(tp: int, fp: int, fn: int) -> dict[str, Any]:
    """Precision, recall and F1 (None where undefined) with the counts behind them."""
    p = tp / (tp + fp) if tp + fp else None
    r = tp / (tp + fn) if tp + fn else None
    f = 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else None
    return {"precision": p, "recall": r, "f1": f, "tp": tp, "fp": fp, "fn": fn}


def score(
    gold_docs: list[Meeting], by_doc: dict[str, list[Meeting]], mentioned: dict[str, set[str]], errors: list[str]
) -> dict[str, Any]:
    """Figures per field over all annotated documents; every miss is appended to `errors` as one line."""
    count: collections.Counter[tuple[str, ...]] = collections.Counter()
    clusters: list[tuple[str, str]] = []  # (annotated event, predicted meeting) of every pair
    told: dict[str, Any] = collections.defaultdict(
        lambda: {"people": [], "topics": set(), "types": set()}
    )  # by event, all articles
    for doc in gold_docs:
        for g in doc["meetings"]:
            event = told[g["event"]]
            event["people"] += [n for p in g["people"] for n in (p.get("name"), p.get("hint")) if n]
            event["topics"] |= set(g["topics"])
            event["types"].add(g["type"])
    documents_of = collections.Counter(p["id"] for preds in by_doc.values() for p in preds)
    for doc in gold_docs:
        preds, golds = list(by_doc.get(doc["file"], [])), doc["meetings"]
        pairs = sorted(((affinity(g, p), i, j) for i, g in enumerate(golds) for j, p in enumerate(preds)), reverse=True)
        used_g: dict[int, int] = {}
        used_p: set[int] = set()
        for s, i, j in pairs:
            if s > 0 and i not in used_g and j not in used_p:
                used_g[i] = j
                used_p.add(j)
        for i, g in enumerate(golds):
            kind = "held" if g["status"] == "held" else "other"
            if i not in used_g:
                if g["required"]:
                    count[kind, "fn"] += 1
                    count[kind, "dated", "fn"] += 1
                    errors.append(f"missed   {doc['file']}: {g['status']} {g['type']} {g['start']} {g['event']}")
                continue
            p = preds[used_g[i]]
            clusters.append((g["event"], p["id"]))
            if not g["required"]:
                continue
            count[kind, "tp"] += 1
            event = told[g["event"]]
            count["type", "right"] += p["type"] in event["types"]
            count["type", "all"] += 1
            if not p["moved_on"] and (interval(g) or documents_of[p["id"]] == 1):
                right = date_right(g, p)
                count["date", "right"] += right
                count["date", "all"] += 1
            else:
                right = True
            count[kind, "dated", "tp"] += right
            count[kind, "dated", "fn"] += not right
            count[kind, "dated", "fp"] += not right and interval(p) is not None
            if not right:
                errors.append(
                    f"date     {doc['file']}: {g['event']} wants {g['start']}..{g['end']} has {p['start']}..{p['end']}"
                )
            if g.get("city") or g.get("country"):
                where = (g.get("city") is None or fold(g["city"]) == fold(p["city"] or "")) and (
                    g.get("country") is None or g["country"] == p["country"]
                )
                count["place", "right"] += where
                count["place", "all"] += 1
                if not where:
                    wanted, given = (f"{x.get('city')}/{x.get('country')}" for x in (g, p))
                    errors.append(f"place    {doc['file']}: {g['event']} wants {wanted} has {given}")
            if g.get("duration_minutes"):
                count["duration", "right"] += abs((p["duration_minutes"] or 0) - g["duration_minutes"]) <= 5
                count["duration", "all"] += 1
            want = [x["name"] for x in g["people"] if x.get("name")]
            have = [x["name"] for x in p["people"]]
            hit = sum(any(same_name(w, h) for h in have) for w in want)
            count["people", "tp"] += hit
            count["people", "fn"] += len(want) - hit
            count["people", "fp"] += sum(not any(same_name(w, h) for w in event["people"]) for h in have)
            want_t, have_t = set(g["topics"]), set(p["topics"])
            count["topics", "tp"] += len(want_t & have_t)
            count["topics", "fn"] += len(want_t - have_t)
            count["topics", "fp"] += len(have_t - event["topics"])
        optional_free = [g for i, g in enumerate(golds) if not g["required"] and i not in used_g]
        for j, p in enumerate(preds):
            if j not in used_p:
                kind = "held" if p["status"] == "held" else "other"
                if any(affinity(g, p) > 0 for g in optional_free):
                    continue
                count[kind, "fp"] += 1
                count[kind, "dated", "fp"] += 1
                who = " / ".join(x["name"] for x in p["people"])
                errors.append(f"spurious {doc['file']}: {p['status']} {p['type']} {p['start']} {who}")
        if not any(g["status"] == "held" for g in golds):
            count["quiet", "all"] += 1
            count["quiet", "right"] += not any(p["status"] == "held" for p in preds)
        if "people_mentioned" in doc:
            named, expected = mentioned.get(doc["file"], set()), doc["people_mentioned"]
            hit = sum(any(same_name(w, h) for h in named) for w in expected)
            count["mentioned", "tp"] += hit
            count["mentioned", "fn"] += len(expected) - hit
            count["mentioned", "fp"] += sum(not any(same_name(w, h) for w in expected) for h in named)

    def share(k: str) -> float | None:
        return (count[k, "right"] / count[k, "all"]) if count[k, "all"] else None

    tp = fp = fn = 0  # pairs of mentions: same real occasion, same meeting_id
    for a in range(len(clusters)):
        for b in range(a):
            gold_same, pred_same = clusters[a][0] == clusters[b][0], clusters[a][1] == clusters[b][1]
            tp += gold_same and pred_same
            fp += pred_same and not gold_same
            fn += gold_same and not pred_same

    def triple(k: str) -> dict[str, Any]:
        return f1(count[k, "tp"], count[k, "fp"], count[k, "fn"])

    return {
        "documents": len(gold_docs),
        "held": triple("held"),
        "held_and_rightly_dated": f1(*(count["held", "dated", k] for k in ("tp", "fp", "fn"))),
        "planned_or_cancelled": triple("other"),
        "date_accuracy": share("date"),
        "place_accuracy": share("place"),
        "type_accuracy": share("type"),
        "duration_accuracy": share("duration"),
        "participants": triple("people"),
        "topics": triple("topics"),
        "people_mentioned": triple("mentioned"),
        "same_meeting_across_articles": f1(tp, fp, fn),
        "documents_rightly_quiet": share("quiet"),
    }


def main() -> int:
    ap = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ap.add_argument("warehouse")
    ap.add_argument("gold")
    ap.add_argument("--json")
    ap.add_argument("--errors", action="store_true", help="list every miss")
    ap.add_argument("--only", default="", help="only files whose name starts so")
    args = ap.parse_args()
    gold = [json.loads(line) for line in Path(args.gold).read_text(encoding="utf-8").splitlines() if line.strip()]
    gold = [d for d in gold if d["file"].startswith(args.only)]
    if not gold:
        print("no annotated documents", file=sys.stderr)
        return 2
    by_doc, mentioned = load_predictions(args.warehouse)
    errors: list[str] = []
    result = score(gold, by_doc, mentioned, errors)
    if args.errors:
        print("\n".join(errors))
    for key, value in result.items():
        if isinstance(value, dict):
            p, r, f = ("  –  " if value[k] is None else f"{value[k]:.3f}" for k in ("precision", "recall", "f1"))
            print(
                f"{key:30} P {p}  R {r}  F1 {f}   ({value['tp']} right, {value['fp']} spurious, {value['fn']} missed)"
            )
        else:
            print(f"{key:30} {value if not isinstance(value, float) else format(value, '.3f')}")
    if args.json:
        Path(args.json).write_text(json.dumps(result, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
