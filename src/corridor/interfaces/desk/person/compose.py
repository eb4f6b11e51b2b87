"""What this journey gives to the whole file of a person (see kit/compose.py): the forms that complete it."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from corridor.foundation.database.context import Actor
from corridor.interfaces.kit.compose import Action

FORMS = (
    (10, "document", _("Add a document"), "plus", "complete"),
    (20, "languages", _("Languages"), "languages", "complete"),
    (30, "experience", _("Work done so far"), "edit", "complete"),
    (40, "consents", _("Ask for consent"), "hand", "consent"),
    (60, "details", _("Change the details"), "edit", "complete"),
    (70, "work", _("Work looked for"), "edit", "complete"),
    (80, "abilities", _("Skills and training"), "edit", "complete"),
    (90, "history", _("Who opened this file"), "eye", "history"),
)
"""Place, page, words, icon, permission; the commonest first, since their numbers are their keys."""


def actions(person_id: uuid.UUID, actor: Actor) -> list[Action]:
    """The forms of the file that this reader may fill in."""
    return [
        Action(label, reverse(f"desk:person-{page}", args=[person_id]), icon, order)
        for order, page, label, icon, permission in FORMS
        if actor.can(f"registry.{permission}")
    ]
