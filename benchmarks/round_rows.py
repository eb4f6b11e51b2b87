"""From rows in PostgreSQL to a decided round: inputs read, their hash checked, decided, checked, every reason kept.

    ./corridor bench round_rows [--size 1000000x10000] [--wishes 1] [--quick] [--json]

The officer who decides has no wider reach than an officer: every row passes row security and its foreign keys.
Peer: the plain procedure on the same rows, at a size that it can finish; the ratio compares both at that size.
Nobody in the data is real.
"""

import argparse
import json
import os
import random
import resource
import sys
import time
import uuid
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

OCCUPATIONS = [f"{code}" for code in range(9111, 9211)]
KEY = bytes(32)
BAR, GOAL = 60, 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--size", default="1000000x10000", help="workers x job orders")
    parser.add_argument("--wishes", type=int, default=1, help="job orders that each worker names")
    parser.add_argument("--quick", action="store_true", help="20,000 x 200")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    workers, orders = (int(part) for part in ("20000x200" if options.quick else options.size).split("x"))
    from tests.harness import server

    server.prepare_environment()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.harness.settings"
    import django

    django.setup()
    small = min(workers, 2_000)
    measured(small, min(orders, 100), options.wishes)  # compiles what is not compiled yet
    compared = [measured(small, min(orders, 100), options.wishes, plain=True)]
    compared.append(measured(small, min(orders, 100), options.wishes))
    large = measured(workers, orders, options.wishes)
    rows = {"plain": compared[0], "columns": compared[1], "large": large}
    if options.json:
        print(json.dumps(rows))
        return
    for name, row in rows.items():
        print(
            f"{name:8} {row['workers']:>9,} x {row['orders']:<6,} {row['answers']:>10,} answers {row['seconds']:7.2f} s"
        )
        print("         " + "  ".join(f"{step} {seconds:.2f} s" for step, seconds in row["steps"].items()))
    print(f"plain / columns at {small:,}: {compared[0]['seconds'] / compared[1]['seconds']:.1f} x")
    print(
        f"memory stated {large['stated'] / 2**20:,.0f} MiB, seen {large['seen'] / 2**20:,.0f} MiB beside what was held"
    )
    if (workers, orders) == (1_000_000, 10_000):
        print(f"bar {BAR} s, goal {GOAL} s: {'met' if large['seconds'] <= BAR else 'missed'}")


def measured(workers: int, orders: int, wishes: int, *, plain: bool = False) -> dict[str, Any]:
    """Fill a database of its own, decide the round in it, and say how long each step took."""
    from corridor.foundation.database.context import acting
    from corridor.rules.matching.engine.listed import need
    from corridor.stages.selection.services import columns, deciding
    from tests.harness import server
    from tests.harness.season import build

    server.point_at(server.clone())
    world = build("points")
    world.applied(1)
    round_id = fill(world, workers, orders, wishes)
    columns.COLUMNS_FROM = workers + 1 if plain else 0
    steps: dict[str, float] = {}
    last = ["", time.perf_counter()]

    def tell(step: str) -> None:
        now = time.perf_counter()
        if last[0]:
            steps[str(last[0])] = steps.get(str(last[0]), 0.0) + now - float(last[1])
        last[:] = [step, now]

    held = reset_peak()
    began = time.perf_counter()
    actor = world.approver.actor()
    with acting(actor, "benchmark", seconds=7200):
        tell("start")
        decided = deciding.decide(round_id, by=actor, tell=tell)
        tell("commit")
    tell("")
    answers = count_answers(round_id)
    register = len(decided.register)
    return {
        "workers": workers,
        "orders": orders,
        "answers": answers,
        "placed": decided.summary["placed"],
        "seconds": time.perf_counter() - began,
        "steps": steps,
        "stated": need(workers, answers, register, answers),
        "seen": peak() - held,
    }


