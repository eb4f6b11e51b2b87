"""Ways to falsify the file of a round, each as somebody would do it who then writes the last line anew.

A tampering changes the parsed lines of a file, of its own choice by `random`, and returns False where the file has
nothing for it. Those of ITSELF must be found in any file by its content and the published seal alone; those of FULL in
the auditor's file, and in the public one through the published hash; those of PAGE through the published page.
"""

import copy
import hashlib
import json
from collections.abc import Callable
from random import Random
from typing import Any

from corridor.rules.matching.roundfile import canonical, draw_seed, inputs_hash, private_hash, worker_hash

Lines = list[dict[str, Any]]
Tampering = Callable[[Lines, Random], bool]
BELOW = ("fewer_points", "later_lot", "ceiling_reached", "reserve_first", "recall_first", "others_chosen")


def parsed(content: bytes) -> Lines:
    return [json.loads(line) for line in content.splitlines()]


def written(rows: Lines) -> bytes:
    """The file of these lines, with a last line that fits them."""
    body = "".join(f"{canonical(row)}\n" for row in rows if row["line"] != "end").encode()
    counts = {f"{kind}s": sum(row["line"] == kind for row in rows) for kind in ("order", "worker", "result")}
    last = {"line": "end", **counts, "sha256": hashlib.sha256(body).hexdigest()}
    return body + f"{canonical(last)}\n".encode()


def falsified(content: bytes, tampering: Tampering, random: Random) -> bytes | None:
    """The file after a tampering; None where there was nothing to change."""
    rows = copy.deepcopy(parsed(content))
    if not tampering(rows, random):
        return None
    changed = written(rows)
    return changed if changed != content else None


def of(rows: Lines, kind: str, **wanted: Any) -> Lines:
    return [row for row in rows if row["line"] == kind and all(row.get(key) == value for key, value in wanted.items())]


def ranked(rows: Lines) -> Lines:
    return [row for row in of(rows, "result") if row["reason"] != "ineligible"]


def swapped_pair(rows: Lines, random: Random) -> bool:
    """Somebody who obtained an order changes places with somebody who asked for it and did not."""
    placed = random.choice(of(rows, "result", reason="obtained"))
    others = [row for row in ranked(rows) if row["order"] == placed["order"] and row["reason"] in BELOW]
    if not others:
        return False
    other = random.choice(others)
    placed["reason"], other["reason"] = other["reason"], placed["reason"]
    return True


def favoured_worker(rows: Lines, random: Random) -> bool:
    """Somebody who was passed over obtains the order, too; or nobody notices that the last one lost it."""
    others = [row for row in ranked(rows) if row["reason"] in BELOW]
    if not others:
        return False
    other = random.choice(others)
    if random.random() < 0.5:
        loser = random.choice(of(rows, "result", order=other["order"], reason="obtained"))
        loser["reason"] = "later_lot"
    other["reason"] = "obtained"
    return True


def quota_broken(rows: Lines, random: Random) -> bool:
    """One more than the order has posts, or one fewer."""
    row = random.choice(of(rows, "result", reason="obtained"))
    if random.random() < 0.5:
        row["reason"] = "no_posts"
    else:
        order = of(rows, "order", order=row["order"])[0]
        order["terms"]["posts"] -= 1
    return True


def changed_rank(rows: Lines, random: Random) -> bool:
    row = random.choice(ranked(rows))
    row["rank"] += random.choice([-1, 1, 5])
    return True


def changed_lot(rows: Lines, random: Random) -> bool:
    one, other = random.sample(ranked(rows), 2)
    one["lot"] = other["lot"] if other["lot"] != one["lot"] else one["lot"] + 1
    return True


def changed_reason(rows: Lines, random: Random) -> bool:
    row = random.choice(ranked(rows))
    told = {"obtained", "preferred_obtained", "no_posts", "not_shortlisted", "refused_by_employer", *BELOW}
    row["reason"] = random.choice(sorted(told - {row["reason"]}))
    return True


def changed_seed(rows: Lines, random: Random) -> bool:
    """Another secret seed with all that follows from it: seal, seed of the draw, lots and ranks."""
    head = rows[0]
    head["secret_seed"] = random.randbytes(32).hex()
    head["commitment"] = hashlib.sha256(head["secret_seed"].encode()).hexdigest()
    _redraw(rows)
    return True


def half_changed_seed(rows: Lines, random: Random) -> bool:
    """Another secret seed below the published seal."""
    rows[0]["secret_seed"] = random.randbytes(32).hex()
    _redraw(rows)
    return True


def missing_worker(rows: Lines, random: Random) -> bool:
    code = random.choice(of(rows, "worker"))["code"]
    rows[:] = [row for row in rows if row.get("code") != code]
    return True


