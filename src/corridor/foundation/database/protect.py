"""Makes the database match what the models declare in `protect`: grants, row security, history triggers.

Runs as the owner after every migrate, in one transaction, and may run any number of times. `problems()` reads the
catalogue back and says what is missing: the test command fails on one (docs/adr/0003-declared-protection.md).
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction

from .models import Protect

UNGUARDED_APPS = {"sessions", "contenttypes", "otp_totp", "procrastinate", "auth"}

# EXISTS, so that the planner may look up a few persons one by one: with IN it would read the whole scope each time.
REACH = """(
    (SELECT corridor.wide())
    OR EXISTS (
        SELECT FROM scopes_personaccess a
        WHERE a.person_id = {column} AND a.scope_id = ANY ((SELECT corridor.scope_ids())::uuid[])
        AND a.level >= {level} AND (a.until IS NULL OR a.until > now())))"""


def tables() -> Iterator[tuple[type[models.Model], Protect]]:
    """Every table of ours with its declaration. A model without one is an error: nothing is left to chance."""
    for model in apps.get_models():
        if model._meta.app_label in UNGUARDED_APPS or model._meta.proxy or not model._meta.managed:
            continue
        protect = getattr(model, "protect", None)
        if protect is None:
            raise LookupError(f"{model._meta.label} declares no `protect`; add one (see foundation/database/models.py)")
        yield model, protect


def person_column(model: type[models.Model], protect: Protect) -> str | None:
    return model._meta.get_field(protect.person).column if protect.person else None


def apply() -> int:
    """Bring grants, policies and triggers to what the models declare; return the number of tables."""
    with transaction.atomic(), connection.cursor() as cursor:
        _store_key(cursor)
        app_role, owner = settings.CORRIDOR_APP_ROLE, connection.settings_dict["USER"]
        cursor.execute(f'GRANT USAGE ON SCHEMA corridor, public TO "{app_role}"')
        cursor.execute(f'GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA corridor TO "{app_role}"')
        cursor.execute("DELETE FROM corridor.person_table")
        count = 0
        for model, protect in tables():
            _grants(cursor, model._meta.db_table, protect, app_role)
            _row_security(cursor, model, protect, app_role, owner)
            _history(cursor, model, protect)
            column = "person_id" if model._meta.label in ERASED_TOO else person_column(model, protect)
            if column and model._meta.label not in {"audit.RowHistory"}:
                cursor.execute("INSERT INTO corridor.person_table VALUES (%s, %s)", [model._meta.db_table, column])
            count += 1
        for table in _library_tables():
            cursor.execute(f'GRANT SELECT, INSERT, UPDATE, DELETE ON "{table}" TO "{app_role}"')
        cursor.execute(f'GRANT SELECT ON django_migrations TO "{app_role}"')
        cursor.execute(f'GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO "{app_role}"')
    return count


def _store_key(cursor: Any) -> None:
    key = settings.CORRIDOR_CONTEXT_KEY.ljust(64, b"\0")
    pads = [bytes(b ^ 0x36 for b in key), bytes(b ^ 0x5C for b in key)]
    cursor.execute(
        "INSERT INTO corridor.context_key (inner_pad, outer_pad) VALUES (%s, %s)"
        " ON CONFLICT (one) DO UPDATE SET inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad",
        pads,
    )


def _library_tables() -> list[str]:
    """Tables of libraries (sessions, one-time passwords, the job queue).

    Outside row security by name, no persons in them.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace "
            " WHERE nspname = 'public' AND relkind IN ('r', 'p')"
            " AND (relname LIKE 'procrastinate%%' OR relname LIKE 'otp_%%' "
            " OR relname IN ('django_session', 'django_content_type', 'auth_permission',"
            " 'auth_group', 'auth_group_permissions'))"
        )
        return [row[0] for row in cursor.fetchall()]


