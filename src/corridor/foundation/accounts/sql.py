"""What an auditor reads of the records: codes and counts, by functions that ask for the role themselves.

Row security hides the events of persons from everybody who does not reach them; an auditor reaches none. These
functions return what was done without the person, and refuse whoever has no live grant of the auditor's role.
"""

AUDIT = """
CREATE FUNCTION corridor.require_auditor() RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF corridor.wide() THEN
        RETURN;
    END IF;
    IF NOT EXISTS (
        SELECT FROM accounts_grant g JOIN accounts_account a ON a.id = g.account_id
        WHERE a.id = corridor.actor() AND a.is_active AND g.role = 'auditor' AND (g.until IS NULL OR g.until > clock_timestamp())
    ) THEN
        RAISE EXCEPTION 'corridor: only an auditor reads the record' USING ERRCODE = '42501';
    END IF;
END $$;

CREATE FUNCTION corridor.events_of_all(first timestamptz, last timestamptz, wanted text, below uuid, most integer)
RETURNS TABLE (id uuid, at timestamptz, verb text, actor_id uuid, actor_kind text, roles text[], subject_type text,
    subject_id uuid, about_person boolean, codes jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM corridor.require_auditor();
    RETURN QUERY
    SELECT e.id, e.at, e.verb::text, e.actor_id, e.actor_kind::text, e.roles::text[], e.subject_type::text,
        CASE WHEN e.person_id IS NULL THEN e.subject_id END, e.person_id IS NOT NULL, e.codes
    FROM audit_timelineevent e
    WHERE e.at >= first AND e.at < last AND (wanted = '' OR e.verb = wanted) AND (below IS NULL OR e.id < below)
    ORDER BY e.id DESC LIMIT most;
END $$;

CREATE FUNCTION corridor.event_counts(first timestamptz, last timestamptz)
RETURNS TABLE (verb text, events bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM corridor.require_auditor();
    RETURN QUERY
    SELECT e.verb::text, count(*) FROM audit_timelineevent e WHERE e.at >= first AND e.at < last GROUP BY 1 ORDER BY 1;
END $$;

CREATE FUNCTION corridor.read_counts(first timestamptz, last timestamptz, most integer)
RETURNS TABLE (actor_id uuid, roles text[], why text, openings bigint, persons bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM corridor.require_auditor();
    RETURN QUERY
    SELECT r.actor_id, r.roles::text[], r.why::text, count(DISTINCT r.id), count(DISTINCT p.person)
    FROM audit_readlog r CROSS JOIN LATERAL unnest(r.persons) AS p (person)
    WHERE r.at >= first AND r.at < last
    GROUP BY 1, 2, 3 ORDER BY 5 DESC, 4 DESC LIMIT most;
END $$;
"""

DROP_AUDIT = """
DROP FUNCTION corridor.read_counts(timestamptz, timestamptz, integer);
DROP FUNCTION corridor.event_counts(timestamptz, timestamptz);
DROP FUNCTION corridor.events_of_all(timestamptz, timestamptz, text, uuid, integer);
DROP FUNCTION corridor.require_auditor();
"""
