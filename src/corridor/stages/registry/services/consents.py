"""What a person agrees to. Only a purpose that may be refused without any cost is asked (principle 13)."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit import timeline
from corridor.foundation.database.context import Actor
from corridor.foundation.database.errors import Refused

from ..codes import PURPOSES
from ..models import Consent
from ..records import ConsentRecord
from .common import lock, own_or


def record_consents(records: Sequence[ConsentRecord], *, by: Actor) -> list[Consent]:
    """Answers, given or withdrawn, in order; each stays on record, the latest of a purpose counts."""
    persons = list(dict.fromkeys(record.person_id for record in records))
    for person_id in persons:
        by = own_or(by, person_id, "registry.consent")
    for record in records:
        if not PURPOSES[record.purpose].asked:
            raise Refused(
                "consent_not_asked",
                _("This does not rest on consent, so it is not asked: refusing it would cost the person a service."),
                field="purpose",
            )
    lock(persons, by=by)
    now = timezone.now()
    rows = [
        Consent(
            person_id=record.person_id,
            purpose=record.purpose,
            basis=PURPOSES[record.purpose].basis,
            given=record.given,
            text_hash=PURPOSES[record.purpose].text_hash(record.language),
            text_language=record.language,
            channel=record.channel,
            witness=by.id,
            at=now,
        )
        for record in records
    ]
    Consent.objects.bulk_create(rows)
    for given, verb in ((True, "registry.consent_given"), (False, "registry.consent_withdrawn")):
        entries = [(row, row.person_id, {"purpose": row.purpose}) for row in rows if row.given is given]
        timeline.record_many(verb, by=by, entries=entries)
    return rows
