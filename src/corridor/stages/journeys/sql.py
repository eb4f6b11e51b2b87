"""What the database itself holds of clearances: the rule of the verified contract, and what the public may ask."""

FORWARD = """
CREATE SEQUENCE journeys_clearance_number;

-- Principle 8 and four eyes rest on verbs; this rests on nothing but the table. It runs as the owner, so that row
-- security of the caller does not hide the contract from it.
CREATE FUNCTION corridor.clearance_needs_contract() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE contract_state text;
BEGIN
    IF NEW.state NOT IN ('requested', 'issued') THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.state = OLD.state AND NEW.contract_id = OLD.contract_id THEN
        RETURN NEW;
    END IF;
    SELECT c.state INTO contract_state FROM contracts_contract c WHERE c.id = NEW.contract_id;
    IF contract_state IS DISTINCT FROM 'verified' THEN
        RAISE EXCEPTION 'corridor: a clearance needs a verified contract'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'clearance_contract_verified',
                  TABLE = 'journeys_clearance';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clearance_contract_verified BEFORE INSERT OR UPDATE ON journeys_clearance
    FOR EACH ROW EXECUTE FUNCTION corridor.clearance_needs_contract();

-- What anybody who holds a clearance may ask of the register: how it stands now, by its number, and nothing else.
CREATE FUNCTION corridor.clearance_standing(wanted text) RETURNS TABLE (state text, signature bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT c.state::text, c.signature FROM journeys_clearance c WHERE c.number = wanted
$$;

-- Numbers that no longer count though their signature is right and their day has not come: for the page that verifies
-- without a line. They name nobody.
CREATE FUNCTION corridor.clearances_withdrawn() RETURNS TABLE (number text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT c.number::text FROM journeys_clearance c
    WHERE c.state IN ('revoked', 'reissued') AND c.valid_until >= current_date ORDER BY c.number
$$;
"""

BACKWARD = """
DROP FUNCTION corridor.clearances_withdrawn();
DROP FUNCTION corridor.clearance_standing(text);
DROP TRIGGER clearance_contract_verified ON journeys_clearance;
DROP FUNCTION corridor.clearance_needs_contract();
DROP SEQUENCE journeys_clearance_number;
"""
