"""Where messages to a person go: told to the outbox at the moment of sending, and to nobody else."""

import uuid
from collections.abc import Sequence

from django.utils.translation import gettext_noop

from corridor.foundation.database.context import SYSTEM, acting

from ..models import Details
from .sealing import EMAIL, PHONE, Sealer


def addresses(person_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, dict[str, str]]:
    """The telephone and e-mail of these persons, in three statements; the opening is in each person's read log."""
    with acting(SYSTEM, gettext_noop("send a message to the person")):
        rows = list(Details.objects.visible_to(SYSTEM).filter(person_id__in=list(person_ids)))
        sealer = Sealer([row.person_id for row in rows])
        found = {}
        for row in rows:
            opened = {
                "phone": sealer.open(row.person_id, PHONE, row.id, row.phone),
                "email": sealer.open(row.person_id, EMAIL, row.id, row.email),
            }
            found[row.person_id] = {kind: text for kind, text in opened.items() if text}
    return found
