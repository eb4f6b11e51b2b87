"""Reach as the database checks it: giving it, ending it, reading the sealed records, erasing a person."""

FUNCTIONS = """
CREATE FUNCTION corridor.reaches(wanted uuid, lowest smallint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT corridor.wide() OR EXISTS (
        SELECT FROM scopes_personaccess a
        WHERE a.person_id = wanted AND a.scope_id = ANY (corridor.scope_ids()) AND a.level >= lowest
        AND (a.until IS NULL OR a.until > now()))
$$;

CREATE FUNCTION corridor.give_access(wanted uuid[], given_scope uuid, given smallint, ends timestamptz, reason text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    scopes uuid[] := corridor.scope_ids();
    refused uuid;
    written integer;
BEGIN
    PERFORM corridor.actor();
    IF NOT corridor.wide() THEN
        SELECT w INTO refused FROM unnest(wanted) w
        WHERE NOT EXISTS (
            SELECT FROM scopes_personaccess a WHERE a.person_id = w AND a.scope_id = ANY (scopes) AND a.level >= given
            AND (a.until IS NULL OR a.until > now()))
        AND NOT (given_scope = ANY (scopes) AND NOT EXISTS (SELECT FROM scopes_personaccess a WHERE a.person_id = w))
        LIMIT 1;
        IF refused IS NOT NULL THEN
            RAISE EXCEPTION 'corridor: cannot give a reach that the caller does not have' USING ERRCODE = '42501';
        END IF;
    END IF;
    INSERT INTO scopes_personaccess AS a (id, scope_id, person_id, level, until, why)
    SELECT uuidv7(), given_scope, w, given, ends, reason FROM (SELECT DISTINCT unnest(wanted) w) persons
    ON CONFLICT (scope_id, person_id) DO UPDATE SET
        level = CASE WHEN a.until <= now() THEN excluded.level ELSE greatest(a.level, excluded.level) END,
        until = CASE WHEN a.until IS NULL OR excluded.until IS NULL THEN NULL ELSE greatest(a.until, excluded.until) END,
        why = excluded.why;
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN written;
END $$;

CREATE FUNCTION corridor.end_access(wanted uuid[], ended_scope uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE written integer;
BEGIN
    PERFORM corridor.actor();
    IF EXISTS (SELECT FROM unnest(wanted) w WHERE NOT corridor.reaches(w, 2::smallint)) THEN
        RAISE EXCEPTION 'corridor: cannot end the reach over a person out of reach' USING ERRCODE = '42501';
    END IF;
    UPDATE scopes_personaccess SET until = now()
    WHERE scope_id = ended_scope AND person_id = ANY (wanted) AND (until IS NULL OR until > now());
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN written;
END $$;

CREATE FUNCTION corridor.reads_of(wanted uuid, most integer)
RETURNS TABLE (at timestamptz, actor_id uuid, roles text[], why text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT r.at, r.actor_id, r.roles::text[], r.why FROM audit_readlog r
    WHERE r.persons @> ARRAY[wanted] AND corridor.reaches(wanted, 2::smallint) ORDER BY r.at DESC LIMIT most
$$;

CREATE FUNCTION corridor.history_of(wanted uuid, most integer)
RETURNS TABLE (at timestamptz, table_name text, row_id uuid, operation text, before jsonb, actor_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT h.at, h.table_name::text, h.row_id, h.operation::text, h.before, h.actor_id FROM audit_rowhistory h
    WHERE h.person_id = wanted AND corridor.reaches(wanted, 2::smallint) ORDER BY h.at DESC LIMIT most
$$;

-- Erasure walks every table that declares a person column (corridor.person_table, kept by protect.apply()), then the
-- person's own history, and leaves a receipt that names nobody. Reads of other persons in the same log row stay.
CREATE TABLE corridor.person_table (name text PRIMARY KEY, person_column text NOT NULL);

CREATE FUNCTION corridor.erase_person(wanted uuid, reason text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    total integer := 0;
    removed integer;
    t record;
BEGIN
    PERFORM corridor.actor();
    IF NOT corridor.reaches(wanted, 2::smallint) THEN
        RAISE EXCEPTION 'corridor: cannot erase a person out of reach' USING ERRCODE = '42501';
    END IF;
    FOR t IN SELECT name, person_column FROM corridor.person_table ORDER BY name LOOP
        EXECUTE format('DELETE FROM %I WHERE %I = $1', t.name, t.person_column) USING wanted;
        GET DIAGNOSTICS removed = ROW_COUNT;
        total := total + removed;
    END LOOP;
    UPDATE audit_readlog SET persons = array_remove(persons, wanted) WHERE persons @> ARRAY[wanted];
    DELETE FROM audit_rowhistory WHERE person_id = wanted;
    INSERT INTO audit_erasure (id, at, actor_id, reason, rows_removed) VALUES (uuidv7(), now(), corridor.actor(), reason, total);
    RETURN total;
END $$;
"""

DROP = """
DROP FUNCTION corridor.erase_person(uuid, text);
DROP TABLE corridor.person_table;
DROP FUNCTION corridor.history_of(uuid, integer);
DROP FUNCTION corridor.reads_of(uuid, integer);
DROP FUNCTION corridor.end_access(uuid[], uuid);
DROP FUNCTION corridor.give_access(uuid[], uuid, smallint, timestamptz, text);
DROP FUNCTION corridor.reaches(uuid, smallint);
"""
