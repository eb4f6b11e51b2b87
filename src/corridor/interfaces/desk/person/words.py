"""Words for what is shown of a file: tables and fields of its history, what is still missing."""

from typing import Any

from django.utils.translation import gettext_lazy as _

TABLES: dict[str, Any] = {
    "registry_person": _("File"),
    "registry_details": _("Details"),
    "registry_skill": _("Skills"),
    "registry_languageskill": _("Languages"),
    "registry_experience": _("Work done so far"),
    "registry_training": _("Training"),
    "registry_document": _("Documents"),
    "registry_consent": _("Consents"),
    "registry_merge": _("Joined files"),
    "scopes_personaccess": _("Who may see the file"),
    "files_storedfile": _("Pictures"),
}
OTHER_TABLE = _("Another part of the file")
OPERATIONS: dict[str, Any] = {"insert": _("added"), "update": _("changed"), "delete": _("taken out")}
FIELDS: dict[str, Any] = {
    "name": _("Name"),
    "native_name": _("Name in own script"),
    "birth": _("Date of birth"),
    "sex": _("Sex"),
    "nationality": _("Nationality"),
    "phone": _("Phone"),
    "email": _("E-mail"),
    "district": _("District"),
    "town": _("Town"),
    "next_of_kin": _("Whom to call in an emergency"),
    "occupation_code": _("Code of the work"),
    "occupation_words": _("Work in own words"),
    "language": _("Language"),
    "level": _("Level"),
    "months": _("Months"),
    "employer_words": _("Employer"),
    "country": _("Country"),
    "kind": _("Kind of document"),
    "number": _("Document number"),
    "issued_on": _("Issued on"),
    "valid_until": _("Valid until"),
    "available_from": _("Free from"),
    "available_until": _("Free until"),
    "verified_at": _("Confirmed"),
    "code": _("Code"),
    "legal_hold": _("Kept by law"),
    "erasure_asked_at": _("Asked to be erased"),
}
SEALED = {"phone", "email", "next_of_kin", "number"}
"""Their old values stay sealed in the history: it says that they changed, not what they were."""

MISSING: dict[str, Any] = {
    "phone": _("a phone, to send codes and news"),
    "occupation": _("the code of the work, to find jobs"),
    "languages": _("the languages spoken"),
    "experience": _("the work done so far"),
    "passport": _("a passport with its date of expiry"),
    "nationality": _("the nationality"),
}

PAGES = {
    "phone": "desk:person-details",
    "occupation": "desk:person-work",
    "languages": "desk:person-languages",
    "experience": "desk:person-experience",
    "passport": "desk:person-document",
    "nationality": "desk:person-details",
}
"""Where each missing part is written."""
