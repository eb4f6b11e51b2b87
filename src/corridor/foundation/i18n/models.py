"""The abstract row of a text in one language; a stage makes its own table of it, with a key to what it describes."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from corridor.foundation.i18n.texts import hash_of


class TextStatus(models.TextChoices):
    """How far a text can be trusted in its language."""

    DRAFT = "draft", _("Not yet checked")
    CHECKED = "checked", _("Checked by a person")
    OUTDATED = "outdated", _("The original has changed since")


class TextInLanguage(models.Model):
    """One text in one language, beside its original.

    `source_hash` is `hash_of` the original text from which this one was made; the original carries the hash of itself.
    A subclass adds the foreign key to what the text describes and makes (that key, language) unique.
    """

    language = models.CharField(_("language"), max_length=16)
    text = models.TextField(_("text"))
    source_hash = models.CharField(_("fingerprint of the original"), max_length=64)
    status = models.CharField(_("status"), max_length=8, choices=TextStatus.choices, default=TextStatus.DRAFT)
    reviewed_by = models.UUIDField(_("checked by"), null=True, blank=True)
    reviewed_at = models.DateTimeField(_("checked on"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints: list[Any] = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_reviewer_and_time",
                condition=models.Q(reviewed_by__isnull=True, reviewed_at__isnull=True)
                | models.Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
                violation_error_message=_("A check has both a person and a time."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_checked_by_someone",
                condition=~models.Q(status="checked") | models.Q(reviewed_by__isnull=False),
                violation_error_message=_("A text is checked only when it is known who checked it."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.text)

    def is_original(self) -> bool:
        """True for the text from which the others are translated."""
        return bool(self.source_hash == hash_of(self.text))
