from typing import ClassVar

from django.db import models
from django.utils import timezone

from corridor.foundation.database.models import Row
from corridor.foundation.reference.synonyms import synonyms
from corridor.rules.occupations import Decisions


class TitleDecision(Row):
    """What a person decided that the words of a title mean: later titles are coded with it.

    `words` are folded (case, accents, signs), so that spellings of one title share a row; the last decision counts.
    """

    words = models.CharField(max_length=200, unique=True)
    code = models.CharField(max_length=4)
    decided_by = models.UUIDField()
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[0-9]{4}$") & ~models.Q(words=""), name="title_decision_whole"
            ),
        ]


def title_decisions() -> Decisions:
    """What people decided that titles mean, for `foundation.reference.soc.code_title`."""
    return Decisions(TitleDecision.objects.order_by("words").values_list("words", "code"), synonyms())
