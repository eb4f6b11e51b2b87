"""The file of whoever is signed in, and the office that keeps it."""

from django.http import HttpRequest

from corridor.foundation.accounts.models import Office
from corridor.stages.registry import api


def own(request: HttpRequest) -> api.PersonFile:
    """My file; NotFound for somebody who has none."""
    person_id = request.actor.person_id
    if person_id is None:
        raise api.no_such_person()
    return api.person(person_id, by=request.actor)


def office_of(found: api.PersonFile) -> Office | None:
    """My centre: the office that keeps the file."""
    return Office.objects.filter(scope_id=found.person.office_id).select_related("organisation").first()
