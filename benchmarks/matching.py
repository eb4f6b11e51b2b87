"""The engine of a nation's round beside its peers, in one run: `./corridor bench matching [--size WxJ] [--json]`.

Markets are made up (`market.py`). Every round is checked by the second opinion; medians; ratios within this run.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import market
import numpy as np
from matching_pairs import Pairs, heap_round, list_pairs

from corridor.rules.matching.engine import columns, index, jit, nation, optimal, reference, shortlist
from corridor.rules.matching.engine.checking import check_result
from corridor.rules.matching.engine.memory import Memory, memory
from corridor.rules.matching.engine.standing import Standing

ROOT = Path(__file__).resolve().parents[1]
PEERS = ROOT / "var" / "bench"


@dataclass
class Table:
    """Lines of what was measured. Seconds everywhere; `ratio` is peer / ours."""

    lines: list[dict[str, Any]] = field(default_factory=list)

    def add(self, work: str, ours: float, *, peer: str = "", theirs: float | None = None, note: str = "") -> None:
        """Keep one line, and show it at once."""
        ratio = theirs / ours if theirs is not None and ours > 0 else None
        line = {"work": work, "ours": ours, "peer": peer, "theirs": theirs, "ratio": ratio, "note": note}
        self.lines.append(line)
        shown = f"{work:<58} {seconds(ours):>10}"
        if peer:
            shown += f"  {peer:<34} {seconds(theirs):>10}" + (f"  {ratio:>8.1f}x" if ratio else "")
        print(shown + (f"  {note}" if note else ""), file=sys.stderr, flush=True)


def seconds(value: float | None) -> str:
    """A time in the unit that fits."""
    if value is None:
        return "-"
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if value >= size:
            return f"{value / size:.3g} {unit}"
    return f"{value / 1e-6:.3g} us"


def median(work: Callable[[], Any], repeats: int = 5) -> tuple[float, Any]:
    """Return (median seconds, last answer)."""
    times, answer = [], None
    for _ in range(repeats):
        began = time.perf_counter()
        answer = work()
        times.append(time.perf_counter() - began)
    return statistics.median(times), answer


@dataclass
class Made:
    """A market with its index, ready for a round. `stated`: what it was to take; `before`: resident bytes before."""

    workers: columns.Workers
    orders: columns.Orders
    index: index.Index
    wanted: nation.Demand
    built: float
    stated: Memory
    before: int

    def bytes_a_worker(self) -> float:
        """What stays in memory for each worker: columns, index, and the groups side by side."""
        return (self.workers.bytes() + self.index.bytes() + self.wanted.group_of.nbytes) / len(self.workers)


def resident(name: str) -> int:
    """Bytes resident now (VmRSS) or at most since `forget_peak` (VmHWM)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) << 10 for line in lines if line.startswith(name))


def forget_peak() -> None:
    """Let the high-water mark of this process start anew."""
    Path("/proc/self/clear_refs").write_text("5")


def make(workers: columns.Workers, count: int, posts: int, *, rule: str = "cap", sector: bool = False) -> Made:
    """Return a market of these workers and `count` orders; `built`: seconds for index and demand."""
    orders = market.orders(count, posts, rule=rule, sector=sector)
    stated, before = memory(workers, orders), resident("VmRSS")
    forget_peak()
    began = time.perf_counter()
    ready = index.build(workers, orders, market.REGISTER, origin=market.TODAY)
    wanted = nation.demand(ready, orders)
    return Made(workers, orders, ready, wanted, time.perf_counter() - began, stated, before)


