"""Many rows in few statements, under row security: into a table with policies PostgreSQL takes arrays, and no COPY."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import connection, models

NUMBERS = ("smallint", "integer", "bigint", "boolean")


def insert_columns(model: type[models.Model], columns: Mapping[str, Sequence[Any]]) -> None:
    """Insert rows given as columns of equal length, by the names of the fields; a foreign key by its column's name.

    JSON is given as text. Defaults of the model are not filled in: every column without one in the database is named.
    """
    fields = {field.attname: field for field in model._meta.concrete_fields}
    chosen = [fields[name] for name in columns]
    kinds = [field.rel_db_type(connection) if field.is_relation else field.db_type(connection) for field in chosen]
    names = [connection.ops.quote_name(str(field.column)) for field in chosen]
    # As text, for a cast to varchar(n) would cut what is too long, and keeping it refuses it.
    arrays = ["text" if kind == "jsonb" or str(kind).startswith("varchar") else str(kind) for kind in kinds]
    taken = [f"{name}::jsonb" if kind == "jsonb" else name for name, kind in zip(names, kinds, strict=True)]
    named = ", ".join(names)
    source = f"unnest({', '.join(f'%s::{kind}[]' for kind in arrays)}) AS x({named})"
    table = connection.ops.quote_name(model._meta.db_table)
    sql = f"INSERT INTO {table} ({named}) SELECT {', '.join(taken)} FROM {source}"  # noqa: S608  # names of the model
    with connection.cursor() as cursor:
        cursor.execute(sql, [_array(kind, column) for kind, column in zip(arrays, columns.values(), strict=True)])


def _array(kind: str, values: Iterable[Any]) -> str:
    """An array as PostgreSQL writes it: its driver looks at each value for longer than the server takes to keep it."""
    if kind == "uuid":
        return f"{{{','.join([value.hex for value in values])}}}"
    if kind in NUMBERS:
        return f"{{{','.join(['NULL' if value is None else str(value) for value in values])}}}"
    return f"{{{','.join(['NULL' if value is None else _quoted(str(value)) for value in values])}}}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def copy_out(rows: models.QuerySet[Any], kinds: Sequence[str], size: int) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of a `values_list` query in chunks, by binary COPY: one statement, one snapshot, nothing held back.

    `kinds` are the PostgreSQL types of the columns. Until the last chunk nothing else can be asked of the connection.
    Persons in the rows are not noted as read: the caller says whom it read.
    """
    query, params = rows.query.sql_with_params()
    with connection.cursor() as cursor, cursor.connection.cursor() as raw:
        chunk: list[tuple[Any, ...]] = []
        with raw.copy(f"COPY ({query}) TO STDOUT (FORMAT BINARY)", params) as copy:
            copy.set_types(list(kinds))
            for row in copy.rows():
                chunk.append(row)
                if len(chunk) == size:
                    yield chunk
                    chunk = []
        if chunk:
            yield chunk
