"""Turns: a bound over all, a share for each, a line that is bounded too, and nobody who waits behind one sender."""

import asyncio

import pytest

from server.errors import RateLimited
from server.rpc.turns import Turns


async def waiting(turns: Turns, sender: str) -> "asyncio.Task[None]":
    """A sender that waits in line."""
    task = asyncio.create_task(turns.take(sender))
    await asyncio.sleep(0)
    assert not task.done()
    return task


async def test_a_sender_has_a_share_and_others_have_the_rest() -> None:
    turns = Turns(at_once=3, share=2, waiting=10)
    for sender in "aab":
        await turns.take(sender)
    await waiting(turns, "c")
    third = await waiting(turns, "a")
    turns.give_back("b")
    await asyncio.sleep(0)
    assert not third.done()  # the turn went to c
    turns.give_back("a")
    await third


async def test_the_line_is_bounded_for_one_and_for_all() -> None:
    turns = Turns(at_once=1, share=1, waiting=4)
    await turns.take("a")
    tasks = [await waiting(turns, sender) for sender in "aab"]
    with pytest.raises(RateLimited):
        await turns.take("a")
    tasks.append(await waiting(turns, "c"))
    with pytest.raises(RateLimited):
        await turns.take("d")
    for task in tasks:
        task.cancel()


async def test_senders_are_served_in_rotation() -> None:
    turns = Turns(at_once=1, share=1, waiting=100)
    await turns.take("flood")
    flood = [await waiting(turns, "flood") for _ in range(20)]
    honest = await waiting(turns, "honest")
    for _ in range(2):
        turns.give_back("flood")
        await asyncio.sleep(0)
    await honest
    assert sum(task.done() for task in flood) == 1
    for task in flood:
        task.cancel()


async def test_who_waits_too_long_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.rpc.turns.TURN_SECONDS", 0.01)
    turns = Turns(at_once=1, share=1, waiting=10)
    await turns.take("a")
    with pytest.raises(RateLimited):
        await turns.take("b")
    turns.give_back("a")
    await turns.take("c")


async def test_a_turn_that_comes_to_one_who_left_goes_on() -> None:
    turns = Turns(at_once=1, share=1, waiting=10)
    await turns.take("a")
    left, stays = await waiting(turns, "b"), await waiting(turns, "c")
    left.cancel()
    turns.give_back("a")
    await stays