def warm() -> None:
    """Compile every kernel on a small market, so that no time below is a compiler's."""
    people = market.workers(5000)
    for rule in ("cap", "kept", "none"):
        made = make(people, 100, 500, rule=rule)
        result = nation.run(made.index, made.wanted).order
        check_result(people, made.orders, market.REGISTER, result)
    state = Standing(made.index, made.wanted, np.arange(5000) < 4990)
    state.arrive(4999)
    optimal.assign(made.index, made.wanted)
    list_pairs(made.index, made.wanted)
    shortlist.why_not(made.index, made.wanted, 0)
    shortlist.points_by_criterion(made.index, made.wanted, 0, shortlist.shortlist(made.index, made.wanted, 0, 50))


def size_words(made: Made) -> str:
    """1M x 10k."""
    count = len(made.workers)
    people = f"{count // 1_000_000}M" if count >= 1_000_000 else f"{count // 1000}k"
    orders = len(made.orders)
    return f"{people} x {orders // 1000}k" if orders >= 1000 else f"{people} x {orders}"


def shortlists(table: Table, made: Made, postgres: bool) -> None:
    """Top 50 of the most popular orders, with reasons, and the histogram of the others."""
    sizes = made.index.first[made.wanted.blocks + 1] - made.index.first[made.wanted.blocks]
    popular = [int(j) for j in np.argsort(-sizes, kind="stable")[:8]]
    found = {j: shortlist.shortlist(made.index, made.wanted, j, 50) for j in popular}

    def of(work: Callable[[int], Any]) -> float:
        return statistics.median(median(lambda j=j: work(j), 21)[0] for j in popular)

    ours = of(lambda j: shortlist.shortlist(made.index, made.wanted, j, 50))
    where = f"of {size_words(made)}, popular ({int(sizes[popular[0]])} in the block)"
    if postgres:
        from matching_postgres import shortlist_times

        theirs, same = shortlist_times(made, popular, found)
        table.add(f"shortlist, top 50 {where}", ours, peer="PostgreSQL, clustered by kind of work", theirs=theirs,
                  note="same people" if same else "DIFFERENT PEOPLE")  # fmt: skip
    else:
        table.add(f"shortlist, top 50 {where}", ours)
    reasons = of(lambda j: shortlist.points_by_criterion(made.index, made.wanted, j, found[j]))
    table.add("  50 reasons (points by criterion)", reasons)
    table.add("  why the others are not eligible", of(lambda j: shortlist.why_not(made.index, made.wanted, j)))


def one_round(table: Table, made: Made, name: str, *, repeats: int = 5) -> nation.Outcome:
    """A round, its check, and the same on one thread. The memory seen is that of index and first round."""
    nation.run(made.index, made.wanted)
    seen, whole = resident("VmHWM") - made.before + made.workers.bytes(), resident("VmHWM")
    ours, out = median(lambda: nation.run(made.index, made.wanted), repeats)
    checked, findings = median(
        lambda: check_result(made.workers, made.orders, market.REGISTER, out.order), min(repeats, 3)
    )
    jit.use_threads(1)
    alone = nation.run(made.index, made.wanted).order
    jit.use_threads(os.cpu_count() or 1)
    faults = f"{findings.blocking} blocking pairs, {findings.above_posts + findings.above_cap} quota breaches"
    same = "same on one thread" if (alone == out.order).all() else "DIFFERENT ON ONE THREAD"
    placed = int((out.order >= 0).sum())
    table.add(f"round {size_words(made)}, {name}", ours, note=f"{placed} placed of {made.orders.posts.sum()}; {same}")
    table.add("  verify", checked, peer="the round itself", theirs=ours, note=faults)
    told = f"memory stated before {mib(made.stated.peak)}, seen {mib(seen)} (with the interpreter {mib(whole)})"
    table.add("  index and orders made ready", made.built, note=told)
    return out


def mib(size: int) -> str:
    """A size in MiB."""
    return f"{size >> 20} MiB"


