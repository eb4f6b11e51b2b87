"""Whether a season's counts add up: questions to the tables, which know nothing of what the verbs have answered.

Each check is one statement that gives numbers by name, and the relation that must hold between them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from corridor.foundation.database.context import SYSTEM, acting

Numbers = dict[str, int]


@dataclass(frozen=True)
class Check:
    """`sql` gives one row, whose columns are named in `sentence`; `holds` says whether they add up."""

    name: str
    sentence: str
    sql: str
    holds: Callable[[Numbers], bool]


@dataclass(frozen=True)
class Outcome:
    """What a check has found."""

    name: str
    sentence: str
    numbers: Numbers
    holds: bool

    def plain(self) -> dict[str, Any]:
        return {"check": self.name, "holds": self.holds, **self.numbers}


def outcomes() -> list[Outcome]:
    """All checks, asked now."""
    found = []
    with acting(SYSTEM, "check the counts of a season"), connection.cursor() as cursor:
        for check in CHECKS:
            cursor.execute(check.sql)
            row = cursor.fetchone()
            names = [column.name for column in cursor.description or ()]
            numbers = {name: int(value or 0) for name, value in zip(names, row or (), strict=True)}
            shown = {name: f"{count:,}" for name, count in numbers.items()}
            found.append(Outcome(check.name, check.sentence.format(**shown), numbers, check.holds(numbers)))
    return found


def _nothing(*names: str) -> Callable[[Numbers], bool]:
    return lambda found: not any(found[name] for name in names)


CHECKS = (
    Check(
        "posts",
        "{posts} posts = {filled} filled + {reserved} with an offer out + {free} free; {accepted} offers hold a filled"
        " post, {made} a reserved one; {orders_off} job orders differ from their offers",
        """
        SELECT sum(o.posts) AS posts, sum(o.filled) AS filled, sum(o.reserved) AS reserved,
            sum(greatest(o.posts - o.filled - o.reserved, 0)) AS free, sum(c.accepted) AS accepted, sum(c.made) AS made,
            count(*) FILTER (WHERE o.filled <> c.accepted OR o.reserved <> c.made) AS orders_off
        FROM demand_joborder o CROSS JOIN LATERAL (
            SELECT count(*) FILTER (WHERE f.state = 'accepted') AS accepted,
                count(*) FILTER (WHERE f.state = 'made') AS made
            FROM selection_offer f WHERE f.order_id = o.id) c
        """,
        lambda n: (
            n["posts"] == n["filled"] + n["reserved"] + n["free"]
            and (n["filled"], n["reserved"]) == (n["accepted"], n["made"])
            and not n["orders_off"]
        ),
    ),
    Check(
        "quotas",
        "{seasons} seasons with room for {room} posts, of which job orders use {used}; {exceeded} seasons exceeded",
        """
        SELECT count(*) AS seasons, sum(s.quota + s.released) AS room, sum(coalesce(u.used, 0)) AS used,
            count(*) FILTER (WHERE coalesce(u.used, 0) > s.quota + s.released) AS exceeded
        FROM agreements_season s LEFT JOIN (
            SELECT season_id, sum(CASE WHEN state IN ('approved', 'open', 'filled') THEN posts
                WHEN state IN ('closed', 'revoked') THEN filled ELSE 0 END) AS used
            FROM demand_joborder GROUP BY season_id) u ON u.season_id = s.id
        """,
        lambda n: not n["exceeded"] and n["used"] <= n["room"],
    ),
    Check(
        "offers",
        "{offers} offers = {accepted} accepted + {declined} declined + {lapsed} lapsed + {withdrawn} withdrawn"
        " + {made} open; {twice} people hold two accepted offers in one season",
        """
        SELECT count(*) AS offers, count(*) FILTER (WHERE state = 'accepted') AS accepted,
            count(*) FILTER (WHERE state = 'declined') AS declined, count(*) FILTER (WHERE state = 'lapsed') AS lapsed,
            count(*) FILTER (WHERE state = 'withdrawn') AS withdrawn, count(*) FILTER (WHERE state = 'made') AS made,
            (SELECT count(*) FROM (SELECT 1 FROM selection_offer f JOIN demand_joborder o ON o.id = f.order_id
                WHERE f.state = 'accepted' GROUP BY f.person_id, o.season_id HAVING count(*) > 1) t) AS twice
        FROM selection_offer
        """,
        lambda n: (
            n["offers"] == n["accepted"] + n["declined"] + n["lapsed"] + n["withdrawn"] + n["made"] and not n["twice"]
        ),
    ),
    Check(
        "contracts",
        "{contracts} contracts = {accepted} accepted offers; {without} offers without one, {twice} with two live ones;"
        " {worse} verified with a clause below its floor, {two_eyes} verified by who prepared them",
        """
        SELECT (SELECT count(*) FROM contracts_contract WHERE state <> 'cancelled') AS contracts,
            count(*) FILTER (WHERE f.state = 'accepted') AS accepted,
            count(*) FILTER (WHERE f.state = 'accepted' AND c.live = 0) AS without,
            count(*) FILTER (WHERE c.live > 1) AS twice,
            (SELECT count(*) FROM contracts_contract WHERE state IN ('verified', 'ended')
                AND cardinality(held_clauses) > 0) AS worse,
            (SELECT count(*) FROM contracts_contract WHERE verified_by IN (drafted_by, issued_by)) AS two_eyes
        FROM selection_offer f CROSS JOIN LATERAL (
            SELECT count(*) AS live FROM contracts_contract c WHERE c.offer_id = f.id AND c.state <> 'cancelled') c
        """,
        lambda n: n["contracts"] == n["accepted"] and _nothing("without", "twice", "worse", "two_eyes")(n),
    ),
    Check(
        "clearances",
        "{cleared} live clearances for {verified} verified or ended contracts; {twice} contracts with two,"
        " {unverified} cleared without verification, {uncleared} departures without a clearance",
        """
        SELECT (SELECT count(*) FROM journeys_clearance WHERE state = 'issued') AS cleared,
            (SELECT count(*) FROM contracts_contract WHERE state IN ('verified', 'ended')) AS verified,
            (SELECT count(*) FROM (SELECT 1 FROM journeys_clearance WHERE state = 'issued'
                GROUP BY contract_id HAVING count(*) > 1) t) AS twice,
            (SELECT count(*) FROM journeys_clearance k JOIN contracts_contract c ON c.id = k.contract_id
                WHERE k.state = 'issued' AND c.verified_at IS NULL) AS unverified,
            (SELECT count(*) FROM journeys_placement p WHERE p.departed_on IS NOT NULL AND NOT EXISTS (
                SELECT FROM journeys_clearance k WHERE k.placement_id = p.id AND k.state = 'issued')) AS uncleared
        """,
        lambda n: n["cleared"] <= n["verified"] and _nothing("twice", "unverified", "uncleared")(n),
    ),
    Check(
        "placements",
        "{departed} departed = {returned} returned + {over} over and awaited + {abroad} abroad; {unplaced} verified"
        " contracts without a placement",
        """
        SELECT count(*) FILTER (WHERE departed_on IS NOT NULL) AS departed,
            count(*) FILTER (WHERE state = 'returned') AS returned,
            count(*) FILTER (WHERE state IN ('ended', 'left')) AS over,
            count(*) FILTER (WHERE state IN ('departed', 'arrived', 'at_work')) AS abroad,
            (SELECT count(*) FROM contracts_contract c WHERE c.state IN ('verified', 'ended') AND NOT EXISTS (
                SELECT FROM journeys_placement p WHERE p.contract_id = c.id)) AS unplaced
        FROM journeys_placement
        """,
        lambda n: n["departed"] == n["returned"] + n["over"] + n["abroad"] and not n["unplaced"],
    ),
    Check(
        "paths",
        "{returning} workers prepare for a second season, {longer} of them without a step less; {open} departed with a"
        " step open",
        """
        SELECT count(*) FILTER (WHERE p.returning) AS returning,
            count(*) FILTER (WHERE p.returning AND s.saved = 0) AS longer,
            count(*) FILTER (WHERE p.departed_on IS NOT NULL AND s.open > 0) AS open
        FROM journeys_placement p CROSS JOIN LATERAL (
            SELECT count(*) FILTER (WHERE state = 'skipped' OR carried) AS saved,
                count(*) FILTER (WHERE before_departure AND NOT optional AND state NOT IN ('done', 'skipped')) AS open
            FROM journeys_step WHERE placement_id = p.id) s
        """,
        _nothing("longer", "open"),
    ),
    Check(
        "recalls",
        "{rights} rights to be called back = {confirmed} confirmed returns; {used} used = {accepted} accepted recalls;"
        " {strange} recall offers without a right of that worker at that employer",
        """
        SELECT (SELECT count(*) FROM selection_recallright) AS rights,
            (SELECT count(*) FROM returns_return WHERE confirmed_at IS NOT NULL) AS confirmed,
            (SELECT count(*) FROM selection_recallright WHERE used_at IS NOT NULL) AS used,
            (SELECT count(*) FROM selection_offer WHERE recall_right_id IS NOT NULL AND state = 'accepted') AS accepted,
            (SELECT count(*) FROM selection_offer f JOIN selection_recallright r ON r.id = f.recall_right_id
                WHERE (r.person_id, r.employer_id) <> (f.person_id, f.employer_id)) AS strange
        """,
        lambda n: n["rights"] == n["confirmed"] and n["used"] == n["accepted"] and not n["strange"],
    ),
    Check(
        "reasons",
        "{unchosen} workers not chosen and {rejected} not admitted: {without_reason} without a reason or a decider,"
        " {without_answer} in a published round without an answer, {without_failures} not admitted without a rule",
        """
        SELECT count(*) FILTER (WHERE a.state = 'not_selected') AS unchosen,
            count(*) FILTER (WHERE a.state = 'ineligible') AS rejected,
            count(*) FILTER (WHERE a.state IN ('not_selected', 'ineligible')
                AND (a.reason = '' OR a.decider = '' OR a.remedy = '')) AS without_reason,
            (SELECT count(*) FROM selection_roundinput i JOIN selection_round r ON r.id = i.round_id
                WHERE r.state = 'published' AND NOT EXISTS (SELECT FROM selection_roundresult s
                WHERE s.round_id = i.round_id AND s.application_id = i.application_id
                AND s.reason <> '' AND s.next_step <> '')) AS without_answer,
            count(*) FILTER (WHERE a.state = 'ineligible' AND jsonb_array_length(a.failures) = 0) AS without_failures
        FROM selection_application a
        """,
        _nothing("without_reason", "without_answer", "without_failures"),
    ),
    Check(
        "imports",
        "{rows} rows read = {imported} imported + {joined} joined + {refused} refused; {orders} job orders stand there",
        """
        SELECT coalesce(sum(rows), 0) AS rows, coalesce(sum(imported), 0) AS imported,
            coalesce(sum(joined), 0) AS joined, coalesce(sum(refused), 0) AS refused,
            coalesce(sum(jsonb_array_length(refusals)), 0) AS told,
            (SELECT count(*) FROM demand_joborder WHERE source_ref <> '') AS orders
        FROM demand_orderimport
        """,
        lambda n: (
            n["rows"] == n["imported"] + n["joined"] + n["refused"]
            and n["told"] == n["refused"]
            and n["orders"] <= n["imported"]
        ),
    ),
)  # fmt: skip
