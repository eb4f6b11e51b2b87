"""A plain PostgreSQL table of postings, clustered by kind of work, answering the same shortlists."""

from __future__ import annotations

import statistics
import sys
import time
from typing import Any

import numpy as np
import psycopg

from corridor.foundation.database import server
from corridor.rules.matching.engine.words import (
    BORN,
    BORN_TOP,
    DAY_TOP,
    DOCUMENT,
    FREE,
    LANGUAGE,
    LEVEL,
    MONTHS_TOP,
)

LANES = {"months": (0, MONTHS_TOP), "level": (LEVEL, 7), "spoken": (LANGUAGE, 7), "free_from": (FREE, DAY_TOP),
         "document_until": (DOCUMENT, DAY_TOP), "born": (BORN, BORN_TOP)}  # fmt: skip


def shortlist_times(made: Any, orders: list[int], found: dict[int, Any]) -> tuple[float, bool]:
    """Return (median seconds of top 50 over the orders, whether the people are the same). Claims are left aside."""
    print("Loading the postings into PostgreSQL ...", file=sys.stderr, flush=True)
    with server.start(throwaway=True) as own, psycopg.connect(own.owner_url, autocommit=True) as db:
        load(db, made)
        times, same = [], True
        for j in orders:
            query, values = question(made, j)
            rows = db.execute(query, values).fetchall()
            claimants = made.wanted.claimants
            with_claim = set(claimants.worker[claimants.first[j] : claimants.first[j + 1]].tolist())
            expected = [int(w) for w in found[j] if int(w) not in with_claim]
            got = [row[0] for row in rows if row[0] not in with_claim]
            same = same and got[: len(expected)] == expected
            for _ in range(5):
                began = time.perf_counter()
                db.execute(query, values).fetchall()
                times.append(time.perf_counter() - began)
    return statistics.median(times), same


def load(db: psycopg.Connection[Any], made: Any) -> None:
    """One row for each posting, in the order of its kind of work and experience."""
    columns = ", ".join(f"{name} int2" for name in LANES)
    db.execute(f"CREATE UNLOGGED TABLE posting (block int4, worker int4, points int2, {columns})")
    ix = made.index
    block = np.repeat(np.arange(len(ix.first) - 1), np.diff(ix.first))
    lanes = [(ix.word >> shift) & top for shift, top in LANES.values()]
    names = ", ".join(["block", "worker", "points", *LANES])
    with db.cursor() as cursor, cursor.copy(f"COPY posting ({names}) FROM STDIN") as copy:
        for a in range(0, len(block), 200_000):
            part = np.column_stack([x[a : a + 200_000] for x in (block, ix.worker, ix.points(), *lanes)])
            copy.write("\n".join("\t".join(map(str, row)) for row in part.tolist()) + "\n")
    db.execute("CREATE INDEX posting_kind ON posting (block, months)")
    db.execute("CLUSTER posting USING posting_kind")
    db.execute("VACUUM ANALYZE posting")


def question(made: Any, j: int) -> tuple[str, list[int]]:
    """The query of one order's shortlist."""
    low, high = int(made.wanted.low[j]), int(made.wanted.high[j])
    where, values = ["block = %s"], [int(made.wanted.blocks[j])]
    for name, (shift, top) in LANES.items():
        where.append(f"{name} BETWEEN %s AND %s")
        values += [low >> shift & top, high >> shift & top]
    text = f"SELECT worker FROM posting WHERE {' AND '.join(where)} ORDER BY points DESC, worker LIMIT 60"  # noqa: S608
    return text, values
