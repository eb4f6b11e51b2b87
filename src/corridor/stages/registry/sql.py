"""Search, and questions beyond one's scope, as the database answers them: owner-defined, under the signed context.

The operators that use a trigram index are not leakproof, so under row security they would read the whole table; these
functions read as the owner and filter by access themselves (docs/adr/0002-two-walls.md).
"""

FIND = """
-- One look into an index, however many persons a scope holds (a join would read them all). Only the functions here use it.
CREATE OR REPLACE FUNCTION corridor.in_reach(wanted uuid, scopes uuid[], lowest integer) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM scopes_personaccess a WHERE a.person_id = wanted AND a.scope_id = ANY (scopes) AND a.level >= lowest
        AND (a.until IS NULL OR a.until > now()))
$$;

-- Persons in reach of the context that words, sounds, a part of a file number, or the blind index of a phone or a
-- document number find. A phone or a document counts only for those who hold the whole file (level 2).
CREATE OR REPLACE FUNCTION corridor.find_persons(words text[], sounds text[], bare text, with_phone bytea, with_document bytea, most integer)
RETURNS TABLE (found uuid, why text, score real)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    scopes uuid[] := corridor.scope_ids();
    everything boolean := corridor.wide();
    patterns text[] := ARRAY(SELECT '% ' || w || '%' FROM unnest(words) w ORDER BY length(w) DESC);
    heard text[] := ARRAY(SELECT '% ' || s || ' %' FROM unnest(sounds) s ORDER BY length(s) DESC);
    whole text := ' ' || array_to_string(words, ' ');
    given integer;
BEGIN
    IF NOT corridor.has_context() THEN
        RETURN;
    END IF;
    -- Not as a SET of the function: a restore creates it before the library of the setting is loaded.
    PERFORM set_config('pg_trgm.similarity_threshold', '0.45', true);
    -- A very common name is cut off at 200 files in reach before they are ranked: nobody reads on, more letters do.
    RETURN QUERY
    WITH hits (id, why, score) AS (
        (SELECT p.id, 'number', CASE WHEN bare ~ '[0-9]' OR length(bare) = 10 THEN 1.0 ELSE 0.6 END::real FROM registry_person p
        WHERE bare <> '' AND replace(p.file_number, '-', '') LIKE '%' || bare || '%'
        AND (everything OR corridor.in_reach(p.id, scopes, 1)) LIMIT 200)
        UNION ALL
        SELECT d.person_id, 'phone', 1.0::real FROM registry_details d
        WHERE d.phone_index = with_phone AND (everything OR corridor.in_reach(d.person_id, scopes, 2))
        UNION ALL
        SELECT d.person_id, 'document', 1.0::real FROM registry_document d
        WHERE d.number_index = with_document AND (everything OR corridor.in_reach(d.person_id, scopes, 2))
        UNION ALL
        SELECT n.id, 'name', (0.8 + 0.2 * similarity(' ' || n.name_key, whole))::real FROM (
            SELECT p.id, p.name_key FROM registry_person p
            WHERE cardinality(patterns) > 0 AND (' ' || p.name_key) LIKE patterns[1] AND (' ' || p.name_key) LIKE ALL (patterns)
            AND (everything OR corridor.in_reach(p.id, scopes, 1)) LIMIT 200) n
    )
    SELECT h.id, (array_agg(h.why ORDER BY h.score DESC))[1], max(h.score) FROM hits h
    GROUP BY h.id ORDER BY max(h.score) DESC, h.id DESC LIMIT most;
    GET DIAGNOSTICS given = ROW_COUNT;
    IF given >= most OR (cardinality(words) = 0 AND cardinality(sounds) = 0) THEN
        RETURN;
    END IF;
    IF cardinality(heard) > 0 AND length(heard[1]) > 5 THEN
        RETURN QUERY
        SELECT n.id, 'sound', (0.5 + 0.2 * similarity(' ' || n.name_key, whole))::real FROM (
            SELECT p.id, p.name_key FROM registry_person p
            WHERE (' ' || p.sound_key || ' ') LIKE heard[1] AND (' ' || p.sound_key || ' ') LIKE ALL (heard)
            AND (everything OR corridor.in_reach(p.id, scopes, 1)) LIMIT 200) n
        ORDER BY 3 DESC, n.id DESC LIMIT most;
        given := given + CASE WHEN FOUND THEN 1 ELSE 0 END;
    END IF;
    IF given > 0 OR cardinality(words) = 0 THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT n.id, 'similar', (0.7 * similarity(' ' || n.name_key, whole))::real FROM (
        SELECT p.id, p.name_key FROM registry_person p
        WHERE (' ' || p.name_key) % whole AND (everything OR corridor.in_reach(p.id, scopes, 1)) LIMIT 500) n
    ORDER BY 3 DESC, n.id DESC LIMIT most;
END $$;
"""

