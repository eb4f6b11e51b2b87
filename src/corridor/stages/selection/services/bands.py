"""What a published round leaves for the chances of later workers: counts by occupation and points, and no person."""

from typing import Any

from django.db import connection

from corridor.rules.matching import Reason
from corridor.rules.matching.chance import BAND

from ..models import Round

# Everybody counts once, at the work where they had most points. A right to be called back stands outside the points.
_BANDS = """
WITH able AS (
    SELECT o.occupation_code, r.points,
        row_number() OVER (PARTITION BY r.application_id ORDER BY r.points DESC, o.occupation_code) AS place,
        bool_or(r.reason = %(obtained)s) OVER (PARTITION BY r.application_id) AS chosen,
        bool_or(r.tier > 0) OVER (PARTITION BY r.application_id) AS recalled
    FROM selection_roundresult r JOIN demand_joborder o ON o.id = r.order_id
    WHERE r.round_id = %(round)s AND r.eligible AND r.points IS NOT NULL)
SELECT occupation_code, points / %(band)s * %(band)s AS floor, count(*), count(*) FILTER (WHERE chosen)
FROM able WHERE place = 1 AND NOT recalled
GROUP BY occupation_code, floor ORDER BY occupation_code, floor
"""


def bands_of(round_: Round) -> list[list[Any]]:
    """[occupation, points, candidates, chosen] of the results that the actor reaches; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_BANDS, {"obtained": Reason.OBTAINED.value, "round": round_.id, "band": BAND})
        return [list(row) for row in cursor.fetchall()]