def arrivals(table: Table, made: Made, count: int) -> None:
    """Workers who arrive one by one, against the full round."""
    rng = np.random.default_rng(5)
    late = rng.permutation(len(made.workers))[:count]
    present = np.ones(len(made.workers), np.bool_)
    present[late] = False
    state = Standing(made.index, made.wanted, present)
    times = []
    for who in late:
        began = time.perf_counter()
        state.arrive(int(who))
        times.append(time.perf_counter() - began)
    full, out = median(lambda: nation.run(made.index, made.wanted), 3)
    same = "equal to the full round" if (state.order == out.order).all() else "DIFFERENT FROM THE FULL ROUND"
    table.add(f"one worker arrives at {size_words(made)}", statistics.median(times), peer="the full round", theirs=full,
              note=f"p99 {seconds(float(np.quantile(times, 0.99)))}; {count} arrivals: {same}")  # fmt: skip


def against_heap(table: Table, made: Made, pairs: Pairs, out: nation.Outcome, ours: float) -> None:
    """The plain heap procedure, which is given its pairs ready made."""
    lists = (pairs.first.tolist(), pairs.order.tolist(), pairs.key.tolist(), made.orders.posts.tolist())
    began = time.perf_counter()
    result = heap_round(*lists)
    theirs = time.perf_counter() - began
    same = "same matching" if result == out.order.tolist() else "DIFFERENT MATCHING"
    table.add(f"round {size_words(made)}, no quotas", ours, peer="plain heap, pairs for free", theirs=theirs, note=same)
    keys = pairs.key.copy()
    sorting, _ = median(lambda: np.sort(keys), 3)
    table.add(f"  beside the sort of its {len(pairs)} pairs", ours, peer="numpy.sort of the pairs", theirs=sorting)


