"""The slip that a person takes home: the file number, and what it is for."""

import uuid

from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from corridor.foundation.accounts.models import Office
from corridor.foundation.database.context import Actor
from corridor.foundation.documents import Document, KeyValue, KeyValues, Note, Paragraph, Qr, Text

from ..models import Person
from .common import no_such_person


def slip(person_id: uuid.UUID, *, by: Actor, address: str, language: str, second: str | None = None) -> Document:
    """A document in one language or two; `address` is where the person signs in with the number."""
    person = Person.objects.visible_to(by).filter(id=person_id).first()
    if person is None:
        raise no_such_person()
    office = Office.objects.filter(scope_id=person.office_id).select_related("organisation").first()
    second = second if second != language else None
    blocks = (
        KeyValues(
            (
                KeyValue(_text(_("Name"), language, second), Text(person.native_name or person.name)),
                KeyValue(_text(_("File number"), language, second), Text(person.file_number)),
                KeyValue(_text(_("Office"), language, second), Text(office.name if office else "")),
            )
        ),
        Paragraph(
            _text(
                _(
                    "With this number you read and correct your file, apply for work and answer offers."
                    " A code is sent to your phone each time."
                ),
                language,
                second,
            )
        ),
        Qr(address, _text(_("Sign in here"), language, second), typed=address),
        Note(_text(_("Keep this slip. You never pay for a job here."), language, second), "good"),
    )
    return Document(
        kind="slip",
        number=person.file_number,
        title=_text(_("Your file number"), language, second),
        language=language,
        second_language=second,
        issuer=Text(office.organisation.name if office else ""),
        issued_at=timezone.localdate(),
        blocks=blocks,
    )


def _text(msgid: str, language: str, second: str | None) -> Text:
    def said(tongue: str) -> str:
        with override(tongue):
            return gettext(msgid)

    return Text(said(language), said(second) if second else "")
