"""The two files of a published round, written line by line as docs/round-file.md defines them."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import models

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor
from corridor.foundation.files.streams import keep_stream
from corridor.rules.matching.roundfile import (
    SCHEMA,
    SCHEMA_WITH_CEILINGS,
    K,
    canonical,
    draw_seed,
    private_hash,
    salt_of,
    withheld_groups,
)

from ..models import Round, RoundFile, RoundInput, RoundResult, Shortlisted
from ..models.roundfile import AUDITOR, PUBLIC
from .freezing import key_of
from .market import Plain

CHUNK = 2000
CONTENT_TYPE = "application/x-ndjson"


def write_files(round_: Round, *, by: Actor) -> list[RoundFile]:
    """Write the files of a round that was just published, with their hashes in the timeline.

    Fewer than K workers get no public file: whoever knows who applied would read each line as a person.
    """
    inputs = RoundInput.objects.visible_to(by).filter(round=round_)
    groups = Counter(frozenset(row) for row in inputs.values_list("columns__groups", flat=True).iterator(CHUNK))
    kinds = [AUDITOR, PUBLIC] if groups.total() >= K else [AUDITOR]
    return [_write(_Writer(round_, kind, withheld_groups(groups), by), by) for kind in kinds]


def _write(writer: "_Writer", by: Actor) -> RoundFile:
    round_, kind = writer.round, writer.kind
    name = f"round-{round_.id}-{kind}.ndjson"
    stored = keep_stream(writer.lines(), name=name, content_type=CONTENT_TYPE, by=by)
    row = RoundFile(
        round=round_,
        kind=kind,
        file=stored,
        sha256=stored.sha256,
        size=stored.size,
        workers=writer.counts["workers"],
        results=writer.counts["results"],
        withheld=sorted(writer.withheld),
        written_by=by.id,
    )
    row.save(force_insert=True)
    timeline.record("selection.round_file_written", by=by, subject=round_, kind=kind, hash=row.sha256)
    return row


@dataclass
class _Writer:
    """The lines of one file. The public one names no group of `withheld`, the auditor's names all."""

    round: Round
    kind: str
    too_small: frozenset[str]
    by: Actor
    counts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.full = self.kind == AUDITOR
        self.withheld = frozenset() if self.full else self.too_small
        self.key = key_of(self.round)
        self.orders = {order["id"]: order for order in self.round.orders}

    def lines(self) -> Iterator[bytes]:
        """Every line with its end, the last one with the counts and the hash of all before."""
        total = hashlib.sha256()
        for row in self._rows():
            line = f"{canonical(row)}\n".encode()
            total.update(line)
            yield line
        last = {"line": "end", **{name: self.counts[name] for name in ("orders", "workers", "results")}}
        yield f"{canonical({**last, 'sha256': total.hexdigest()})}\n".encode()

    def _rows(self) -> Iterator[Plain]:
        yield self._header()
        yield from self._orders()
        for chunk in self._chunks():
            self.counts["workers"] += len(chunk)
            answers = self._answers(chunk)
            yield from (self._worker(row, answers[row.application_id]) for row in chunk)
        for chunk in self._chunks():
            yield from self._results(chunk)

    def _header(self) -> Plain:
        round_ = self.round
        return {
            "line": "header",
            "schema": SCHEMA_WITH_CEILINGS if round_.ceilings else SCHEMA,
            "kind": self.kind,
            "round": str(round_.id),
            "scheme": round_.scheme.code,
            "season": round_.season.code,
            "method": round_.method,
            "per_post": round_.per_post,
            "rules_version": round_.version.document_hash,
            "register": list(round_.register),
            "commitment": round_.commitment,
            "secret_seed": round_.seed,
            "public_source": round_.public_source,
            "public_day": round_.public_day.isoformat() if round_.public_day else None,
            "public_value": round_.public_value,
            "draw_seed": draw_seed(round_.seed, round_.public_value),
            "inputs_hash": round_.inputs_hash,
            "opened_at": _instant(round_.opened_at),
            "closed_at": _instant(round_.closed_at),
            "decided_at": _instant(round_.decided_at),
            "published_at": _instant(round_.published_at),
            "k": K,
            "withheld": sorted(self.withheld),
            **({"ceilings": round_.ceilings} if round_.ceilings else {}),
        }

    def _orders(self) -> Iterator[Plain]:
        lists: dict[str, list[Shortlisted]] = defaultdict(list)
        codes = {}
        if self.round.per_post:
            for row in Shortlisted.objects.visible_to(self.by).filter(round=self.round).order_by("order_id", "place"):
                lists[str(row.order_id)].append(row)
            listed = {row.application_id for rows in lists.values() for row in rows}
            inputs = RoundInput.objects.visible_to(self.by).filter(round=self.round, application_id__in=listed)
            codes = dict(inputs.values_list("application_id", "code"))
        for order, terms in sorted(self.orders.items()):
            self.counts["orders"] += 1
            line = {"line": "order", "order": order, "terms": terms}
            if self.round.per_post:
                line["shortlist"] = [codes[row.application_id] for row in lists[order]]
                picks = sorted((row for row in lists[order] if row.pick is not None), key=lambda row: row.pick or 0)
                line["picks"] = [codes[row.application_id] for row in picks]
                refused = {codes[row.application_id]: row.refusal for row in lists[order] if row.pick is None}
                # Why an employer refused somebody is between the two and the auditor.
                line["refusals"] = refused if self.full else sorted(refused)
            yield line

    def _chunks(self) -> Iterator[list[RoundInput]]:
        rows = RoundInput.objects.visible_to(self.by).filter(round=self.round).order_by("code").iterator(CHUNK)
        while chunk := list(islice(rows, CHUNK)):
            yield chunk

    def _answers(self, chunk: Sequence[RoundInput]) -> Counter[Any]:
        rows = RoundResult.objects.visible_to(self.by).filter(
            round=self.round, application_id__in=[row.application_id for row in chunk]
        )
        counted = rows.order_by().values("application_id").annotate(n=models.Count("id"))
        return Counter(dict(counted.values_list("application_id", "n")))

    def _worker(self, row: RoundInput, answers: int) -> Plain:
        salt = salt_of(self.key, str(row.application_id))
        line = {
            "line": "worker",
            "code": row.code,
            "wishes": row.ranking,
            "answers": answers,
            "private": private_hash(row.columns, row.recalls, salt),
        }
        return {**line, "columns": row.columns, "recalls": row.recalls, "salt": salt} if self.full else line

    def _results(self, chunk: Sequence[RoundInput]) -> Iterator[Plain]:
        found: dict[Any, list[RoundResult]] = defaultdict(list)
        rows = RoundResult.objects.visible_to(self.by).filter(
            round=self.round, application_id__in=[row.application_id for row in chunk]
        )
        for result in rows.order_by("application_id", "wish"):
            found[result.application_id].append(result)
        for row in chunk:
            for result in found[row.application_id]:
                self.counts["results"] += 1
                yield self._result(row, result)

    def _result(self, row: RoundInput, result: RoundResult) -> Plain:
        order = str(result.order_id)
        line = {"line": "result", "code": row.code, "order": order, "wish": result.wish, "reason": result.reason}
        if result.eligible:
            line |= {"tier": result.tier, "points": result.points, "lot": result.lot, "rank": result.rank}
            line["group"] = self._group(order, row.columns["groups"])
        if self.full:
            line["failures"] = [failure[:3] for failure in result.failures]
            line["components"] = result.components
            line["refusal"] = result.refusal
        return line

    def _group(self, order: str, own: Sequence[str]) -> str | None:
        """The reserve for which the worker counts at an order, "" for none, None where the file may not tell."""
        kept = [group for group, _posts in self.orders[order]["reserves"]]
        kept += [row["group"] for row in self.round.ceilings if row["group"] and order in row["orders"]]
        if self.withheld.intersection(kept):
            return None
        return next((group for group in kept if group in own), "")


def _instant(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None
