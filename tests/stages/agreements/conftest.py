"""A scheme between Colombia and Spain, and the people who write and publish its rules."""

from collections.abc import Iterator
from typing import Any

import pytest

from corridor.foundation.database.context import Actor, acting
from corridor.stages.agreements import api
from corridor.stages.agreements.models import Scheme
from tests.harness.people import Member, member


@pytest.fixture
def founder(db: None) -> Member:
    """An officer with no scheme yet."""
    return member("officer")


@pytest.fixture
def in_test(db: None, founder: Member) -> Iterator[None]:
    """One transaction in which verbs of several people run, as a request would."""
    with acting(founder.actor(), "test"):
        yield


@pytest.fixture
def officer(founder: Member, scheme: Scheme) -> Actor:
    """The officer who opened the scheme, with the scope that came with it."""
    return founder.actor()


@pytest.fixture
def approver(scheme: Scheme) -> Actor:
    return member("approver", scopes=(scheme.scope_id,)).actor()


@pytest.fixture
def scheme(in_test: None, founder: Member) -> Scheme:
    officer = founder.actor()
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