def fill(world: Any, workers: int, orders: int, wishes: int) -> uuid.UUID:
    """A round whose inputs are closed: its rows are written by the owner, as the verbs would have left them."""
    import psycopg

    from corridor.rules.matching.roundfile import code_of, inputs_hash, salt_of, worker_hash
    from corridor.stages.selection import api
    from corridor.stages.selection.services.freezing import register_of
    from corridor.stages.selection.services.market import Entry
    from corridor.stages.selection.services.workers import least_age  # noqa: F401  # the shape of an order's row
    from tests.harness import server
    from tests.harness.season import announced

    draw = random.Random(1)  # noqa: S311  # wishes, not secrets
    with world.by(world.officer) as actor:
        round_ = api.open_round(world.season.id, world.order_ids, **announced(), by=actor)
        key = key_of(round_)
    plain = [an_order(draw, world, n) for n in range(orders)]
    near: dict[str, list[str]] = {}
    for order in plain:
        near.setdefault(order["occupation"], []).append(order["id"])
    hashes = []
    with psycopg.connect(server.the_server().url("superuser", server.current_database())) as owner:
        owner.execute("SET session_replication_role = replica")  # no history of what is thrown away
        copies(owner, "demand_joborder", [(order["id"], f"X{n:07d}") for n, order in enumerate(plain)], "number")
        ids = [
            (str(uuid.UUID(int=draw.getrandbits(128))), str(uuid.UUID(int=draw.getrandbits(128))))
            for _ in range(workers)
        ]
        copies(owner, "registry_person", [(person, f"P{n:09d}") for n, (person, _) in enumerate(ids)], "file_number")
        copies(owner, "selection_application", [(own, person) for person, own in ids], "person_id")
        scope = world.scheme.scope_id
        with owner.cursor().copy("COPY scopes_personaccess (id, scope_id, person_id, level, why) FROM STDIN") as copy:
            for person, _own in ids:
                copy.write_row((uuid.UUID(int=draw.getrandbits(128)), scope, person, 2, "scheme"))
        names = "id, round_id, application_id, person_id, code, columns, ranking, recalls, strata"
        with owner.cursor().copy(f"COPY selection_roundinput ({names}) FROM STDIN") as copy:
            for person, own in ids:
                columns, strata = a_worker(draw)
                pool = near.get(draw.choice(columns["occupations"])) or [plain[0]["id"]]
                asked = draw.sample(pool, min(len(pool), wishes))
                entry = Entry(code_of(key, own), own, person, columns, tuple(asked), (), strata, salt_of(key, own))
                hashes.append((entry.code, worker_hash(entry.code, asked, entry.private())))
                copy.write_row(
                    (uuid.UUID(int=draw.getrandbits(128)), round_.id, own, person, entry.code, json.dumps(columns),
                     json.dumps(asked), "[]", json.dumps(strata))
                )  # fmt: skip
        found = inputs_hash(plain, register_of(round_), (own for _code, own in sorted(hashes)))
        owner.execute(
            "UPDATE selection_round SET state = 'closed_inputs', orders = %s, inputs_hash = %s, closed_at = now(), "
            "first_value = '7', public_value = '7', first_value_by = %s, public_value_by = %s, first_value_at = now(), "
            "public_value_at = now() WHERE id = %s",
            (json.dumps(plain), found, uuid.uuid4(), uuid.uuid4(), round_.id),
        )
        owner.commit()
        owner.autocommit = True
        owner.execute("VACUUM ANALYZE")
    return uuid.UUID(str(round_.id))


def key_of(round_: Any) -> bytes:
    from corridor.stages.selection.services import freezing

    return freezing.key_of(round_)


def copies(owner: Any, table: str, rows: list[tuple[str, str]], second: str) -> None:
    """Copies of the one row of a table, each with its own id and one more column of its own."""
    found = owner.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER'", (table,)
    ).fetchall()
    own = {"id": "n.id::uuid", second: "n.second::uuid" if second.endswith("_id") else "n.second"}
    names = [name for (name,) in found]
    kept = ", ".join(own.get(name, f't."{name}"') for name in names)
    quoted = ", ".join(f'"{name}"' for name in names)
    owner.execute("CREATE TEMP TABLE n (id text, second text) ON COMMIT DROP")
    with owner.cursor().copy("COPY n FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    owner.execute(f"INSERT INTO {table} ({quoted}) SELECT {kept} FROM n, (SELECT * FROM {table} LIMIT 1) t")  # noqa: S608
    owner.execute("DROP TABLE n")


def an_order(draw: random.Random, world: Any, n: int) -> dict[str, Any]:
    """A job order as a round freezes it."""
    posts = draw.randint(2, 20)
    return {
        "id": str(uuid.UUID(int=draw.getrandbits(128))),
        "employer": str(uuid.UUID(int=n % 3_000)),
        "posts": posts,
        "occupation": OCCUPATIONS[min(int(draw.expovariate(0.04)), len(OCCUPATIONS) - 1)],
        "start": "2027-03-01",
        "end": "2027-09-01",
        "experience_months": draw.choice([0, 0, 6, 12]),
        "languages": {"spa": draw.randint(1, 2)} if draw.random() < 0.3 else {},
        "skills": [],
        "training": [],
        "minimum_age": [18, "law"],
        "reserves": [["women", posts // 2]] if draw.random() < 0.4 else [],
    }


def a_worker(draw: random.Random) -> tuple[dict[str, Any], dict[str, str]]:
    """A worker as a round freezes it, and the strata of the figures."""
    main = OCCUPATIONS[min(int(draw.expovariate(0.04)), len(OCCUPATIONS) - 1)]
    sex = draw.choice("FM")
    columns = {
        "occupations": sorted({main, draw.choice(OCCUPATIONS)}),
        "experience": {main: draw.choice([0, 6, 12, 24, 60])},
        "languages": {"spa": draw.randint(0, 5)},
        "skills": ["driving"] if draw.random() < 0.2 else [],
        "training": [],
        "born": f"{draw.randint(1965, 2006)}-0{draw.randint(1, 9)}-11",
        "available_from": None,
        "available_until": None,
        "document_until": "2030-01-01" if draw.random() < 0.95 else None,
        "groups": ["women"] if sex == "F" else [],
        "measures": {"seasons_done": draw.randint(0, 3), "waiting_days": draw.randint(0, 400)},
    }
    return columns, {"sex": sex, "district": f"District {draw.randint(1, 40)}"}


def count_answers(round_id: uuid.UUID) -> int:
    from corridor.foundation.database.context import SYSTEM, acting
    from corridor.stages.selection.models import RoundResult

    with acting(SYSTEM, "benchmark", seconds=7200):
        return RoundResult.objects.filter(round=round_id).count()


def reset_peak() -> int:
    """Let the kernel count the peak anew; returns the bytes held now."""
    Path("/proc/self/clear_refs").write_text("5")
    return peak()


def peak() -> int:
    """The most bytes held since `reset_peak`."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main()
