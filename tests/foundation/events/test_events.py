from dataclasses import dataclass

import pytest

from corridor.foundation import events


@events.event
@dataclass(frozen=True)
class Happened:
    number: int


def test_every_handler_hears_once() -> None:
    heard: list[int] = []

    def handler(event: Happened) -> None:
        heard.append(event.number)

    events.on(Happened, handler)
    events.on(Happened, handler)
    events.publish(Happened(3))
    assert heard == [3]


def test_undeclared_news_is_refused() -> None:
    with pytest.raises(TypeError, match="not declared"):
        events.publish(object())
