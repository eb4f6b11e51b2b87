from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import may, route

from . import changes, views

READ, DRAFT, PUBLISH = may("agreements.read"), may("agreements.draft"), may("agreements.publish")
VERSION, SCHEME = "corridors/versions/<uuid:version_id>/", "corridors/<uuid:scheme_id>/"

urlpatterns: list[URLPattern] = [
    route("corridors/", views.corridors, "corridors", who=READ, why="corridors"),
    route("corridors/new/", changes.new_scheme, "corridors-new", who=DRAFT, why="setting up a corridor"),
    route("corridors/agreements/", views.agreements, "corridors-agreements", who=READ, why="agreements"),
    route("corridors/agreements/new/", changes.new_agreement, "corridors-agreement-new", who=DRAFT, why="agreements"),
    route("corridors/law/", views.law, "corridors-law", who=READ, why="rules of law"),
    route("corridors/law/new/", changes.new_rule, "corridors-rule-new", who=DRAFT, why="rules of law"),
    route("corridors/seasons/<uuid:season_id>/", views.season, "corridors-season", who=READ, why="seasons"),
    route(
        "corridors/seasons/<uuid:season_id>/release/",
        require_POST(changes.release),
        "corridors-release",
        who=PUBLISH,
        why="seasons",
    ),
    route(VERSION, views.version, "corridors-version", who=READ, why="rules of a scheme"),
    route(f"{VERSION}edit/<slug:code>/", changes.section, "corridors-section", who=DRAFT, why="rules of a scheme"),
    route(f"{VERSION}submit/", require_POST(changes.submit), "corridors-submit", who=DRAFT, why="rules of a scheme"),
    route(
        f"{VERSION}publish/", require_POST(changes.publish), "corridors-publish", who=PUBLISH, why="rules of a scheme"
    ),
    route(f"{VERSION}return/", changes.give_back, "corridors-return", who=PUBLISH, why="rules of a scheme"),
    route(f"{VERSION}compare/<uuid:other_id>/", views.compare, "corridors-compare", who=READ, why="rules of a scheme"),
    route(SCHEME, views.scheme, "corridors-scheme", who=READ, why="corridors"),
    route(f"{SCHEME}draft/", changes.draft, "corridors-draft", who=DRAFT, why="rules of a scheme"),
    route(f"{SCHEME}seasons/new/", changes.new_season, "corridors-season-new", who=PUBLISH, why="seasons"),
]
LINKS: list[Link] = [Link("office:corridors", _("Corridors"), "agreements.read")]