INDEXES = """
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE INDEX person_name_trgm ON registry_person USING gin ((' ' || name_key) gin_trgm_ops);
CREATE INDEX person_sound_trgm ON registry_person USING gin ((' ' || sound_key || ' ') gin_trgm_ops);
CREATE INDEX person_number_trgm ON registry_person USING gin (replace(file_number, '-', '') gin_trgm_ops);
"""

FUNCTIONS = """
-- Whether a file with this phone or document exists out of reach. It names nobody; the file it found notes the question.
CREATE FUNCTION corridor.person_elsewhere(with_phone bytea, with_document bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    asker uuid := corridor.actor();
    others uuid[];
BEGIN
    SELECT array_agg(DISTINCT hit.person_id) INTO others FROM (
        SELECT d.person_id FROM registry_details d WHERE d.phone_index = with_phone
        UNION SELECT d.person_id FROM registry_document d WHERE d.number_index = with_document
    ) hit WHERE NOT corridor.reaches(hit.person_id, 2::smallint);
    INSERT INTO audit_timelineevent (id, at, verb, actor_id, actor_kind, roles, subject_type, subject_id, person_id, codes)
    SELECT uuidv7(), clock_timestamp(), 'registry.sought_elsewhere', asker, 'account', '{}', 'registry.person', o, o, '{}'
    FROM unnest(others) o;
    RETURN coalesce(cardinality(others), 0) > 0;
END $$;

-- File numbers of these that are taken, in reach or not.
CREATE FUNCTION corridor.numbers_taken(numbers text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT p.file_number::text FROM registry_person p WHERE p.file_number = ANY (numbers) AND corridor.has_context()
$$;

-- The worker's own scope over their own file. The caller must hold the whole file.
CREATE FUNCTION corridor.give_own(wanted uuid[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE written integer;
BEGIN
    PERFORM corridor.actor();
    IF EXISTS (SELECT FROM unnest(wanted) w WHERE NOT corridor.reaches(w, 2::smallint)) THEN
        RAISE EXCEPTION 'corridor: cannot give a reach that the caller does not have' USING ERRCODE = '42501';
    END IF;
    INSERT INTO scopes_scope (id, kind, subject_id, owner_id)
    SELECT uuidv7(), 'own', w, NULL FROM (SELECT DISTINCT unnest(wanted) w) persons
    ON CONFLICT (kind, subject_id) DO NOTHING;
    INSERT INTO scopes_personaccess (id, scope_id, person_id, level, until, why)
    SELECT uuidv7(), s.id, s.subject_id, 2, NULL, 'own' FROM scopes_scope s
    WHERE s.kind = 'own' AND s.subject_id = ANY (wanted)
    ON CONFLICT (scope_id, person_id) DO NOTHING;
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN written;
END $$;

-- A file under legal hold cannot be erased, whichever way is tried.
CREATE FUNCTION corridor.refuse_held() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF OLD.legal_hold THEN
        RAISE EXCEPTION 'corridor: this file is under legal hold' USING ERRCODE = '42501';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER held BEFORE DELETE ON registry_details FOR EACH ROW EXECUTE FUNCTION corridor.refuse_held();
"""


DROP = """
DROP TRIGGER held ON registry_details;
DROP FUNCTION corridor.refuse_held();
DROP FUNCTION corridor.give_own(uuid[]);
DROP FUNCTION corridor.numbers_taken(text[]);
DROP FUNCTION corridor.person_elsewhere(bytea, bytea);
DROP FUNCTION corridor.find_persons(text[], text[], text, bytea, bytea, integer);
DROP FUNCTION corridor.in_reach(uuid, uuid[], integer);
DROP INDEX person_number_trgm;
DROP INDEX person_sound_trgm;
DROP INDEX person_name_trgm;
"""
