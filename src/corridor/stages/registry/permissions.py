"""What may be done with worker files, a sentence each."""

from typing import Any

from django.utils.translation import gettext_lazy as _

PERMISSIONS: dict[str, Any] = {
    "registry.find": _("Find workers' files by name, number or phone, and open them."),
    "registry.register": _("Register a worker, and open their account."),
    "registry.complete": _("Complete and correct a worker's file."),
    "registry.consent": _("Record what a worker agrees to and what they withdraw."),
    "registry.verify": _("Confirm that a file matches the person and their papers."),
    "registry.import": _("Register many workers from a file."),
    "registry.merge": _("Join two files of one person, and part them again."),
    "registry.history": _("See who opened a file and what was changed."),
    "registry.erase": _("Erase a file, or hold it back from erasure by law."),
}
