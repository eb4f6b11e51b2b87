"""One peer on one instance, in a process and an environment of its own: PEER FILE.npz -> a line of JSON."""

import json
import sys
import threading
import time

sys.path.pop(0)  # this folder has a matching.py of its own

import numpy as np


def matching(data) -> dict:
    """The package `matching`: hospital-resident with objects for players."""
    from matching.games import HospitalResident

    first, order, key, posts = (data[name] for name in ("first", "order", "key", "posts"))
    worker = np.repeat(np.arange(len(first) - 1), np.diff(first))
    began = time.perf_counter()
    residents = {int(w): order[first[w] : first[w + 1]].tolist() for w in np.flatnonzero(np.diff(first))}
    line = np.lexsort((-key, order))
    starts = np.searchsorted(order[line], np.arange(len(posts) + 1))
    hospitals = {
        j: worker[line[starts[j] : starts[j + 1]]].tolist() for j in range(len(posts)) if starts[j] < starts[j + 1]
    }
    game = HospitalResident.create_from_dictionaries(residents, hospitals, {j: int(posts[j]) for j in hospitals})
    solution = game.solve(optimal="resident")
    seconds = time.perf_counter() - began
    result = np.full(len(first) - 1, -1)
    for hospital, held in solution.items():
        for resident in held:
            result[resident.name] = hospital.name
    return {"seconds": seconds, "same": bool((result == data["result"]).all())}


def ortools(data) -> dict:
    """Google OR-tools, min-cost flow: most points over all pairs."""
    from ortools.graph.python import min_cost_flow

    first, order, points, posts = (data[name] for name in ("first", "order", "points", "posts"))
    busy = np.flatnonzero(np.diff(first) > 0)
    number = np.full(len(first) - 1, -1)
    number[busy] = np.arange(len(busy))
    worker = number[np.repeat(np.arange(len(first) - 1), np.diff(first))]
    n, w, j = len(order), len(busy), len(posts)
    began = time.perf_counter()
    tail = np.concatenate([worker, np.arange(w), w + np.arange(j)]).astype(np.int32)
    head = np.concatenate([w + order, np.full(w + j, w + j)]).astype(np.int32)
    room = np.concatenate([np.ones(n + w), posts]).astype(np.int64)
    cost = np.concatenate([-points, np.zeros(w + j)]).astype(np.int64)
    flow = min_cost_flow.SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(tail, head, room, cost)
    supply = np.concatenate([np.ones(w), np.zeros(j), [-w]]).astype(np.int64)
    flow.set_nodes_supplies(np.arange(w + j + 1).astype(np.int32), supply)
    status = flow.solve()
    return {
        "seconds": time.perf_counter() - began,
        "points": -int(flow.optimal_cost()),
        "optimal": status == flow.OPTIMAL,
    }


def main() -> None:
    """Run one peer in a thread with a deep stack: one of them links its players into a graph that it copies."""
    peer, path = sys.argv[1:3]
    data = np.load(path)
    print(json.dumps({"matching": matching, "ortools": ortools}[peer](data)))


if __name__ == "__main__":
    threading.stack_size(1 << 29)
    sys.setrecursionlimit(10**8)
    thread = threading.Thread(target=main)
    thread.start()
    thread.join()
