"""The registry's own lists of codes with their words: skills, trainings, documents, purposes of consent, sexes.

Job orders ask for the same codes, so that what is wanted and what people can do compare by equality.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

SKILLS: dict[str, Any] = {
    "harvest": _("Harvesting by hand"),
    "pruning": _("Pruning and thinning"),
    "planting": _("Sowing and planting"),
    "greenhouse": _("Work in a greenhouse"),
    "irrigation": _("Irrigation"),
    "packing": _("Sorting and packing"),
    "tractor": _("Driving a tractor"),
    "forklift": _("Driving a forklift"),
    "livestock": _("Handling animals"),
    "milking": _("Milking"),
    "machines": _("Repairing farm machines"),
    "construction": _("Building and masonry"),
    "welding": _("Welding"),
    "cooking": _("Cooking for groups"),
    "cleaning": _("Cleaning"),
    "care": _("Care for elderly people"),
    "driving": _("Driving a car"),
    "team": _("Leading a small team"),
}

TRAININGS: dict[str, Any] = {
    "safety": _("Safety at work"),
    "first_aid": _("First aid"),
    "pesticides": _("Use of plant protection products"),
    "food": _("Food hygiene"),
    "tractor_course": _("Tractor driving course"),
    "forklift_course": _("Forklift driving course"),
    "orientation": _("Orientation before departure"),
    "language_course": _("Language course"),
}

DOCUMENT_KINDS: dict[str, Any] = {
    "passport": _("Passport"),
    "national_id": _("National identity card"),
    "residence": _("Residence permit"),
    "driving": _("Driving licence"),
    "birth": _("Birth certificate"),
    "other": _("Other document"),
}

SEXES: dict[str, Any] = {"F": _("Woman"), "M": _("Man"), "X": _("Other")}


@dataclass(frozen=True)
class Purpose:
    """What data is used for, on which legal basis; only one that rests on consent is asked (principle 13)."""

    code: str
    basis: str
    title: Any
    text: Any

    @property
    def asked(self) -> bool:
        return self.basis == "consent"

    def text_hash(self, language: str) -> str:
        """SHA-256 of the words as they are shown in `language`."""
        with override(language):
            return hashlib.sha256(str(self.text).encode()).hexdigest()


BASES: dict[str, Any] = {
    "consent": _("You decide. Saying no costs you nothing."),
    "task": _("The public service needs this to do what you ask of it."),
    "contract": _("Your contract needs this."),
    "law": _("The law asks for this."),
}

PURPOSES: dict[str, Purpose] = {
    purpose.code: purpose
    for purpose in (
        Purpose(
            "file",
            "task",
            _("Keeping your file"),
            _("The office keeps what you told it, so that you tell it only once."),
        ),
        Purpose(
            "matching",
            "task",
            _("Finding work for you"),
            _("When you apply, your skills, languages and experience are compared with job orders."),
        ),
        Purpose(
            "employer",
            "contract",
            _("Showing you to an employer"),
            _("An employer who may choose you sees your name and what you can do, never your age, sex or photo."),
        ),
        Purpose(
            "figures",
            "law",
            _("Public figures"),
            _("You are counted in statistics from which nobody can recognise you."),
        ),
        Purpose(
            "news",
            "consent",
            _("News of courses and services"),
            _("The office may write to you about courses, savings and services near you."),
        ),
        Purpose(
            "survey",
            "consent",
            _("Questions after the season"),
            _("The office may ask you, after your return, how it went."),
        ),
        Purpose(
            "research",
            "consent",
            _("Research"),
            _("Researchers may use your answers without your name to make the programme better."),
        ),
        Purpose(
            "family",
            "consent",
            _("Speaking with your family"),
            _("The office may tell the person whom you name how you are, if they ask."),
        ),
    )
}
