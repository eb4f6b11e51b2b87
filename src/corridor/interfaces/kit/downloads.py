"""A kept file on its way to the reader, piece by piece."""

from typing import Any

from django.http import StreamingHttpResponse


def streamed(found: Any) -> StreamingHttpResponse:
    """`found` has `name`, `size`, `content_type` and `pieces`; the browser saves it under its name."""
    answer = StreamingHttpResponse(found.pieces, content_type=found.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{found.name}"'
    answer["Content-Length"] = str(found.size)
    return answer
