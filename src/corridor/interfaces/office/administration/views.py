"""What is still to set up, and what each role may do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from corridor.foundation.accounts.roles import all_roles, sentence

from .compose import steps


def overview(request: HttpRequest) -> HttpResponse:
    """The steps of setting up; the first that is not done is the next one."""
    all_steps = steps()
    following = next((step for step in all_steps if not step.done and step.view), None)
    context = {"steps": all_steps, "done": sum(step.done for step in all_steps), "following": following}
    return render(request, "office/administration/overview.html", context)


def roles(request: HttpRequest) -> HttpResponse:
    """Roles by permissions, a table; each role has its page of sentences in kit."""
    known = all_roles()
    permissions = sorted({permission for role in known for permission in role.permissions})
    parts: dict[str, list[dict[str, object]]] = {}
    for permission in permissions:
        row = {"words": sentence(permission), "cells": [(role, permission in role.permissions) for role in known]}
        parts.setdefault(permission.split(".")[0], []).append(row)
    return render(request, "office/administration/roles.html", {"roles": known, "parts": list(parts.values())})
