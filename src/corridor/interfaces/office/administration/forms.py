"""Forms of the administration: accounts, roles, organisations, offices."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.foundation.accounts import manage
from corridor.foundation.accounts.models import Organisation
from corridor.interfaces.kit import formatting
from corridor.interfaces.kit.forms import DayField, KitForm, SubmissionKeyMixin, country_field

from .compose import KINDS, Place, fits, staff_roles
from .organisation_field import OrganisationField


class KeyForm(SubmissionKeyMixin, KitForm):
    """Only the submission key: a button that does one thing."""


class AccountForm(SubmissionKeyMixin, KitForm):
    """A new account of somebody on the staff."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    login = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("They sign in with it."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )
    organisation = OrganisationField(
        label=_("Organisation"), help_text=_("Write a part of its name; several that fit are shown to choose from.")
    )
    language = forms.ChoiceField(label=_("Language"), choices=lambda: settings.LANGUAGES)


class RoleForm(SubmissionKeyMixin, KitForm):
    """One role at one place, until a day."""

    role = forms.ChoiceField(label=_("Role"))
    place = forms.ChoiceField(label=_("Where"), required=False)
    until = DayField(label=_("Last day"), required=False, help_text=_("Leave it empty for a role without an end."))

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(place.scope_id or ""): place for place in places}
        self.fields["role"].choices = [("", _("Choose")), *((role.code, role.title) for role in staff_roles())]
        self.fields["place"].choices = list(self._groups(places))

    @staticmethod
    def _groups(places: Sequence[Place]) -> Any:
        yield "", _("The whole installation")
        for kind, title in KINDS.items():
            members = [(str(place.scope_id), place.words) for place in places if kind and place.kind == kind]
            if members:
                yield title, members

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        place = self.places.get(given.get("place") or "")
        if given.get("role") and place is not None and not fits(given["role"], place.kind):
            self.add_error("place", _("This role does not work there. Choose a place that belongs to the role."))
        until = given.get("until")
        if until is not None and until < timezone.localdate():
            self.add_error("until", _("This day is over. Choose a later one."))
        return given

    @property
    def scope_id(self) -> uuid.UUID | None:
        return self.places[self.cleaned_data["place"]].scope_id

    @property
    def ends_at(self) -> datetime | None:
        """The last instant of the last day."""
        until = self.cleaned_data.get("until")
        return datetime.combine(until, time.max, tzinfo=UTC) if until else None


class OrganisationForm(SubmissionKeyMixin, KitForm):
    """A body that acts."""

    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("Choose")), *Organisation.KINDS])
    country = country_field(label=_("Country"))


def _zones() -> list[tuple[str, str]]:
    return [(zone, zone) for zone in sorted(available_timezones()) if "/" in zone or zone == "UTC"]


def _days() -> list[tuple[str, str]]:
    return [("", str(_("Choose"))), *((str(n), formatting.weekday(n)) for n in range(1, 8))]


class OfficeForm(SubmissionKeyMixin, KitForm):
    """An office of an organisation."""

    name = forms.CharField(label=_("Name"), max_length=200)
    town = forms.CharField(label=_("Town"), max_length=120, required=False)
    phone = forms.CharField(
        label=_("Telephone"), max_length=32, required=False, widget=forms.TextInput(attrs={"dir": "ltr"})
    )
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    open_from_day = forms.TypedChoiceField(
        label=_("Open from"), choices=_days, coerce=int, empty_value=None, required=False
    )
    open_to_day = forms.TypedChoiceField(
        label=_("Open until"), choices=_days, coerce=int, empty_value=None, required=False
    )
    opens_at = forms.TimeField(label=_("Opens at"), required=False, help_text=_("For example 08:00."))
    closes_at = forms.TimeField(label=_("Closes at"), required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=_zones, initial="UTC")

    HOURS = ("open_from_day", "open_to_day", "opens_at", "closes_at")

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        parts = [given.pop(name, None) for name in self.HOURS]
        if all(part is not None for part in parts):
            given["hours"] = manage.Hours(*parts)
        elif any(part is not None for part in parts):
            self.add_error("open_from_day", _("Give the first and last day and both times, or none of them."))
        return given
