"""Counts are read under `office.situation` (config/roles.py): this stage adds no permission of its own."""

from typing import Any

PERMISSIONS: dict[str, Any] = {}
