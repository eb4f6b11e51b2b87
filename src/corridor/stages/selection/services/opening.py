"""Opening a round, trying it, closing its inputs, and giving it up: everything before a decision."""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from corridor.foundation.audit import timeline
from corridor.foundation.audit.steps import step
from corridor.foundation.database.context import Actor
from corridor.foundation.database.crypto import house_key, seal, unseal
from corridor.foundation.database.errors import NotFound, Refused
from corridor.rules.fairness import conflicts
from corridor.rules.matching import Market, MarketInvalid, Weight, commitment, run
from corridor.rules.matching.roundfile import draw_seed, inputs_hash
from corridor.rules.transitions import APPLICATION, ROUND
from corridor.stages.agreements import api as agreements
from corridor.stages.demand import api as demand

from ..comparing import compared, ruled
from ..counting import trial_of_columns
from ..models import Application, Round
from ..selectors import orders_in_rounds
from ..summary import Trial, shortlist_counts, trial_of
from . import columns
from .ceilings import plain_ceilings
from .columns import Tell, quiet
from .common import MISSING, today
from .freezing import keep, key_of, key_place, register_of
from .interviewing import end_interviews
from .market import Inputs, market
from .workers import gather, gather_parts, participants, plain_orders

SEED_BYTES = 32
KEY_BYTES = 32


def open_round(
    season_id: uuid.UUID, order_ids: Sequence[uuid.UUID], *, source: str, source_day: date, by: Actor
) -> Round:
    """Open a round over open job orders of a season, under the rules that the season fixed.

    An order stands in one running round at a time: two rounds would give the same posts to two people each.
    The secret seed of the draw is made now, its commitment shown now; nobody sees the seed before the round is
    published. `source` names the public value of `source_day` (the numbers of a lottery) that is mixed into the draw.
    """
    by = by.within("selection.run_round")
    season = agreements.season(season_id)
    agreements.in_charge(season.scheme, by)
    version = season.version
    rules = agreements.rules_of(version)
    found = demand.orders(by, state="open", season_id=season_id).filter(id__in=order_ids)
    orders = list(found.order_by("id").select_for_update(of=("self",)))  # two officers open one after the other
    if not order_ids or len(orders) != len(set(order_ids)):
        raise Refused(
            "orders_not_open", _("Choose open job orders of this season. One of these is not."), field="orders"
        )
    if taken := orders_in_rounds(season_id).keys() & {order.id for order in orders}:
        numbers = ", ".join(sorted(order.number for order in orders if order.id in taken))
        raise Refused(
            "orders_in_round",
            format_lazy(
                _("Already in a round that runs: {numbers}. Publish or cancel that round first."), numbers=numbers
            ),
            field="orders",
        )
    _announced(source, source_day)
    seed = secrets.token_hex(SEED_BYTES)
    round_ = Round(
        scheme=season.scheme,
        season=season,
        version=version,
        method=rules.method,
        order_ids=sorted(str(order.id) for order in orders),
        commitment=commitment(seed),
        per_post=rules.shortlist_per_post if rules.by_choice else 0,
        register=[line.model_dump() for line in rules.counted],
        public_source=" ".join(source.split()),
        public_day=source_day,
        opened_by=by.id,
    )
    round_.sealed_seed = seal(house_key(), seed.encode(), _place(round_))
    round_.sealed_key = seal(house_key(), secrets.token_bytes(KEY_BYTES), key_place(round_))
    round_.save(force_insert=True)
    timeline.record("selection.round_opened", by=by, subject=round_, orders=len(orders), commitment=round_.commitment)
    return round_


def seed_of(round_: Round) -> str:
    """The secret seed in plain text, for the verb that publishes; it never leaves this stage before then."""
    return unseal(house_key(), round_.sealed_seed, _place(round_)).decode()


def draw_of(round_: Round) -> str:
    """The seed from which lots are drawn: the secret one mixed with the public value, which must be known by now."""
    return draw_seed(seed_of(round_), round_.public_value)


def locked(round_id: uuid.UUID, by: Actor) -> Round:
    """The round, locked, if the actor works for its scheme."""
    row = (
        Round.objects.select_for_update(of=("self",))
        .select_related("scheme", "season", "version__scheme")
        .filter(id=round_id)
        .first()
    )
    if row is None:
        raise NotFound("not_found", MISSING)
    agreements.in_charge(row.scheme, by)
    return row


def try_round(round_id: uuid.UUID, *, by: Actor, tell: Tell = quiet) -> Trial:
    """Compute the round on today's files and show what it would give, in figures only; nobody's file changes.

    A trial has a draw of its own, made for it and forgotten: the real draw cannot be looked at and thrown away.
    """
    by = by.within("selection.run_round")
    round_ = locked(round_id, by)
    if round_.state == "trial":
        round_.state = step(ROUND, round_.state, "revise").target
    round_.state = step(ROUND, round_.state, "try", _register_facts(round_)).target
    many = columns.fits(round_) and participants(round_.scheme_id, by=by).count() >= columns.COLUMNS_FROM
    found = _tried_on_columns(round_, tell, by) if many else _tried(round_, by)
    round_.trial, round_.tried_at = found.plain(), timezone.now()
    round_.save(update_fields=["state", "trial", "tried_at"])
    timeline.record("selection.round_tried", by=by, subject=round_, applications=found.applicants)
    return found


