"""Job orders from a file of another authority: each row imported, joined to another, or refused with its reason."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.utils import timezone
from pydantic import ValidationError

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor

from ..checks import RuleBook, check
from ..models import JobOrder, OrderImport, Participant, next_numbers, title_decisions
from ..records import JobOrderRecord, OrderRow, RowRefused
from .employers import register_employers
from .orders import fill
from .wording import keep_wordings

BATCH = 1000
PRIMARY_REFUSED = "primary_refused"


@dataclass
class _Tally:
    """What has become of the rows so far. `known` maps the file's order numbers to ours."""

    source: str
    imported: int = 0
    joined: int = 0
    again: int = 0
    doubtful: int = 0
    employers: set[uuid.UUID] = field(default_factory=set)
    refusals: list[dict[str, Any]] = field(default_factory=list)
    known: dict[str, uuid.UUID] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return self.imported + self.joined + len(self.refusals)


def import_orders(
    rows: Iterable[OrderRow | RowRefused],
    *,
    source: str,
    by: Actor,
    file_name: str = "",
    scheme_id: uuid.UUID | None = None,
    season_id: uuid.UUID | None = None,
    progress: Callable[[int], None] | None = None,
) -> OrderImport:
    """Take the rows of a file, in batches of 1,000, and return what became of each; a second run adds nothing.

    A row with an order makes a job order in state "submitted" (its own authority has examined it) and its employer in
    state "applied". A row without one joins the order with the same `order_ref`, which must come before it, as a
    participant; when that order was refused or is not there, so is the row. `progress` hears the rows done so far.
    """
    by.require("demand.import")
    started = timezone.now()
    tally, book = _Tally(source), RuleBook()
    for batch in _batches(rows):
        _take(batch, tally, book, by=by, scheme_id=scheme_id, season_id=season_id)
        if progress is not None:
            progress(tally.rows)
    tally.refusals.sort(key=lambda refusal: int(refusal["row"]))
    report = OrderImport.objects.create(
        source=source,
        file_name=file_name[:200],
        rows=tally.rows,
        imported=tally.imported,
        joined=tally.joined,
        refused=len(tally.refusals),
        again=tally.again,
        doubtful=tally.doubtful,
        employers=len(tally.employers),
        refusals=tally.refusals,
        imported_by=by.id,
        started_at=started,
        finished_at=timezone.now(),
    )
    counts = {"rows": report.rows, "imported": report.imported, "joined": report.joined, "refused": report.refused}
    timeline.record("demand.orders_imported", by=by, subject=report, source=source, **counts)
    return report


def _batches(rows: Iterable[OrderRow | RowRefused]) -> Iterator[list[OrderRow | RowRefused]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, BATCH)):
        yield batch


def _take(
    batch: list[OrderRow | RowRefused],
    tally: _Tally,
    book: RuleBook,
    *,
    by: Actor,
    scheme_id: uuid.UUID | None,
    season_id: uuid.UUID | None,
) -> None:
    read = [row for row in batch if isinstance(row, OrderRow)]
    tally.refusals += [row.model_dump() for row in batch if isinstance(row, RowRefused)]
    wanted = {row.order_ref for row in read} - set(tally.known)
    before = JobOrder.objects.filter(source=tally.source, source_ref__in=wanted).values_list("source_ref", "id")
    tally.known |= dict(before)
    coming = {row.order_ref for row in read if row.order is not None} | set(tally.known)
    usable = [row for row in read if row.order is not None or row.order_ref in coming]
    employers = register_employers([row.employer for row in usable], by=by) if usable else []
    tally.employers |= {employer.id for employer in employers}
    by_row = {row.row: employer for row, employer in zip(usable, employers, strict=True)}
    _make_orders([row for row in usable if row.order is not None], by_row, tally, book, by, scheme_id, season_id)
    _join([row for row in read if row.order is None], by_row, tally)


def _make_orders(
    rows: list[OrderRow],
    employers: dict[int, Any],
    tally: _Tally,
    book: RuleBook,
    by: Actor,
    scheme_id: uuid.UUID | None,
    season_id: uuid.UUID | None,
) -> None:
    fresh, decided = [], title_decisions()
    for row in rows:
        if row.order_ref in tally.known:
            tally.again += 1
            tally.imported += 1
            continue
        given: dict[str, Any] = {
            **(row.order or {}),
            "scheme_id": scheme_id,
            "season_id": season_id,
            "source": tally.source,
            "source_ref": row.order_ref,
        }
        try:
            record = JobOrderRecord(employer_id=employers[row.row].id, **given)
        except ValidationError as error:
            tally.refusals.append(_invalid(row, error))
            continue
        order = JobOrder(employer=employers[row.row], drafted_by=by.id, state="submitted")
        order.submitted_by, order.submitted_at = by.id, timezone.now()
        fill(order, record, decided)
        order.findings = [finding.as_json() for finding in check(order, book.of(order))]
        fresh.append(order)
        tally.known[row.order_ref] = order.id
        tally.imported += 1
        tally.doubtful += order.coding in ("none", "doubtful")
    for order, number in zip(fresh, next_numbers(len(fresh)), strict=True):
        order.number = number
    JobOrder.objects.bulk_create(fresh, batch_size=BATCH)
    timeline.record_many("demand.order_imported", by=by, entries=[(order, None, {}) for order in fresh])
    keep_wordings(fresh, by=by, fresh=True)


def _invalid(row: OrderRow, error: ValidationError) -> dict[str, Any]:
    first = error.errors()[0]
    column = ".".join(str(part) for part in first["loc"])
    return RowRefused(
        row=row.row,
        column=column,
        value=str(first.get("input", ""))[:200],
        reason="record_invalid",
        mend="ask_authority",
    ).model_dump()


def _join(rows: list[OrderRow], employers: dict[int, Any], tally: _Tally) -> None:
    fresh = []
    for row in rows:
        order_id = tally.known.get(row.order_ref)
        if order_id is None:
            tally.refusals.append(
                RowRefused(
                    row=row.row, column="", value=row.order_ref, reason=PRIMARY_REFUSED, mend=PRIMARY_REFUSED
                ).model_dump()
            )
            continue
        fresh.append(
            Participant(
                order_id=order_id,
                employer_id=employers[row.row].id,
                posts=row.posts,
                source_ref=f"{row.order_ref}#{row.row}",
            )
        )
    refs = [row.source_ref for row in fresh]
    before = set(
        Participant.objects.filter(
            order_id__in={row.order_id for row in fresh}, source_ref__in=refs
        ).values_list("order_id", "source_ref")
    )  # fmt: skip
    tally.again += len(before)
    tally.joined += len(fresh)
    new = [row for row in fresh if (row.order_id, row.source_ref) not in before]
    Participant.objects.bulk_create(new, batch_size=BATCH)
