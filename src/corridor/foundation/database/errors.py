"""Errors that a person may meet. Each carries a code for machines and a sentence for people."""

from typing import Any


class Refused(Exception):
    """A verb said no. `message` is a lazy translation that says what is wrong and how to mend it.

    `field` names the form or file field at fault, where there is one; `params` fill the sentence's `%(name)s`.
    """

    status = 409

    def __init__(self, code: str, message: Any, *, field: str | None = None, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.field = field
        self.params = params

    def __str__(self) -> str:
        text = str(self.message)
        return text % self.params if self.params else text


class NotAllowed(Refused):
    """The actor lacks the permission that the verb asks for."""

    status = 403


class NotFound(Refused):
    """No such thing, or none that this actor may see: the two answers are the same on purpose."""

    status = 404


class SubmissionMismatch(Refused):
    """A submission key came again with another body."""

    status = 422