def invented_worker(rows: Lines, random: Random) -> bool:
    row = copy.deepcopy(random.choice(of(rows, "worker")))
    row["code"] += "0"
    rows.insert(rows.index(of(rows, "worker")[0]), row)
    return True


def missing_answer(rows: Lines, random: Random) -> bool:
    rows.remove(random.choice(of(rows, "result")))
    return True


def double_answer(rows: Lines, random: Random) -> bool:
    row = random.choice(of(rows, "result"))
    rows.insert(rows.index(row), dict(row))
    return True


def changed_wishes(rows: Lines, random: Random) -> bool:
    able = [row for row in of(rows, "worker") if len(row["wishes"]) > 1]
    if not able:
        return False
    random.choice(able)["wishes"].reverse()
    return True


def swapped_answers(rows: Lines, random: Random) -> bool:
    """Two answers of a worker in the other order."""
    codes = [row["code"] for row in of(rows, "result", wish=2)]
    if not codes:
        return False
    first, second = of(rows, "result", code=random.choice(codes))[:2]
    first["wish"], second["wish"] = 2, 1
    at = rows.index(first)
    rows[at], rows[at + 1] = second, first
    return True


def told_more(rows: Lines, random: Random) -> bool:
    """A field that a file may not have."""
    random.choice(of(rows, "worker"))["sex"] = "F"
    return True


def larger_reserve(rows: Lines, random: Random) -> bool:
    able = [row for row in of(rows, "order") if row["terms"]["reserves"]]
    if not able:
        return False
    random.choice(able)["terms"]["reserves"][0][1] += 1
    return True


def other_weights(rows: Lines, random: Random) -> bool:
    if not rows[0]["register"]:
        return False
    random.choice(rows[0]["register"])["points"] += 1
    return True


def other_pick(rows: Lines, random: Random) -> bool:
    """Somebody for whom no post was left is put first: another exchange may leave every place as it is."""
    passed = {(row["order"], row["code"]) for row in of(rows, "result") if row["reason"] == "others_chosen"}
    able = [
        (row["picks"], n)
        for row in of(rows, "order")
        for n, code in enumerate(row.get("picks", ()))
        if n and (row["order"], code) in passed
    ]
    if not able:
        return False
    picks, n = random.choice(able)
    picks[0], picks[n] = picks[n], picks[0]
    return True


def forgotten_candidate(rows: Lines, random: Random) -> bool:
    able = [row for row in of(rows, "order") if row.get("shortlist")]
    if not able:
        return False
    row = random.choice(able)
    code = random.choice(row["shortlist"])
    row["shortlist"].remove(code)
    row["picks"] = [pick for pick in row["picks"] if pick != code]
    return True


def late_public_day(rows: Lines, random: Random) -> bool:
    rows[0]["public_day"] = "2020-01-01"
    return True


def ceiling_broken(rows: Lines, random: Random) -> bool:
    """A ceiling is lower by one than what is placed under it; or one more than it lets through obtains a free post."""
    ceilings = rows[0].get("ceilings", [])
    met = of(rows, "result", reason="ceiling_reached")
    if not ceilings or not met:
        return False
    if random.random() < 0.5:
        random.choice(met)["reason"] = "obtained"
    else:
        random.choice(ceilings)["posts"] -= 1
    return True


def ceiling_left_out(rows: Lines, random: Random) -> bool:
    """A ceiling is taken out of the file, or an order out of its reach."""
    ceilings = rows[0].get("ceilings", [])
    if not ceilings:
        return False
    one = random.choice(ceilings)
    if len(one["orders"]) > 1 and random.random() < 0.5:
        one["orders"].pop()
    else:
        ceilings.remove(one)
    return True


def ceilings_hidden(rows: Lines, random: Random) -> bool:
    """The file says that it is one of the first schema, which knows no ceilings."""
    if "ceilings" not in rows[0]:
        return False
    rows[0]["schema"] = "corridor-round/1"
    if random.random() < 0.5:
        del rows[0]["ceilings"]
    return True


ITSELF: tuple[Tampering, ...] = (
    swapped_pair,
    favoured_worker,
    quota_broken,
    changed_rank,
    changed_lot,
    changed_reason,
    changed_seed,
    half_changed_seed,
    missing_worker,
    invented_worker,
    missing_answer,
    double_answer,
    changed_wishes,
    swapped_answers,
    told_more,
    larger_reserve,
    ceiling_broken,
    ceiling_left_out,
    ceilings_hidden,
    other_weights,
    other_pick,
    forgotten_candidate,
    late_public_day,
)


def changed_point(rows: Lines, random: Random) -> bool:
    random.choice(ranked(rows))["points"] += random.choice([-1, 1])
    return True


def changed_tier(rows: Lines, random: Random) -> bool:
    row = random.choice(ranked(rows))
    row["tier"] = 1 - row["tier"]
    return True


