"""Who sees what an employer and a person have with each other: not another employer who reaches the same person."""

from django.db.models import Exists, OuterRef, Q

from corridor.foundation.database.context import Actor
from corridor.foundation.database.models import PersonQuerySet
from corridor.foundation.scopes.models import PersonAccess

# A person's offices and the programme see the row; of the employers that reach the person, only its own (principle 3).
_POLICY = """(
    (SELECT corridor.wide())
    OR EXISTS (
        SELECT FROM scopes_personaccess a JOIN scopes_scope s ON s.id = a.scope_id
        WHERE a.person_id = {table}.person_id AND a.scope_id = ANY ((SELECT corridor.scope_ids())::uuid[])
        AND a.level >= 1 AND (a.until IS NULL OR a.until > now())
        AND (s.kind <> 'employer' OR s.subject_id = {employer})))"""


def policy(table: str, employer: str = "") -> str:
    """The second wall of a table; `employer` is SQL for the employer of a row, its column by default."""
    return _POLICY.format(table=table, employer=employer or f"{table}.employer_id")


class PartyQuerySet(PersonQuerySet):
    """First wall of these rows; `employer` is the way from a row to its employer."""

    employer = "employer_id"

    def visible_to(self, actor: Actor) -> "PartyQuerySet":
        """Rows of persons in reach, through an employer's scope only that employer's own."""
        if actor.wide:
            return self
        reach = PersonAccess.objects.live().filter(scope_id__in=list(actor.scopes), level__gte=1)
        own = ~Q(scope__kind="employer") | Q(scope__subject_id=OuterRef(self.employer))
        return self.filter(Exists(reach.filter(own, person_id=OuterRef("person_id"))))


class OrderPartyQuerySet(PartyQuerySet):
    """The same where a row names the job order and not the employer."""

    employer = "order__employer_id"
