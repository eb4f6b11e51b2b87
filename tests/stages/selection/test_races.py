"""Two at once: the same offer accepted twice, the last post offered twice, one round published twice."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

from corridor.foundation.accounts.actors import actor_by_id
from corridor.foundation.database.context import acting
from corridor.foundation.database.errors import Refused
from corridor.stages.demand import api as demand
from corridor.stages.selection import api
from tests.harness.season import World, announced, build


def together(*deeds: Callable[[], Any]) -> list[str]:
    """Run the deeds in threads that start at once; "done" or the code of the refusal of each, sorted."""
    start, found = threading.Barrier(len(deeds)), []

    def run(deed: Callable[[], Any]) -> None:
        try:
            start.wait(10)
            deed()
            found.append("done")
        except Refused as refused:
            found.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(found)


def as_actor(account_id: Any, deed: Callable[[Any], Any]) -> Callable[[], Any]:
    def run() -> None:
        actor = actor_by_id(account_id)
        with acting(actor, "test"):
            deed(actor)

    return run


def test_an_offer_accepted_twice_at_once_fills_one_post(fresh_database: str) -> None:
    world = build(posts=(1,))
    world.roster(6)
    offer = world.offered()[0]
    worker = world.worker(offer.application).account.id
    accept = as_actor(worker, lambda actor: api.accept_offers([offer.id], by=actor))
    assert together(accept, accept) == ["done", "not_from_here"]
    with world.by(world.officer) as actor:
        balance = demand.balance(demand.order(offer.order_id, actor))
        assert (balance.filled, balance.reserved) == (1, 0)


def test_two_officers_who_open_a_round_at_once_open_one(fresh_database: str) -> None:
    world = build(posts=(1,))
    world.roster(6)
    opening = as_actor(
        world.officer.account.id,
        lambda actor: api.open_round(world.season.id, world.order_ids, **announced(), by=actor),
    )
    assert together(opening, opening) == ["done", "orders_in_round"]


def test_the_last_post_goes_to_one_person_when_two_officers_offer_it(fresh_database: str) -> None:
    world: World = build(posts=(1,))
    world.roster(6)
    round_ = world.published()
    with world.by(world.officer) as actor:
        first = api.make_offers(round_id=round_.id, by=actor)[0]
    with world.by(world.worker(first.application)) as actor:
        api.decline_offers([first.id], by=actor)
    offer = as_actor(world.officer.account.id, lambda actor: api.offer_reserve(round_.id, by=actor))
    outcomes = together(offer, offer)
    assert "done" in outcomes
    with world.by(world.officer) as actor:
        assert api.offers(actor, state="made").count() == 1
        assert demand.balance(demand.order(world.order_ids[0], actor)).free == 0


def test_a_round_is_published_once(fresh_database: str) -> None:
    world = build(posts=(1,))
    world.roster(4)
    round_ = world.answered(world.shortlisted())
    with world.by(world.approver) as actor:
        api.decide(round_.id, by=actor)
    publish = as_actor(world.publisher.account.id, lambda actor: api.publish(round_.id, by=actor))
    assert together(publish, publish) == ["done", "not_from_here"]


def test_two_officers_who_replace_at_once_make_one_offer(fresh_database: str) -> None:
    world = build("points", posts=(1,))
    world.roster(6)
    with world.by(world.officer) as actor:
        round_ = api.open_round(world.season.id, world.order_ids, **announced(), by=actor)
        api.try_round(round_.id, by=actor)
    world.close(round_)
    with world.by(world.approver) as actor:
        api.decide(round_.id, by=actor)
    with world.by(world.publisher) as actor:
        api.publish(round_.id, by=actor)
    with world.by(world.officer) as actor:
        first = api.make_offers(round_id=round_.id, by=actor)[0]
    with world.by(world.worker(first.application)) as actor:
        api.decline_offers([first.id], by=actor)
    replace = as_actor(world.officer.account.id, lambda actor: api.offer_next(world.order_ids[0], by=actor))
    assert together(replace, replace) == ["done", "no_post_free"]
    with world.by(world.officer) as actor:
        assert api.offers(actor, state="made").count() == 1
