"""Counting over persons that the reader may not see: by the owner, numbers only, small ones hidden (principle 16)."""

SEASON_COUNTS = """
CREATE FUNCTION corridor.season_counts(wanted uuid)
RETURNS TABLE (step smallint, persons bigint, exact boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    sees_all boolean;
BEGIN
    PERFORM corridor.actor();
    SELECT corridor.wide() OR s.scope_id = ANY (corridor.scope_ids()) INTO sees_all
    FROM agreements_season e JOIN agreements_scheme s ON s.id = e.scheme_id WHERE e.id = wanted;
    IF sees_all IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH orders AS (SELECT o.id FROM demand_joborder o WHERE o.season_id = wanted),
    placed AS (
        SELECT p.* FROM journeys_placement p JOIN orders o ON o.id = p.order_id WHERE p.state <> 'cancelled'
    ),
    reached (person, to_step) AS (
        SELECT a.person_id,
            CASE WHEN a.state = 'selected' THEN 3 WHEN a.roster_until IS NOT NULL OR a.state NOT IN ('applied', 'ineligible', 'withdrawn') THEN 2 ELSE 1 END
        FROM selection_application a WHERE a.season_id = wanted
        UNION ALL
        SELECT f.person_id, 3 FROM selection_offer f JOIN orders o ON o.id = f.order_id
        UNION ALL
        SELECT c.person_id, 4 FROM contracts_contract c JOIN orders o ON o.id = c.order_id
        WHERE c.verified_at IS NOT NULL AND c.state <> 'cancelled'
        UNION ALL
        SELECT p.person_id,
            CASE WHEN p.arrived_on IS NOT NULL THEN 6 WHEN p.state <> 'preparing' THEN 5 ELSE 4 END
        FROM placed p
        UNION ALL
        SELECT p.person_id, 7 FROM placed p JOIN returns_return r ON r.placement_id = p.id
        UNION ALL
        SELECT p.person_id, 8
        FROM placed p JOIN selection_recallright g ON g.from_placement = p.id JOIN selection_offer f ON f.recall_right_id = g.id
    ),
    furthest AS (SELECT person, max(to_step) AS to_step FROM reached GROUP BY person),
    counted AS (
        SELECT n::smallint AS step, (SELECT count(*) FROM furthest f WHERE f.to_step >= n) AS persons
        FROM generate_series(1, 8) n
    )
    SELECT c.step,
        CASE WHEN sees_all OR c.persons = 0 THEN c.persons
            WHEN c.persons < 10 THEN NULL
            ELSE (round(c.persons / 5.0) * 5)::bigint END,
        sees_all
    FROM counted c ORDER BY c.step;
END $$;
"""

DROP_SEASON_COUNTS = "DROP FUNCTION corridor.season_counts(uuid);"
