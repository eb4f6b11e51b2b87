from django.urls import URLPattern
from django.utils.translation import gettext_noop

from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import View, may, route

from . import changes, views

READ = gettext_noop("read the file")
COMPLETE = gettext_noop("complete or correct the file")
VERIFY = gettext_noop("compare the file with the papers")
CONSENT = gettext_noop("ask for consent")
JOIN = gettext_noop("join two files of one person")
ERASE = gettext_noop("erase the file")
HISTORY = gettext_noop("see who opened the file")
ACCOUNT = gettext_noop("open an account for the person")


def _of(path: str, view: View, name: str, permission: str, why: str) -> URLPattern:
    return route(f"person/<uuid:person_id>/{path}", view, f"person-{name}", who=may(f"registry.{permission}"), why=why)


urlpatterns: list[URLPattern] = [
    _of("", views.file, "file", "find", READ),
    _of("history/", views.history, "history", "history", HISTORY),
    _of("details/", changes.details, "details", "complete", COMPLETE),
    _of("work/", changes.looked_for, "work", "complete", COMPLETE),
    _of("skills/", changes.abilities, "abilities", "complete", COMPLETE),
    _of("languages/", changes.spoken, "languages", "complete", COMPLETE),
    _of("experience/", changes.experience, "experience", "complete", COMPLETE),
    _of("documents/", changes.document, "document", "complete", COMPLETE),
    _of("documents/<uuid:document_id>/remove/", changes.remove_document, "document-remove", "complete", COMPLETE),
    _of("pictures/<uuid:file_id>/", changes.picture, "picture", "find", READ),
    _of("verify/", changes.verify, "verify", "verify", VERIFY),
    _of("account/", changes.account, "account", "register", ACCOUNT),
    _of("consents/", changes.consents, "consents", "consent", CONSENT),
    _of("merge/", changes.merge, "merge", "merge", JOIN),
    _of("unmerge/<uuid:other_id>/", changes.unmerge, "unmerge", "merge", JOIN),
    _of("erase/", changes.erase, "erase", "erase", ERASE),
    _of("hold/", changes.hold, "hold", "erase", ERASE),
]
LINKS: list[Link] = []
