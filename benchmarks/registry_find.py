"""How long one search box takes over many worker files, under row security, as one office and as the whole country.

    ./corridor bench registry [--persons 100000] [--json]

Peer: the same table searched by Django's `icontains` under row security, as a plain application would.
"""

import argparse
import json
import os
import random
import statistics
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

GIVEN = [
    *("Ana", "Maria", "Luz", "Carlos", "Jhon", "Jairo", "Andres", "Luis", "Fernanda", "Diana", "Paola", "Camilo"),
    *("Sandra", "Hernan", "Yolanda", "Mohamed", "Fatima"),
]
FAMILY = [
    *("Peña", "Giraldo", "Quintero", "Ríos", "Gómez", "López", "Ramírez", "Gutiérrez", "Osorio", "Cardona", "Marín"),
    *("Zapata", "Valencia", "Henao", "Arias", "Ospina", "Restrepo", "Londoño", "Betancur", "Amrani", "Idrissi"),
    *("Benali", "Castaño", "Duque", "Mejía"),
]
QUERIES = {
    "common given name": "maria",
    "name and family name": "ana pena giraldo",
    "begun words": "jho rio gom",
    "one slip": "quintreo zapta",
    "other script": "محمد العمراني",
    "part of the number": "7K3M",
    "phone": "+57 300 000 4321",
    "nobody": "wxyz qqqq",
}
RUNS = 15


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--persons", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    from tests.harness import server

    server.prepare_environment()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.harness.settings"
    import django

    django.setup()
    server.point_at(server.clone())
    rows = measure(options.persons)
    if options.json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    print(f"{options.persons:,} files; median of {RUNS}, milliseconds")
    print(f"{'search':24} {'one office':>10} {'all':>8} {'icontains':>10} {'ratio':>7}")
    for row in rows:
        print(f"{row['search']:24} {row['office']:10.1f} {row['all']:8.1f} {row['peer']:10.1f} {row['ratio']:7.1f}")


def measure(persons: int) -> list[dict[str, Any]]:
    from corridor.foundation.database.context import SYSTEM
    from corridor.stages.registry import api
    from corridor.stages.registry.models import Person
    from tests.harness.people import member, office

    desk = member("registrar", at=office())
    fill(desk.office.scope_id, persons)  # type: ignore[union-attr]
    actor, rows = desk.actor(), []
    for name, query in QUERIES.items():
        office_ms = timed(lambda q=query: api.find(q, by=actor), actor)
        all_ms = timed(lambda q=query: api.find(q, by=SYSTEM), SYSTEM)
        peer_ms = timed(lambda q=query: list(Person.objects.visible_to(actor).filter(name__icontains=q)[:20]), actor)
        rows.append({"search": name, "office": office_ms, "all": all_ms, "peer": peer_ms, "ratio": peer_ms / office_ms})
    return rows


def timed(ask: Any, actor: Any) -> float:
    """Median milliseconds of a question, each in a transaction of its own with its read log."""
    from corridor.foundation.database.context import acting

    taken = []
    for _run in range(RUNS):
        start = time.perf_counter()
        with acting(actor, "benchmark"):
            ask()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def fill(scope: Any, persons: int) -> None:
    """Files made by the owner in bulk: what a search reads, nothing else."""
    import psycopg

    from corridor.foundation.database.crypto import blind_index
    from corridor.foundation.database.keys import uuid7
    from corridor.rules.identity import make
    from corridor.stages.registry.services.common import keys
    from tests.harness import server

    draw = random.Random(1)  # noqa: S311  # names, not secrets
    made: dict[str, tuple[str, str]] = {}
    with psycopg.connect(server.the_server().url("superuser", server.current_database())) as owner:
        owner.execute("SET session_replication_role = replica")  # no history of what is thrown away
        with owner.cursor() as cursor:
            ids = [uuid7() for _n in range(persons)]
            with cursor.copy(
                "COPY registry_person (id, file_number, name, native_name, name_key, sound_key, occupation_code,"
                " occupation_words, language, office_id, registered_at, registered_by) FROM STDIN"
            ) as copy:
                for key in ids:
                    name = " ".join([*draw.sample(GIVEN, 2), *draw.sample(FAMILY, 2)])
                    if name not in made:
                        made[name] = keys(name, "")
                    copy.write_row(
                        (key, make("CO", draw.randrange), name, "", *made[name], "9211", "", "spa", scope,
                         f"2027-01-01 00:00:{draw.random() * 59:.6f}", key)
                    )  # fmt: skip
            with cursor.copy(
                "COPY registry_details (id, person_id, birth, sex, nationality, phone, phone_index, district, town,"
                " legal_hold) FROM STDIN"
            ) as copy:
                for number, key in enumerate(ids):
                    index = blind_index("phone", f"+57300{number:07d}")
                    copy.write_row((uuid7(), key, "1990", "", "", b"x", index, "", "", False))
            with cursor.copy("COPY scopes_personaccess (id, scope_id, person_id, level, why) FROM STDIN") as copy:
                for key in ids:
                    copy.write_row((uuid7(), scope, key, 2, "registered"))
        owner.commit()
        owner.autocommit = True
        owner.execute("VACUUM ANALYZE registry_person, registry_details, scopes_personaccess")


if __name__ == "__main__":
    main()
