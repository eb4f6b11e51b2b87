"""Texts in other languages are compiled before a test asks for them, and each test leaves English behind."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from corridor.foundation.i18n.messages import compile_all


@pytest.fixture(scope="session", autouse=True)
def compiled_messages() -> None:
    compile_all()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield
