"""What this journey gives to the first page of its door (see kit/compose.py)."""

from django.utils.translation import gettext_lazy as _

FIND_JOBS = _("Find jobs")
