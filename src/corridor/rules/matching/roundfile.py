"""The values of a round that anybody can check: canonical text, codes of workers, hashes, the seed of the draw, k.

`docs/round-file.md` defines each of them word for word; `tools/verify_round.py` computes them anew from that page and
shares no code with this module.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

SCHEMA = "corridor-round/1"
SCHEMA_WITH_CEILINGS = "corridor-round/2"
K = 10
"""The least number of people who share what the public file tells of their person."""
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U to misread
CODE_LETTERS = 16
SALT_DIGITS = 32

Plain = Mapping[str, Any]


def canonical(value: Any) -> str:
    """Return JSON with sorted keys and no spaces: the same text for the same value, on any machine."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def tidy(value: str) -> str:
    """Return a public value as it is hashed: no space at the ends, single spaces within."""
    return " ".join(value.split())


def draw_seed(secret: str, public_value: str) -> str:
    """Return the seed of the draw: SHA-256 of "<secret seed>|<public value>" in hexadecimal."""
    return hashlib.sha256(f"{secret}|{public_value}".encode()).hexdigest()


def code_of(key: bytes, application: str) -> str:
    """Return the worker's code in one round, four groups of four letters: HMAC-SHA-256 of the application (80 bits)."""
    number = int.from_bytes(_mac(key, f"code|{application}")[:10], "big")
    letters = "".join(LETTERS[number >> shift & 31] for shift in range(5 * (CODE_LETTERS - 1), -1, -5))
    return "-".join(letters[n : n + 4] for n in range(0, CODE_LETTERS, 4))


def salt_of(key: bytes, application: str) -> str:
    """Return the salt that keeps the hash of one worker's columns from being guessed."""
    return _mac(key, f"salt|{application}").hex()[:SALT_DIGITS]


def private_hash(columns: Plain, recalls: Iterable[Plain], salt: str) -> str:
    """Return the hash that stands in the public file for what only the auditor's file shows of a worker."""
    return _sha({"columns": columns, "recalls": list(recalls), "salt": salt})


def worker_hash(code: str, wishes: Iterable[str], private: str) -> str:
    """Return the hash of one worker's whole input."""
    return _sha({"code": code, "private": private, "wishes": list(wishes)})


def inputs_hash(
    orders: Iterable[Plain], register: Iterable[Plain], workers: Iterable[str], ceilings: Iterable[Plain] = ()
) -> str:
    """Return the hash of the frozen inputs; `workers` are the hashes of the workers, in the order of their codes.

    A round without ceilings has the hash of the first schema.
    """
    rules: dict[str, Any] = {"orders": sorted(orders, key=lambda order: str(order["id"])), "register": list(register)}
    over = list(ceilings)
    total = hashlib.sha256(f"{canonical(rules | ({'ceilings': over} if over else {}))}\n".encode())
    for worker in workers:
        total.update(f"{worker}\n".encode())
    return total.hexdigest()


def withheld_groups(members: Mapping[frozenset[str], int], k: int = K) -> frozenset[str]:
    """Return the reserve groups that a public file must not name so that at least `k` workers share what it tells.

    `members` counts workers by the set of reserve groups that their files tell of. The smallest group goes first, until
    every set that is still told apart has `k` workers, those in no group included.
    """
    hidden: set[str] = set()
    while True:
        told: Counter[frozenset[str]] = Counter()
        for groups, count in members.items():
            told[groups - hidden] += count
        shown = frozenset().union(*told)
        if not shown or all(count >= k for count in told.values()):
            return frozenset(hidden)
        sizes = {group: sum(count for groups, count in told.items() if group in groups) for group in shown}
        hidden.add(min(shown, key=lambda group: (sizes[group], group)))


def _mac(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")


def _sha(value: Any) -> str:
    return hashlib.sha256(canonical(value).encode()).hexdigest()
