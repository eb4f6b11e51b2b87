# The application alone; compose.yaml adds PostgreSQL. Build needs no network but the package index.
FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY requirements/core.lock requirements/core.lock
RUN python -m venv .venv && .venv/bin/pip install --no-cache-dir --require-hashes --no-deps --only-binary :all: -r requirements/core.lock

FROM python:3.11-slim-bookworm
RUN useradd --system --home-dir /app corridor && mkdir -p /app/var && chown corridor /app/var
WORKDIR /app
COPY --from=build /app/.venv .venv
COPY corridor pyproject.toml ./
COPY src src
COPY tools tools
COPY docs/round-file.md docs/round-file.md
ENV PYTHONPATH=/app/src PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 CORRIDOR_VAR=/app/var
# Here, as root: the account that serves cannot write beside the code.
RUN .venv/bin/python -c "from corridor.foundation.i18n import messages; messages.compile_all()"
USER corridor
VOLUME /app/var
EXPOSE 8000
# Migrates as the owner (MIGRATE_URL), then serves as the application's role (DATABASE_URL).
CMD [".venv/bin/python", "-m", "corridor.interfaces.cli", "up", "--host", "0.0.0.0", "--empty"]
