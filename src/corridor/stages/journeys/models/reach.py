"""Who sees a placement: not all who reach the person, but the sides of this placement and the person's offices."""

from django.db.models import Exists, OuterRef, Q

from corridor.foundation.database.context import Actor
from corridor.foundation.database.models import PersonQuerySet
from corridor.foundation.scopes.models import FILE, PersonAccess

CANDIDATE = 1
NEAR = ("office", "referral", "own")
"""Kinds of scope that follow the person, whatever they do."""

# Another employer or another scheme of the same person sees nothing of this placement (principle 3).
PLACEMENT_POLICY = """(
    (SELECT corridor.wide())
    OR person_id IN (
        SELECT a.person_id FROM scopes_personaccess a JOIN scopes_scope s ON s.id = a.scope_id
        WHERE a.scope_id = ANY ((SELECT corridor.scope_ids())::uuid[]) AND a.level >= 1
        AND (a.until IS NULL OR a.until > now()) AND s.kind IN ('office', 'referral', 'own'))
    OR ((employer_scope_id = ANY ((SELECT corridor.scope_ids())::uuid[])
         OR scheme_scope_id = ANY ((SELECT corridor.scope_ids())::uuid[])
         OR destination_scope_id = ANY ((SELECT corridor.scope_ids())::uuid[]))
        AND person_id IN (
            SELECT a.person_id FROM scopes_personaccess a
            WHERE a.scope_id = ANY ((SELECT corridor.scope_ids())::uuid[]) AND a.level >= 1
            AND (a.until IS NULL OR a.until > now()))))"""
# What belongs to a placement is seen by those who see the placement.
PART_POLICY = "EXISTS (SELECT FROM journeys_placement p WHERE p.id = placement_id)"

# A report without a journey is between the person and the office that keeps the file: a scheme reaches the file of
# whoever applies to it, and must not find there that somebody complained (principles 2 and 3).
REPORT_POLICY = """(
    (SELECT corridor.wide())
    OR EXISTS (
        SELECT FROM scopes_personaccess a JOIN scopes_scope s ON s.id = a.scope_id
        WHERE a.person_id = journeys_incident.person_id AND a.scope_id = ANY ((SELECT corridor.scope_ids())::uuid[])
        AND a.level >= 2 AND (a.until IS NULL OR a.until > now())
        AND (journeys_incident.placement_id IS NOT NULL OR s.kind IN ('office', 'own'))))"""


class PlacementQuerySet(PersonQuerySet):
    """First wall of placements."""

    def visible_to(self, actor: Actor) -> "PlacementQuerySet":
        """Placements that the actor reaches through one of their own scopes, or through an office of the person."""
        if actor.wide:
            return self
        mine = list(actor.scopes)
        reach = PersonAccess.objects.live().filter(scope_id__in=mine, level__gte=CANDIDATE)
        near = reach.filter(scope__kind__in=NEAR)
        side = Q(employer_scope_id__in=mine) | Q(scheme_scope_id__in=mine) | Q(destination_scope_id__in=mine)
        return self.filter(
            Q(person_id__in=near.values("person_id")) | (side & Q(person_id__in=reach.values("person_id")))
        )


class PartQuerySet(PersonQuerySet):
    """First wall of what belongs to a placement."""

    def visible_to(self, actor: Actor) -> "PartQuerySet":
        if actor.wide:
            return self
        from .placement import Placement

        return self.filter(placement__in=Placement.objects.visible_to(actor).values("id"))


class ReportQuerySet(PersonQuerySet):
    """First wall of reports."""

    def visible_to(self, actor: Actor) -> "ReportQuerySet":
        """Reports of persons whose file the actor reaches; those without a journey through an office alone."""
        if actor.wide:
            return self
        reach = PersonAccess.objects.live().filter(
            scope_id__in=list(actor.scopes), level__gte=FILE, person_id=OuterRef("person_id")
        )
        near = reach.filter(scope__kind__in=("office", "own"))
        return self.filter(Exists(near) | (Q(placement__isnull=False) & Exists(reach)))
