"""What anyone may read of a round, from the day it opens; its files; and a worker's own code in them."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import SYSTEM, Actor, acting, note_read
from corridor.foundation.database.errors import NotFound
from corridor.foundation.files.streams import read_stream
from corridor.stages.agreements import api as agreements

from .models import Round, RoundFile, RoundInput
from .models.round_ import LISTED
from .models.roundfile import AUDITOR, PUBLIC
from .services.common import MISSING
from .services.opening import draw_of


@dataclass(frozen=True)
class PublicRound:
    """A round as everybody reads it: no person, and no seed before it is published.

    `reserves` are (group, per cent), `ceilings` the rules of the version (agreements.CeilingRule). `files` are in the
    order public, auditor.
    """

    row: Round
    version_number: int
    rules_version: str
    reserves: tuple[tuple[str, int], ...]
    ceilings: tuple[Any, ...]
    draw_seed: str
    files: tuple[RoundFile, ...]
    for_everybody: RoundFile | None


@dataclass(frozen=True)
class Download:
    """A file on its way out: pieces of its content, one after the other."""

    name: str
    size: int
    content_type: str
    pieces: Iterator[bytes]


def public_rounds() -> QuerySet[Round]:
    """All rounds, newest first; cancelled ones stay, so that no draw can be thrown away unseen."""
    return Round.objects.select_related("scheme", "season", "version").order_by("-opened_at", "-id")


def public_round(round_id: uuid.UUID) -> PublicRound:
    """One round; NotFound."""
    row = public_rounds().filter(id=round_id).first()
    if row is None:
        raise NotFound("not_found", MISSING)
    return PublicRound(
        row=row,
        version_number=row.version.number,
        rules_version=row.version.document_hash,
        reserves=tuple((rule.group, rule.percent) for rule in agreements.rules_of(row.version).reserves),
        ceilings=tuple(agreements.rules_of(row.version).ceilings),
        draw_seed=draw_of(row) if row.state == "published" else "",
        files=tuple(RoundFile.objects.filter(round=row).order_by("-kind")),
        for_everybody=for_everybody(round_id),
    )


def public_file(round_id: uuid.UUID) -> Download:
    """The public file of a published round; NotFound where there is none for everybody."""
    return _download(for_everybody(round_id))


def for_everybody(round_id: uuid.UUID) -> RoundFile | None:
    """The file that anybody may take. None where employers chose.

    An employer knows its list by name and in order: it would find its candidates in the file, and read what they wished
    for and obtained elsewhere (principle 3).
    """
    return RoundFile.objects.filter(round_id=round_id, kind=PUBLIC).exclude(round__method__in=LISTED).first()


def auditor_files(actor: Actor) -> QuerySet[RoundFile]:
    """Auditor's files in reach, newest first: of the own schemes, or of all for who audits and runs none."""
    actor = actor.within("selection.audit")
    rows = RoundFile.objects.filter(kind=AUDITOR).select_related("round__scheme", "round__season")
    if not actor.wide and actor.can("selection.read"):
        rows = rows.filter(round__scheme__scope_id__in=list(actor.scopes))
    return rows.order_by("-written_at", "-id")


def auditor_file(round_id: uuid.UUID, *, by: Actor, kind: str = AUDITOR) -> Download:
    """The auditor's file; everybody in it reads in their own file that it was opened, by whom and when.

    `kind` "public": the other file of the same round, also where it is not for everybody.
    """
    row = auditor_files(by).filter(round_id=round_id).first()
    if row is None:
        raise NotFound("not_found", MISSING)
    if kind != AUDITOR:
        row = RoundFile.objects.select_related("round").filter(round_id=round_id, kind=kind).first()
    found = _download(row)
    with acting(SYSTEM, "name the people of a round whose file is opened"):
        persons = list(RoundInput.objects.filter(round_id=round_id).values_list("person_id", flat=True))
    note_read(persons)
    timeline.record("selection.auditor_file_opened", by=by, subject=row.round)
    return found


def own_code(round_id: uuid.UUID, application_id: uuid.UUID, *, actor: Actor) -> str:
    """The code under which an application stands in the public file of a round; "" where there is no such file."""
    if for_everybody(round_id) is None:
        return ""
    rows = RoundInput.objects.visible_to(actor).filter(round_id=round_id, application_id=application_id)
    return str(rows.values_list("code", flat=True).first() or "")


def _download(row: Any) -> Download:
    if row is None:
        raise NotFound("not_found", MISSING)
    stored, pieces = read_stream(row.file_id)
    return Download(stored.name, stored.size, stored.content_type, pieces)
