"""The door of the stage selection: applications, rosters, rounds, decisions, offers, recall rights, appeals."""

from .alternates import Alternate, Vacancy, alternate_counts, last_round, open_vacancies, vacancy
from .events import OfferAccepted, OfferEnded
from .fairness import FairnessReport, fairness_report
from .models import Appeal, Application, Offer, RecallRight, RosterRequest, Round, RoundFile, RoundResult
from .published import (
    Download,
    PublicRound,
    auditor_file,
    auditor_files,
    own_code,
    public_file,
    public_round,
    public_rounds,
)
from .records import RecallGrant
from .selectors import (
    answers,
    appeal_of,
    appeals,
    application,
    application_of,
    applications,
    applications_of,
    decided_by,
    explanation,
    may_appeal,
    offer,
    offers,
    orders_in_rounds,
    recall_rights,
    remedy_is_own_step,
    request_of,
    requests,
    results,
    rounds,
    schemes_to_apply,
    state_counts,
    why,
    workers_summary,
)
from .selectors import round_ as round
from .services.answering import accept_offers, decline_offers
from .services.appealing import answer_appeal, appeal, withdraw_appeal
from .services.applying import apply_for, set_ranking, withdraw
from .services.assessing import assess, failures_of
from .services.deciding import decide
from .services.ending import expire_roster, warn_offers, warn_roster
from .services.filling import fill_order
from .services.mixing import enter_public_value
from .services.offering import lapse_offers, make_offers, offer_reserve, release, withdraw_offer
from .services.opening import cancel_round, close_inputs, open_round, try_round
from .services.publishing import publish
from .services.recalling import grant_recall, recall, refuse_recall
from .services.replacing import may_be_short, offer_next
from .services.requesting import (
    answer_request,
    ask,
    may_ask,
    occupations_to_ask,
    request_failures,
    withdraw_request,
)
from .services.running import last as last_run
from .services.running import live as live_run
from .services.running import steps as run_steps
from .services.running import stop as stop_run
from .services.running import take as take_step
from .services.shortlisting import choose, let_lists_stand, send_shortlists
from .sheets import CandidateSheet, OwnList, own_lists, sheets, shortlist
from .summary import Group, OrderFigures, Trial, figures
from .work import Able, NotYet, Outlook, Work, outlook, work_of

__all__ = [
    "Able",
    "Alternate",
    "Appeal",
    "Application",
    "CandidateSheet",
    "Download",
    "FairnessReport",
    "Group",
    "NotYet",
    "Offer",
    "OfferAccepted",
    "OfferEnded",
    "OrderFigures",
    "Outlook",
    "OwnList",
    "PublicRound",
    "RecallGrant",
    "RecallRight",
    "RosterRequest",
    "Round",
    "RoundFile",
    "RoundResult",
    "Trial",
    "Vacancy",
    "Work",
    "accept_offers",
    "alternate_counts",
    "answer_appeal",
    "answer_request",
    "answers",
    "appeal",
    "appeal_of",
    "appeals",
    "application",
    "application_of",
    "applications",
    "applications_of",
    "apply_for",
    "ask",
    "assess",
    "auditor_file",
    "auditor_files",
    "cancel_round",
    "choose",
    "close_inputs",
    "decide",
    "decided_by",
    "decline_offers",
    "enter_public_value",
    "expire_roster",
    "explanation",
    "failures_of",
    "fairness_report",
    "figures",
    "fill_order",
    "grant_recall",
    "lapse_offers",
    "last_round",
    "last_run",
    "let_lists_stand",
    "live_run",
    "make_offers",
    "may_appeal",
    "may_ask",
    "may_be_short",
    "occupations_to_ask",
    "offer",
    "offer_next",
    "offer_reserve",
    "offers",
    "open_round",
    "open_vacancies",
    "orders_in_rounds",
    "outlook",
    "own_code",
    "own_lists",
    "public_file",
    "public_round",
    "public_rounds",
    "publish",
    "recall",
    "recall_rights",
    "refuse_recall",
    "release",
    "remedy_is_own_step",
    "request_failures",
    "request_of",
    "requests",
    "results",
    "round",
    "rounds",
    "run_steps",
    "schemes_to_apply",
    "send_shortlists",
    "set_ranking",
    "sheets",
    "shortlist",
    "state_counts",
    "stop_run",
    "take_step",
    "try_round",
    "vacancy",
    "warn_offers",
    "warn_roster",
    "why",
    "withdraw",
    "withdraw_appeal",
    "withdraw_offer",
    "withdraw_request",
    "work_of",
    "workers_summary",
]