def _grants(cursor: Any, table: str, protect: Protect, role: str) -> None:
    verbs = ["INSERT"]
    if not protect.sealed:
        verbs.append("SELECT")
    if not (protect.append_only or protect.sealed):
        verbs.append("UPDATE")
    if protect.deletable:
        verbs.append("DELETE")
    cursor.execute(f'REVOKE ALL ON "{table}" FROM "{role}"')
    cursor.execute(f'GRANT {", ".join(verbs)} ON "{table}" TO "{role}"')


def policy_text(model: type[models.Model], protect: Protect) -> str:
    column = f'"{model._meta.db_table}"."{person_column(model, protect)}"'
    reach = REACH.format(column=column, level=protect.level)
    if protect.optional:
        return f'((SELECT corridor.has_context()) AND ("{person_column(model, protect)}" IS NULL OR {reach}))'
    return reach


def _row_security(cursor: Any, model: type[models.Model], protect: Protect, role: str, owner: str) -> None:
    table = model._meta.db_table
    cursor.execute(f'DROP POLICY IF EXISTS reach ON "{table}"')
    cursor.execute(f'DROP POLICY IF EXISTS owner ON "{table}"')
    text = getattr(model, "policy", None) or (policy_text(model, protect) if protect.person else None)
    if text is None:
        return
    cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
    cursor.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
    cursor.execute(f'CREATE POLICY reach ON "{table}" TO "{role}" USING ({text}) WITH CHECK ({text})')
    cursor.execute(f'CREATE POLICY owner ON "{table}" TO "{owner}" USING (true) WITH CHECK (true)')


OPERATIONS = {
    "insert": "REFERENCING NEW TABLE AS new_rows",
    "update": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "REFERENCING OLD TABLE AS old_rows",
}


def _history(cursor: Any, model: type[models.Model], protect: Protect) -> None:
    table = model._meta.db_table
    column = person_column(model, protect) or ""
    for operation, referencing in OPERATIONS.items():
        cursor.execute(f'DROP TRIGGER IF EXISTS history_{operation} ON "{table}"')
        if protect.history:
            cursor.execute(
                f'CREATE TRIGGER history_{operation} AFTER {operation.upper()} ON "{table}" {referencing}'
                f" FOR EACH STATEMENT EXECUTE FUNCTION corridor.record_{operation}('{column}')"
            )


def problems() -> list[str]:
    """What the catalogue lacks against the declarations, a sentence each; empty when all is well."""
    found: list[str] = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity,"
            " (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid),"
            " (SELECT count(*) FROM pg_trigger t "
            " WHERE t.tgrelid = c.oid AND t.tgname LIKE 'history_%%' AND t.tgenabled = 'O')"
            " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND c.relkind = 'r'"
        )
        catalogue = {row[0]: row[1:] for row in cursor.fetchall()}
        for model, protect in tables():
            table = model._meta.db_table
            if table not in catalogue:
                found.append(f"{table}: the table is missing; run ./corridor migrate")
                continue
            secured, policies, triggers = catalogue[table]
            if (protect.person or getattr(model, "policy", None)) and not (secured and policies >= 2):
                found.append(f"{table}: holds persons but has no forced row security; run ./corridor migrate")
            if triggers != (3 if protect.history else 0):
                found.append(f"{table}: {triggers} history triggers; run ./corridor migrate")
            if not protect.person:
                found.extend(_stray_person(model))
        cursor.execute(
            "SELECT relname FROM pg_class c JOIN pg_roles r ON r.oid = relowner WHERE rolname = %s",
            [settings.CORRIDOR_APP_ROLE],
        )
        found.extend(
            f"{row[0]}: is owned by the application's role, which must own nothing" for row in cursor.fetchall()
        )
    return found


def _stray_person(model: type[models.Model]) -> list[str]:
    names = [f.name for f in model._meta.get_fields() if getattr(f, "attname", "") == "person_id"]
    if names and model._meta.label not in OUTSIDE:
        return [f"{model._meta.db_table}: has person_id but declares no person in `protect`"]
    return []


# Outside row security by name: login identifiers must be found before there is a context.
OUTSIDE = {"accounts.Account", "outbox.Message"}
# Of these, what erasing a person removes; an account is closed and emptied by the verb instead.
ERASED_TOO = {"outbox.Message"}
