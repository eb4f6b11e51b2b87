from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import may, route

from . import accounts, places, record, views

ACCOUNTS, ROLES, AUDIT = may("office.accounts"), may("office.roles"), may("office.audit")
BASE = "administration/"
ACCOUNT = f"{BASE}accounts/<uuid:account_id>/"
WHY = "administer accounts"

urlpatterns: list[URLPattern] = [
    route(BASE, views.overview, "administration", who=ACCOUNTS, why="set up the installation"),
    route(f"{BASE}roles/", views.roles, "administration-roles", who=ROLES, why="see what each role may do"),
    route(f"{BASE}accounts/", accounts.listing, "administration-accounts", who=ACCOUNTS, why=WHY),
    route(f"{BASE}accounts/new/", accounts.new, "administration-account-new", who=ACCOUNTS, why=WHY),
    route(ACCOUNT, accounts.page, "administration-account", who=ACCOUNTS, why=WHY),
    route(f"{ACCOUNT}give/", require_POST(accounts.give), "administration-give", who=ACCOUNTS, why=WHY),
    route(
        f"{ACCOUNT}roles/<uuid:grant_id>/end/",
        require_POST(accounts.end),
        "administration-end",
        who=ACCOUNTS,
        why=WHY,
    ),
    route(f"{ACCOUNT}device/", require_POST(accounts.device), "administration-device", who=ACCOUNTS, why=WHY),
    route(f"{ACCOUNT}password/", require_POST(accounts.password), "administration-password", who=ACCOUNTS, why=WHY),
    route(f"{ACCOUNT}state/", require_POST(accounts.state), "administration-state", who=ACCOUNTS, why=WHY),
    route(f"{BASE}organisations/", places.listing, "administration-organisations", who=ACCOUNTS, why=WHY),
    route(f"{BASE}organisations/new/", places.new, "administration-organisation-new", who=ACCOUNTS, why=WHY),
    route(
        f"{BASE}organisations/<uuid:organisation_id>/",
        places.page,
        "administration-organisation",
        who=ACCOUNTS,
        why=WHY,
    ),
    route("record/", record.events, "administration-record", who=AUDIT, why="read the record"),
    route("record/readings/", record.readings, "administration-readings", who=AUDIT, why="read the record"),
]
LINKS: list[Link] = [
    Link("office:administration", _("Administration"), "office.accounts"),
    Link("office:administration-record", _("Record"), "office.audit"),
]
