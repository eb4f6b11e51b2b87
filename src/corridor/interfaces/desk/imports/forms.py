from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from corridor.interfaces.kit.forms import KitForm, SubmissionKeyMixin

MOST_BYTES = 10 * 1024 * 1024


class ListForm(SubmissionKeyMixin, KitForm):
    """A list of workers as a file."""

    file = forms.FileField(
        label=_("Your list"),
        help_text=_("XLSX or CSV, up to 5,000 rows. Columns may be named in English, Spanish or Arabic."),
        error_messages={"required": _("Choose a file first."), "empty": _("This file is empty. Choose another one.")},
        widget=forms.FileInput({"accept": ".csv,.xlsx,text/csv"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 10 MB. Split it into parts."), code="large")
        return file