def peer(name: str, pairs: Pairs, posts: Any, result: Any, limit: int) -> dict[str, Any] | None:
    """Run a peer in its own environment; None (with a sentence) where it is absent or takes longer than `limit`."""
    python = peers_python()
    if python is None:
        return None
    with tempfile.NamedTemporaryFile(suffix=".npz") as file:
        np.savez(file, first=pairs.first, order=pairs.order, points=pairs.points, key=pairs.key, posts=posts,
                 result=result)  # fmt: skip
        file.flush()
        try:
            done = subprocess.run([str(python), str(ROOT / "benchmarks" / "matching_peers.py"), name, file.name],
                                  capture_output=True, text=True, check=False, timeout=limit)  # fmt: skip
        except subprocess.TimeoutExpired:
            print(f"{name} took more than {limit} s and was ended.", file=sys.stderr)
            return None
    if done.returncode or not done.stdout.strip():
        print(f"{name} failed: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    answer: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer


def peers_python() -> Path | None:
    """The Python of the peers' environment, made on first use from requirements/bench.lock."""
    python = PEERS / "bin" / "python"
    if not (PEERS / "ready").exists():
        print("Making an environment for the peers in var/bench ...", file=sys.stderr, flush=True)
        venv.create(PEERS, with_pip=True)
        done = subprocess.run([str(python), "-m", "pip", "install", "-qq", "--require-hashes", "-r",
                               str(ROOT / "requirements" / "bench.lock")], check=False)  # fmt: skip
        if done.returncode:
            print("The peers could not be installed: their lines are left out.", file=sys.stderr)
            return None
        (PEERS / "ready").touch()
    return python


def most_points(table: Table, made: Made, pairs: Pairs | None, limit: int) -> None:
    """The assignment with most points, beside OR-tools."""
    ours, found = median(lambda: optimal.assign(made.index, made.wanted, step=100), 3)
    theirs = peer("ortools", pairs, made.orders.posts, found.order, limit) if pairs is not None else None
    note = f"proved within {100 * (found.bound - found.points) / found.bound:.2f} %"
    if theirs:
        note += f"; {100 * (theirs['points'] - found.points) / theirs['points']:.4f} % below the optimum"
    table.add(f"most points {size_words(made)}", ours, peer="OR-tools min-cost flow" if theirs else "",
              theirs=theirs["seconds"] if theirs else None, note=note)  # fmt: skip


def dense(table: Table, quick: bool) -> None:
    """The package `matching` on a dense sector round."""
    count, orders = (3000, 300) if quick else (10_000, 1000)
    made = make(market.workers(count, sector=True), orders, count // 5, rule="none", sector=True)
    ours, out = median(lambda: nation.run(made.index, made.wanted), 9)
    pairs = list_pairs(made.index, made.wanted)
    theirs = peer("matching", pairs, made.orders.posts, out.order, 600)
    note = f"{len(pairs)} pairs"
    if theirs:
        note += "; same matching" if theirs["same"] else "; DIFFERENT MATCHING"
    table.add(f"dense round {size_words(made)}", ours, peer="PyPI matching" if theirs else "",
              theirs=theirs["seconds"] if theirs else None, note=note)  # fmt: skip


def against_definitions(table: Table) -> None:
    """A market with ceilings small enough for the definitions themselves."""
    for rule in ("cap", "kept"):
        made = make(market.workers(600, sector=True), 30, 120, rule=rule, sector=True)
        ours, out = median(lambda made=made: nation.run(made.index, made.wanted))
        began = time.perf_counter()
        plain = reference.run(made.workers, made.orders, market.REGISTER)
        theirs = time.perf_counter() - began
        same = "same matching" if plain == out.order.tolist() else "DIFFERENT MATCHING"
        table.add(f"round 600 x 30, {'ceilings' if rule == 'cap' else 'reserves'}", ours, peer="the definitions",
                  theirs=theirs, note=same)  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="1000000x10000", help="workers x orders of the main market")
    parser.add_argument("--quick", action="store_true", help="a market of 100000 x 1000 and smaller peers")
    parser.add_argument("--full", action="store_true", help="also 1M x 50k, 10M x 10k and 10M x 50k")
    parser.add_argument("--json", action="store_true", help="print the table as JSON")
    parser.add_argument("--no-postgres", action="store_true", help="leave out PostgreSQL")
    args = parser.parse_args()
    count, orders = (int(float(part)) for part in ("100000x1000" if args.quick else args.size).lower().split("x"))
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
          f"kernels {'compiled' if jit.COMPILED else 'plain'}", file=sys.stderr)  # fmt: skip
    table = Table()
    warm()
    against_definitions(table)
    people = market.workers_from_elsewhere(count)
    made = make(people, orders, count // 10)
    size = made.bytes_a_worker()
    print(f"index, columns and groups: {size:.1f} bytes a worker", file=sys.stderr)
    one_round(table, made, "ceilings on 40 % of orders")
    shortlists(table, made, postgres=not args.no_postgres)
    arrivals(table, made, 2000)
    made = make(people, orders, count // 10, rule="kept")
    one_round(table, made, "reserves on 40 % of orders")
    made = make(people, orders, count // 10, rule="none")
    pairs = list_pairs(made.index, made.wanted)
    ours, out = median(lambda: nation.run(made.index, made.wanted))
    against_heap(table, made, pairs, out, ours)
    most_points(table, made, pairs, 900)
    del pairs
    dense(table, args.quick)
    if args.full:
        largest(table, people)
    if args.json:
        print(json.dumps({"bytes_a_worker": round(size, 1), "lines": table.lines}, indent=1))


def largest(table: Table, people: columns.Workers) -> None:
    """The sizes that take minutes to make."""
    made = make(people, 50_000, 100_000)
    one_round(table, made, "ceilings on 40 % of orders", repeats=3)
    most_points(table, make(people, 50_000, 100_000, rule="none"), None, 0)
    del made
    crowd = market.workers_from_elsewhere(10_000_000)
    for count in (10_000, 50_000):
        made = make(crowd, count, 1_000_000)
        one_round(table, made, "ceilings on 40 % of orders", repeats=3)
        if count == 10_000:
            shortlists(table, made, postgres=False)
        del made


if __name__ == "__main__":
    main()
