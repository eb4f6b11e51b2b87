"""The trigger that keeps rules as they were when somebody else read them."""

KEEP = """
CREATE FUNCTION corridor.keep_scheme_version() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF OLD.state <> 'draft' AND (NEW.document, NEW.document_hash, NEW.schema_version, NEW.scheme_id, NEW.number)
            IS DISTINCT FROM (OLD.document, OLD.document_hash, OLD.schema_version, OLD.scheme_id, OLD.number) THEN
        RAISE EXCEPTION 'corridor: rules that were submitted cannot be changed' USING ERRCODE = '23514';
    END IF;
    IF OLD.state IN ('published', 'superseded') AND (
            NEW.state NOT IN (OLD.state, 'superseded')
            OR (NEW.published_by, NEW.published_at, NEW.effective_from)
                IS DISTINCT FROM (OLD.published_by, OLD.published_at, OLD.effective_from)) THEN
        RAISE EXCEPTION 'corridor: rules that were published cannot be taken back' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER keep_scheme_version BEFORE UPDATE ON agreements_schemeversion
FOR EACH ROW EXECUTE FUNCTION corridor.keep_scheme_version();

CREATE FUNCTION corridor.no_scheme_version_removed() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'corridor: rules that were submitted cannot be removed' USING ERRCODE = '23514';
END $$;

CREATE TRIGGER no_scheme_version_removed BEFORE DELETE ON agreements_schemeversion
FOR EACH ROW WHEN (OLD.state <> 'draft') EXECUTE FUNCTION corridor.no_scheme_version_removed();
"""

DROP = """
DROP TRIGGER no_scheme_version_removed ON agreements_schemeversion;
DROP FUNCTION corridor.no_scheme_version_removed();
DROP TRIGGER keep_scheme_version ON agreements_schemeversion;
DROP FUNCTION corridor.keep_scheme_version();
"""