def changed_group(rows: Lines, random: Random) -> bool:
    able = [row for row in ranked(rows) if row["group"] is not None]
    if not able:
        return False
    row = random.choice(able)
    row["group"] = "" if row["group"] else "women"
    return True


def never_eligible(rows: Lines, random: Random) -> bool:
    """Somebody at the end of a list is told that they may not do the work."""
    row = max(ranked(rows), key=lambda each: each["rank"])
    for field in ("tier", "points", "lot", "rank", "group"):
        del row[field]
    row["reason"] = "ineligible"
    return True


FULL: tuple[Tampering, ...] = (changed_point, changed_tier, changed_group, never_eligible)


def changed_column(rows: Lines, random: Random) -> bool:
    random.choice(of(rows, "worker"))["columns"]["experience"]["9211"] = 99
    return True


def changed_component(rows: Lines, random: Random) -> bool:
    counted = [row for row in of(rows, "result") if row["components"]]
    if not counted:
        return False
    row = random.choice(counted)
    row["components"][0][1] += 1
    return True


def changed_failure(rows: Lines, random: Random) -> bool:
    row = random.choice(of(rows, "result"))
    row["failures"] = [] if row["failures"] else [["document", "2027-08-31", ""]]
    return True


def invented_right(rows: Lines, random: Random) -> bool:
    employer = random.choice(of(rows, "order"))["terms"]["employer"]
    random.choice(of(rows, "worker"))["recalls"].append({"employer": employer, "source": "law", "force": "must"})
    return True


def changed_refusal(rows: Lines, random: Random) -> bool:
    random.choice(of(rows, "result"))["refusal"] = "too_old"
    return True


def withheld_from_auditors(rows: Lines, random: Random) -> bool:
    """A group that the file says less of: the rough checks of the public file would do for the auditor's."""
    rows[0]["withheld"] = ["nobody"]
    return True


AUDITOR: tuple[Tampering, ...] = (
    withheld_from_auditors,
    changed_column,
    changed_component,
    changed_failure,
    invented_right,
    changed_refusal,
)
"""In the auditor's file only, by its content."""


def rewritten_inputs(rows: Lines, random: Random) -> bool:
    """A worker is left out or better than they were, and every hash of the file is made anew."""
    if random.random() < 0.5:
        missing_worker(rows, random)
    else:
        row = random.choice(of(rows, "worker"))
        row["private"] = random.randbytes(32).hex()
        if "columns" in row:
            row["columns"]["experience"]["9211"] = 99
            row["private"] = private_hash(row["columns"], row["recalls"], row["salt"])
    _refreeze(rows)
    _redraw(rows)
    return True


def rewritten_value(rows: Lines, random: Random) -> bool:
    """Another public value, and the draw that follows from it."""
    rows[0]["public_value"] += " 7"
    _redraw(rows)
    return True


def rewritten_quota(rows: Lines, random: Random) -> bool:
    random.choice(of(rows, "order"))["terms"]["posts"] += 1
    _refreeze(rows)
    return True


def rewritten_ceiling(rows: Lines, random: Random) -> bool:
    """A ceiling is higher by one than the frozen one, and every hash of the file is made anew."""
    ceilings = rows[0].get("ceilings", [])
    if not ceilings:
        return False
    random.choice(ceilings)["posts"] += 1
    _refreeze(rows)
    return True


def other_rules(rows: Lines, random: Random) -> bool:
    rows[0]["rules_version"] = random.randbytes(32).hex()
    return True


PAGE: tuple[Tampering, ...] = (rewritten_inputs, rewritten_value, rewritten_quota, rewritten_ceiling, other_rules)


def _redraw(rows: Lines) -> None:
    head = rows[0]
    head["draw_seed"] = draw_seed(head["secret_seed"], head["public_value"])
    codes = [row["code"] for row in of(rows, "worker")]
    lot = {code: hashlib.sha256(f"{head['draw_seed']}|{code}".encode()).hexdigest() for code in codes}
    place = {code: n for n, code in enumerate(sorted(codes, key=lambda code: lot[code]), 1)}
    for row in ranked(rows):
        row["lot"] = place[row["code"]]
    for order in of(rows, "order"):
        listed = [row for row in ranked(rows) if row["order"] == order["order"]]
        listed.sort(key=lambda row: (-row["tier"], -row["points"], row["lot"]))
        for rank, row in enumerate(listed, 1):
            row["rank"] = rank


def _refreeze(rows: Lines) -> None:
    orders = [row["terms"] for row in of(rows, "order")]
    workers = [worker_hash(row["code"], row["wishes"], row["private"]) for row in of(rows, "worker")]
    rows[0]["inputs_hash"] = inputs_hash(orders, rows[0]["register"], workers, rows[0].get("ceilings", ()))
