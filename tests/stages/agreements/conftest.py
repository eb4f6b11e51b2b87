"""A scheme between Colombia and Spain, and the people who write and publish its rules."""

from collections.abc import Iterator
from typing import Any

import pytest

from corridor.foundation.database.context import Actor, acting
from corridor.stages.agreements import api
from corridor.stages.agreements.models import Scheme
from tests.harness.people import member


@pytest.fixture
def officer(db: None) -> Actor:
    return member("officer").actor()


@pytest.fixture
def approver(db: None) -> Actor:
    return member("approver").actor()


@pytest.fixture
def in_test(db: None, officer: Actor) -> Iterator[None]:
    """One transaction in which verbs of several people run, as a request would."""
    with acting(officer, "test"):
        yield


@pytest.fixture
def scheme(in_test: None, officer: Actor) -> Scheme:
    agreement = api.create_agreement(
        code="co-es-2001",
        title="Agreement on labour flows",
        origin="CO",
        destination="ES",
        kind="treaty",
        by=officer,
    )
    return api.create_scheme(
        code="CO-ES-AGRI",
        name="Seasonal farm work in Spain",
        origin="CO",
        destination="ES",
        sector="agriculture",
        channel="state_to_state",
        legal_basis="agreement",
        agreement_id=agreement.id,
        by=officer,
    )


def changed(**parts: Any) -> api.SchemeRules:
    """The example's rules with some parts written anew."""
    return api.read_rules({**api.example_rules().model_dump(mode="json"), **parts})
