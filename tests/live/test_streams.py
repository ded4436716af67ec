"""Screens on real sockets, a real database behind them."""

import asyncio


async def test_a_screen_starts_with_a_snapshot_and_then_hears_changes(served, race):
    await race.passes("A1")
    screen = await served.watch(await race.address())
    snapshot = await screen.wait_for("snapshot")
    assert screen.first_line == "retry: 500"
    assert snapshot.id == "e1:1"
    print(snapshot)
    await race.passes("B2")
    change = await screen.wait_for("changes")
    print(change)
    print(await screen.wait_for("hb"))
    print(await served.get("/schema/openapi.json"))
    print(await served.get("/api/health"))
    print(await served.get("/nothing"))
    print(await served.get("/"))
    print(await served.get("/display/ABCDEFGH"))
    print(await served.get("/api/display/ABCDEFGH"))
    print(await served.get("/api/display/" + await race.address()))
    print(await served.get("/metrics"))
    print(await served.get("/assets/x.js"))
