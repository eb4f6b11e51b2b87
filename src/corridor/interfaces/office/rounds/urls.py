"""Selection: the roster, rounds step by step, results, offers, appeals."""

from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.navigation import Link
from corridor.interfaces.kit.routes import may, route

from . import acting, appeals, asked, fairness, files, offers, opening, results, views

READ = may("selection.read")
AUDIT = may("selection.audit")

urlpatterns = [
    route("rounds/", views.overview, "rounds-list", who=READ, why="follow the selection rounds"),
    route("rounds/roster/", views.roster, "rounds-roster", who=READ, why="look through the roster"),
    route("rounds/assess/", acting.assess, "rounds-assess", who=may("selection.assess"), why="check new applications"),
    route("rounds/open/", opening.choose_season, "rounds-open", who=may("selection.run_round"), why="open a round"),
    route(
        "rounds/open/<uuid:season_id>/",
        opening.choose_orders,
        "rounds-open-season",
        who=may("selection.run_round"),
        why="open a round",
    ),
    route("rounds/offers/", offers.overview, "rounds-offers", who=READ, why="follow the offers"),
    route(
        "rounds/offers/lapse/",
        offers.lapse,
        "rounds-offers-lapse",
        who=may("selection.offer"),
        why="end offers whose last day is over",
    ),
    route(
        "rounds/offers/<uuid:offer_id>/withdraw/",
        offers.withdraw,
        "rounds-offer-withdraw",
        who=may("selection.decide"),
        why="withdraw an offer",
    ),
    route("rounds/appeals/", appeals.overview, "rounds-appeals", who=may("selection.review"), why="hear appeals"),
    route(
        "rounds/appeals/<uuid:appeal_id>/",
        appeals.hear,
        "rounds-appeal",
        who=may("selection.review"),
        why="hear an appeal",
    ),
    route(
        "rounds/requests/",
        asked.overview,
        "rounds-requests",
        who=may("selection.assess"),
        why="answer requests about the roster",
    ),
    route(
        "rounds/requests/<uuid:request_id>/",
        asked.answer,
        "rounds-request",
        who=may("selection.assess"),
        why="answer a request about the roster",
    ),
    route(
        "rounds/<uuid:round_id>/fairness/",
        fairness.report,
        "rounds-fairness",
        who=READ,
        why="see how groups fared in a selection round",
    ),
    route("rounds/<uuid:round_id>/", views.page, "rounds-round", who=READ, why="follow a selection round"),
    route(
        "rounds/<uuid:round_id>/step/<slug:action>/",
        acting.step,
        "rounds-step",
        who=may("selection.run_round", "selection.decide", "selection.publish", "selection.offer"),
        why="take a step of a selection round",
    ),
    route(
        "rounds/<uuid:round_id>/stop/",
        acting.stop,
        "rounds-stop",
        who=may("selection.run_round", "selection.decide"),
        why="stop what is being computed in a selection round",
    ),
    route(
        "rounds/<uuid:round_id>/value/",
        acting.value,
        "rounds-value",
        who=may("selection.run_round", "selection.decide"),
        why="enter the public value of a draw",
    ),
    route("rounds/files/", files.overview, "rounds-files", who=AUDIT, why="find the auditor's files of rounds"),
    route("rounds/<uuid:round_id>/file/", files.download, "rounds-file", who=AUDIT, why="audit a selection round"),
    route(
        "rounds/<uuid:round_id>/cancel/",
        acting.cancel,
        "rounds-cancel",
        who=may("selection.decide"),
        why="cancel a selection round",
    ),
    route(
        "rounds/<uuid:round_id>/results/", results.page, "rounds-results", who=READ, why="read the results of a round"
    ),
]
LINKS = [
    Link("office:rounds-list", _("Selection"), "selection.read"),
    Link("office:rounds-files", _("Files of rounds"), "selection.audit"),
]
