#!/bin/sh
# The two roles of Corridor in a PostgreSQL 18 of one's own, and the database. Run once as superuser (psql reaches it by PG* variables).
# OWNER_PASSWORD and APP_PASSWORD: the owner migrates; the application owns nothing and cannot bypass row security.
set -eu
psql -v ON_ERROR_STOP=1 -v owner_password="$OWNER_PASSWORD" -v app_password="$APP_PASSWORD" --username "${POSTGRES_USER:-postgres}" <<'SQL'
CREATE ROLE corridor_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'owner_password';
CREATE ROLE corridor_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'app_password';
CREATE DATABASE corridor OWNER corridor_owner ENCODING 'UTF8' TEMPLATE template0 LOCALE_PROVIDER builtin BUILTIN_LOCALE 'PG_UNICODE_FAST' LOCALE 'C';
REVOKE ALL ON DATABASE corridor FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE corridor TO corridor_app;
SQL
