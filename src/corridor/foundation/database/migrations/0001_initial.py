"""The signed context inside PostgreSQL, submission keys, persons' keys."""

from typing import ClassVar

from django.db import migrations, models

import corridor.foundation.database.keys

FUNCTIONS = """
CREATE SCHEMA corridor;

-- HMAC-SHA-256 over the context, with the two padded keys of RFC 2104 (the server has sha256(), not hmac()).
CREATE TABLE corridor.context_key (one boolean PRIMARY KEY DEFAULT true CHECK (one), inner_pad bytea NOT NULL, outer_pad bytea NOT NULL);

CREATE FUNCTION corridor.context() RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    raw text := current_setting('corridor.context', true);
    body text;
    parts text[];
    pads record;
BEGIN
    IF raw IS NULL OR raw = '' THEN
        RETURN NULL;
    END IF;
    body := split_part(raw, '|', 1);
    SELECT inner_pad, outer_pad INTO pads FROM corridor.context_key;
    IF pads IS NULL OR encode(sha256(pads.outer_pad || sha256(pads.inner_pad || convert_to(body, 'UTF8'))), 'hex')
            IS DISTINCT FROM split_part(raw, '|', 2) THEN
        RAISE EXCEPTION 'corridor: the context was not signed by this application' USING ERRCODE = '42501';
    END IF;
    parts := string_to_array(body, ';');
    IF parts[5]::bigint < extract(epoch FROM clock_timestamp()) THEN
        RAISE EXCEPTION 'corridor: the context has expired' USING ERRCODE = '42501';
    END IF;
    RETURN parts;
END $$;

CREATE FUNCTION corridor.actor() RETURNS uuid LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE parts text[] := corridor.context();
BEGIN
    IF parts IS NULL THEN
        RAISE EXCEPTION 'corridor: no context, no change' USING ERRCODE = '42501';
    END IF;
    RETURN parts[1]::uuid;
END $$;

CREATE FUNCTION corridor.scope_ids() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(string_to_array(nullif((corridor.context())[3], ''), ',')::uuid[], '{}')
$$;

CREATE FUNCTION corridor.wide() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce((corridor.context())[4] = 't', false)
$$;

CREATE FUNCTION corridor.has_context() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT corridor.context() IS NOT NULL
$$;
"""

DROP = "DROP SCHEMA corridor CASCADE;"


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar = []
    operations: ClassVar = [
        migrations.RunSQL([FUNCTIONS], [DROP]),
        migrations.CreateModel(
            name="PersonKey",
            fields=[
                ("person_id", models.UUIDField(primary_key=True, serialize=False)),
                ("wrapped", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=corridor.foundation.database.keys.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("actor_id", models.UUIDField()),
                ("key", models.UUIDField()),
                ("body_hash", models.BinaryField(max_length=32)),
                ("answer", models.JSONField(null=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("actor_id", "key"), name="submission_once")]},
        ),
    ]