def _tried(round_: Round, by: Actor) -> Trial:
    inputs, _applications = gather(round_, secrets.token_bytes(KEY_BYTES), by=by)
    inputs = replace(inputs, ceilings=tuple(plain_ceilings(round_, inputs.orders)))
    tried = built(inputs, secrets.token_hex(SEED_BYTES))
    found = trial_of(inputs, tried, run(tried), shortlist_counts(tried, round_.per_post))
    rules = agreements.rules_of(round_.version)
    points = replace(tried, register=[Weight(line.criterion, line.points, line.full_at) for line in rules.register])
    # A draw, too, is compared with what points would give.
    return replace(found, compared=compared(inputs, points), ruled=ruled(inputs, tried))


def _tried_on_columns(round_: Round, tell: Tell, by: Actor) -> Trial:
    orders = tuple(plain_orders(round_, by=by))
    built(Inputs(orders, (), register_of(round_)), "")
    parts = gather_parts(round_, secrets.token_bytes(KEY_BYTES), orders, by=by)
    answers, asked = columns.tried(orders, register_of(round_), secrets.token_hex(SEED_BYTES), parts, tell)
    return trial_of_columns(orders, answers, asked)


def close_inputs(round_id: uuid.UUID, *, by: Actor, tell: Tell = quiet) -> Round:
    """Freeze what the round reads, with its hash. From now on neither files nor rankings change the round.

    Whom an earlier round left on a reserve list or unchosen goes back to the roster and takes part.
    """
    by = by.within("selection.run_round")
    round_ = locked(round_id, by)
    facts = _register_facts(round_) | ({"seed_committed"} if round_.commitment else set())
    if round_.public_day is not None and round_.public_day >= today():
        facts.add("public_value_to_come")
    round_.state = step(ROUND, round_.state, "close_inputs", facts).target
    orders, key = tuple(plain_orders(round_, by=by)), key_of(round_)
    ceilings = plain_ceilings(round_, orders)
    built(Inputs(orders, (), register_of(round_), tuple(ceilings)), "")
    hashes = []
    for part in gather_parts(round_, key, orders, by=by):
        tell("freeze")
        hashes += keep(round_, part)
    if not hashes:
        raise Refused("nobody_on_roster", _("Nobody on the roster can take part. Check new applications first."))
    round_.orders, round_.ceilings = list(orders), ceilings
    found = (hashed for _code, hashed in sorted(hashes))
    round_.inputs_hash = inputs_hash(orders, register_of(round_), found, ceilings)
    round_.closed_at, round_.closed_by = timezone.now(), by.id
    round_.save(update_fields=["state", "orders", "ceilings", "inputs_hash", "closed_at", "closed_by"])
    timeline.record("selection.inputs_closed", by=by, subject=round_, hash=round_.inputs_hash)
    return round_


def cancel_round(round_id: uuid.UUID, *, decider: str, reason: str, remedy: str, by: Actor) -> Round:
    """Give a round up before it is published. Whoever stood on a shortlist is on the roster again."""
    by = by.within("selection.decide")
    round_ = locked(round_id, by)
    given = {"decider_named": decider, "reason_given": reason, "remedy_named": remedy}
    round_.state = step(ROUND, round_.state, "cancel", {fact for fact, words in given.items() if words.strip()}).target
    round_.decider, round_.reason, round_.remedy = decider, reason, remedy
    round_.save(update_fields=["state", "decider", "reason", "remedy"])
    end_interviews(Q(round=round_), by=by)
    waiting = Application.objects.visible_to(by).filter(last_round=round_, state="shortlisted")
    _call_back(list(waiting.select_for_update(of=("self",))))
    timeline.record("selection.round_cancelled", by=by, subject=round_)
    return round_


def _call_back(applications: Sequence[Application]) -> None:
    """Back to the roster, by the clock: nobody has to ask for the next round."""
    moved = [row for row in applications if row.state != "on_roster"]
    for row in moved:
        row.state = step(APPLICATION, row.state, "return_to_roster", {"roster_valid"}).target
    Application.objects.filter(id__in=[row.id for row in moved]).update(state="on_roster")


def _register_facts(round_: Round) -> set[str]:
    wrong = conflicts([line["criterion"] for line in round_.register])
    return set() if wrong else {"register_without_conflict"}


def built(inputs: Inputs, seed: str) -> Market:
    """The market of these inputs; Refused when its columns do not fit each other."""
    try:
        return market(inputs, seed)
    except MarketInvalid as error:
        raise Refused(
            "market_invalid",
            _("The columns of the round do not fit each other (%(fault)s). Look at the job orders again."),
            fault=error.code,
        ) from error


def _announced(source: str, day: date) -> None:
    if not source.strip():
        raise Refused(
            "source_missing",
            _("Name the public value that will be mixed into the draw, for example the numbers of a lottery."),
            field="source",
        )
    if day < today():
        raise Refused(
            "source_day_past", _("That day is over and its value is known. Name a day to come."), field="source_day"
        )


def _place(round_: Round) -> str:
    return f"selection_round.seed:{round_.id}"
