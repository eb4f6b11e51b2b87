"""The disclosure file of the United States on seasonal farm workers (H-2A), as job orders."""

from .importing import import_h2a
from .words import mend, reason

__all__ = ["import_h2a", "mend", "reason"]
