"""What `memory` states before a round against what the machine saw, in a process of its own."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from corridor.rules.matching.engine import columns, index, nation
from corridor.rules.matching.engine.memory import memory
from tests.rules.matching.engine import small

PEOPLE, ORDERS, TIMES = 1500, 60, 200


def market(times: int):
    """Small markets side by side: each has occupations of its own."""
    rng = np.random.default_rng(8)
    w, o = small.workers(rng, PEOPLE), small.orders(rng, ORDERS, rule="cap")
    shift = np.repeat(np.arange(times, dtype=np.uint16) * 3, PEOPLE)[:, None]
    occupations = np.tile(w.occupations, (times, 1))
    tiled = {name: np.tile(getattr(w, name), times) for name in
             ("languages", "born", "free_from", "document_until", "own_points")}  # fmt: skip
    tiled |= {name: np.tile(getattr(w, name), (times, 1)) for name in ("months", "level", "destinations")}
    families = tuple(replace(family, of=np.tile(family.of, times)) for family in w.families)
    people = columns.Workers(
        occupations=np.where(occupations == columns.NO_OCCUPATION, occupations, occupations + shift),
        families=families, **tiled,
    )  # fmt: skip
    names = ("destination", "employer", "posts", "months", "level", "language", "language_level", "start", "end",
             "born_from", "born_until", "family", "kept", "cap")  # fmt: skip
    many = {name: np.tile(getattr(o, name), times) for name in names}
    shift = np.repeat(np.arange(times, dtype=np.uint16) * 3, ORDERS)
    first = np.tile(o.first_group, times) + np.repeat(np.arange(times) * len(o.kept), ORDERS)
    return people, columns.Orders(occupation=np.tile(o.occupation, times) + shift, first_group=first, **many)


def status(name: str) -> int:
    """Bytes of a line of /proc/self/status."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) << 10 for line in lines if line.startswith(name))


def measure() -> dict[str, int]:
    """Bytes stated, and bytes that index and round took beside the columns."""
    little = market(2)
    ready = index.build(*little, small.REGISTER, origin=small.TODAY)
    nation.run(ready, nation.demand(ready, little[1]))  # compiles
    people, orders = market(TIMES)
    stated = memory(people, orders)
    before = status("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # the high-water mark starts anew
    ready = index.build(people, orders, small.REGISTER, origin=small.TODAY)
    placed = int((nation.run(ready, nation.demand(ready, orders)).order >= 0).sum())
    return {"stated": stated.peak - stated.columns, "seen": status("VmHWM") - before, "placed": placed,
            "columns": stated.columns, "index": stated.index, "held": ready.bytes()}  # fmt: skip


def test_the_peak_is_stated_before_anything_is_built():
    root = Path(__file__).parents[4]
    done = subprocess.run(
        [sys.executable, "-m", "tests.rules.matching.engine.test_memory"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(root / "src"), str(root)])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["placed"] > 5000
    assert told["seen"] > 5 << 20  # something was measured
    assert 0.8 < told["stated"] / told["seen"] < 2


def test_the_index_takes_what_was_stated_to_the_byte():
    people, orders = market(3)
    ready = index.build(people, orders, small.REGISTER, origin=small.TODAY)
    wanted = nation.demand(ready, orders)
    assert memory(people, orders).index == ready.bytes() - 8 + wanted.group_of.nbytes
    assert memory(people, orders).columns == people.bytes()


if __name__ == "__main__":
    print(json.dumps(measure()))
