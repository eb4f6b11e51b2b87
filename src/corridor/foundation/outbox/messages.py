"""What can be said to people by message.

Stages declare their messages; the text is rendered in the reader's language.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import override


@dataclass(frozen=True)
class Template:
    """`subject` and `body` are lazy translations with %(name)s places."""

    subject: Any
    body: Any


_templates: dict[str, Template] = {}


def declare(code: str, *, subject: Any, body: Any) -> None:
    """Register the message `stage.what`; called from AppConfig.ready()."""
    _templates[code] = Template(subject, body)


def must_be_declared(code: str) -> None:
    """Raise KeyError for a message that nobody declared: at the deed, where it is seen, not at its delivery."""
    if code not in _templates:
        raise KeyError(f"the message {code} is not declared")


def render(code: str, language: str, params: dict[str, Any]) -> tuple[str, str]:
    """(subject, body) in `language`; KeyError when the code was never declared."""
    template = _templates[code]
    with override(language):
        return str(template.subject) % params, str(template.body) % params
