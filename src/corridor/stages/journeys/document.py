"""A clearance as a document: one value for screen and paper. Of the person it shows the initials and nothing else."""

from typing import Any

from babel.dates import format_date
from django.utils.translation import gettext_lazy as _

from corridor.foundation.documents import Document, KeyValue, KeyValues, Note, Qr, Text
from corridor.foundation.i18n import activate_for

from . import tokens
from .models import Clearance


def clearance_document(clearance: Clearance, *, address: str) -> Document:
    """An issued clearance in the languages of its contract. `address` is where it is checked; the code is added."""
    contract = clearance.contract
    first, second = contract.language, contract.second_language
    said = tokens.read(clearance.payload)
    token = tokens.encode(clearance.payload, bytes(clearance.signature))

    def write(message: Any) -> Text:
        texts = []
        for language in (first, second):
            with activate_for(language or first):
                texts.append(str(message))
        return Text(texts[0], texts[1] if second else "")

    def day(language: str) -> str:
        return str(format_date(said.valid_until, format="long", locale=language)) if language else ""

    rows = (
        KeyValue(write(_("Initials of the holder")), Text(said.initials)),
        KeyValue(write(_("Contract")), Text(said.contract)),
        KeyValue(write(_("Programme")), Text(said.scheme)),
        KeyValue(write(_("Valid until")), Text(day(first), day(second))),
    )
    return Document(
        kind="clearance",
        number=clearance.number,
        title=write(_("Clearance to leave for work")),
        language=first,
        second_language=second or None,
        issuer=Text(said.issuer),
        issued_at=clearance.issued_at.date() if clearance.issued_at else clearance.requested_at.date(),
        blocks=(
            KeyValues(rows),
            Note(write(_("Valid for every journey until the last day of the contract. Keep it with you.")), "good"),
            Qr(
                data=f"{address.rstrip('/')}/{token}/",
                caption=write(_("Anybody can check this paper with the code, free of charge.")),
                typed=grouped(token),
            ),
        ),
    )


def grouped(token: str, size: int = 5) -> str:
    """A token in groups that can be read out."""
    return " ".join(token[start : start + size] for start in range(0, len(token), size))
