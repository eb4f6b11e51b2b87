"""The history triggers: statement level, so that a batch costs one statement; they refuse a change without a context."""

FUNCTIONS = """
CREATE FUNCTION corridor.record_insert() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO audit_rowhistory (id, at, table_name, row_id, person_id, operation, before, actor_id)
    SELECT uuidv7(), clock_timestamp(), TG_TABLE_NAME, n.id, (to_jsonb(n) ->> TG_ARGV[0])::uuid, 'insert', NULL, corridor.actor()
    FROM new_rows n;
    RETURN NULL;
END $$;

CREATE FUNCTION corridor.record_update() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO audit_rowhistory (id, at, table_name, row_id, person_id, operation, before, actor_id)
    SELECT uuidv7(), clock_timestamp(), TG_TABLE_NAME, o.id, (to_jsonb(o) ->> TG_ARGV[0])::uuid, 'update', changed.before, corridor.actor()
    FROM old_rows o JOIN new_rows n ON n.id = o.id
    CROSS JOIN LATERAL (
        SELECT jsonb_object_agg(a.key, a.value) AS before
        FROM jsonb_each(to_jsonb(o)) a JOIN jsonb_each(to_jsonb(n)) b ON a.key = b.key AND a.value IS DISTINCT FROM b.value
    ) changed
    WHERE changed.before IS NOT NULL;
    RETURN NULL;
END $$;

CREATE FUNCTION corridor.record_delete() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO audit_rowhistory (id, at, table_name, row_id, person_id, operation, before, actor_id)
    SELECT uuidv7(), clock_timestamp(), TG_TABLE_NAME, o.id, (to_jsonb(o) ->> TG_ARGV[0])::uuid, 'delete', to_jsonb(o), corridor.actor()
    FROM old_rows o;
    RETURN NULL;
END $$;
"""
