"""The sequence of contract numbers, and the check of a paper by whoever holds it."""

NUMBERS = "CREATE SEQUENCE contracts_number"
DROP_NUMBERS = "DROP SEQUENCE contracts_number"

CHECK = """
CREATE FUNCTION corridor.check_contract(wanted text, code text)
RETURNS TABLE (number text, state text, employer text, starts_on date, ends_on date, verified_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT c.number::text, c.state::text, e.name::text, c.starts_on, c.ends_on, c.verified_at::date
    FROM contracts_contract c JOIN demand_employer e ON e.id = c.employer_id
    WHERE corridor.has_context() AND c.number = wanted AND c.check_code = code AND c.issued_at IS NOT NULL
$$;
"""
DROP_CHECK = "DROP FUNCTION corridor.check_contract(text, text)"
