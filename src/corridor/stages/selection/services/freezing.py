"""What a round reads, kept: written part by part when its inputs close, and read again part by part with its hash."""

import json
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.bulk import copy_out, insert_columns
from corridor.foundation.database.context import Actor, note_read
from corridor.foundation.database.crypto import house_key, unseal
from corridor.foundation.database.errors import Refused
from corridor.foundation.database.keys import uuid7
from corridor.rules.matching.roundfile import canonical, inputs_hash, salt_of, worker_hash
from corridor.rules.transitions import APPLICATION

from ..models import Application, Round, RoundInput
from .market import Entry, Inputs
from .workers import PART, Part

KINDS = ("text", "uuid", "uuid", "text", "text", "text", "text")
JSON = ("columns", "ranking", "recalls", "strata")


def key_of(round_: Round) -> bytes:
    """The key of the workers' codes in this round. It is never shown: whoever holds it can join files and persons."""
    return unseal(house_key(), round_.sealed_key, key_place(round_))


def key_place(round_: Round) -> str:
    """What the sealed key is bound to."""
    return f"selection_round.key:{round_.id}"


def keep(round_: Round, part: Part) -> list[tuple[str, str]]:
    """Freeze a part of the inputs; returns (code, hash) of each worker. Who waits on an old list is called back."""
    entries = part.entries
    insert_columns(
        RoundInput,
        {
            "id": [uuid7() for _ in entries],
            "round_id": [round_.id] * len(entries),
            "application_id": [uuid.UUID(entry.application) for entry in entries],
            "person_id": [uuid.UUID(entry.person) for entry in entries],
            "code": [entry.code for entry in entries],
            "columns": [canonical(entry.columns) for entry in entries],
            "ranking": [json.dumps(list(entry.ranking)) for entry in entries],
            "recalls": [canonical(list(entry.recalls)) for entry in entries],
            "strata": [canonical(dict(entry.strata or {})) for entry in entries],
        },
    )
    for state in {row.state for row in part.applications if row.state != "on_roster"}:
        APPLICATION.step(state, "return_to_roster", {"roster_valid"})
    ids = [row.id for row in part.applications]
    Application.objects.filter(id__in=ids).update(state="on_roster", last_round=round_)
    return [(entry.code, worker_hash(entry.code, entry.ranking, entry.private())) for entry in entries]


def frozen_parts(round_: Round, *, by: Actor) -> Iterator[tuple[list[Entry], list[str]]]:
    """The frozen inputs by code, in parts, each entry with its hash. One statement, so one state of the database.

    Until the last part nothing else can be asked of the connection.
    """
    key = key_of(round_)
    texts = {f"{name}_text": Cast(name, TextField()) for name in JSON}
    rows = RoundInput.objects.visible_to(by).filter(round=round_).order_by("code").annotate(**texts)
    for chunk in copy_out(rows.values_list("code", "application_id", "person_id", *texts), KINDS, PART):
        note_read(person for _code, _application, person, *_ in chunk)
        entries = [
            Entry(
                code=code,
                application=str(application),
                person=str(person),
                columns=json.loads(columns),
                ranking=tuple(json.loads(ranking)),
                recalls=tuple(json.loads(recalls)) if recalls != "[]" else (),
                strata=json.loads(strata),
                salt=salt_of(key, str(application)),
            )
            for code, application, person, columns, ranking, recalls, strata in chunk
        ]
        yield entries, [worker_hash(entry.code, entry.ranking, entry.private()) for entry in entries]


def register_of(round_: Round) -> tuple[dict[str, Any], ...]:
    """The criteria register as the round keeps it."""
    return tuple(dict(line) for line in round_.register)


def frozen(round_: Round, *, by: Actor) -> tuple[Inputs, Mapping[str, Application]]:
    """The inputs as they were closed, and the applications by code; Refused when they do not give their hash."""
    entries: list[Entry] = []
    hashes: list[str] = []
    for part, own in frozen_parts(round_, by=by):
        entries += part
        hashes += own
    whole(round_, hashes)
    found = Application.objects.visible_to(by).in_bulk([uuid.UUID(entry.application) for entry in entries])
    applications = {entry.code: found[uuid.UUID(entry.application)] for entry in entries}
    inputs = Inputs(tuple(round_.orders), tuple(entries), register_of(round_), tuple(round_.ceilings))
    return inputs, applications


def whole(round_: Round, hashes: list[str]) -> None:
    """Refuse the inputs unless the hashes of all workers, by code, give the hash of the round."""
    if inputs_hash(round_.orders, register_of(round_), hashes, round_.ceilings) != round_.inputs_hash:
        raise Refused(
            "inputs_changed",
            _("The frozen inputs of this round are no longer whole. Cancel it with this reason and open a new one."),
        )
