"""The load that is sent, and how."""

import asyncio

import httpx

from bench.load import Phone, Planned, plan, send_all

PHONES = ("+9647700001000", "+9647700001001")


class Counter:
    """A way in that answers after a while and remembers how many were under way for one contact."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.under_way: dict[str, int] = {}
        self.most = 0
        self.order: list[tuple[str, int]] = []

    async def send(self, client: httpx.AsyncClient, message: Planned) -> tuple[str, int | None]:
        """Take a message."""
        self.under_way[message.phone] = self.under_way.get(message.phone, 0) + 1
        self.most = max(self.most, self.under_way[message.phone])
        await asyncio.sleep(self.seconds)
        self.under_way[message.phone] -= 1
        self.order.append((message.phone, message.number))
        return f"SM{message.phone}{message.number}", 200


def test_a_plan_is_evenly_spaced_and_each_contact_numbers_its_own() -> None:
    planned = plan(4, 1, PHONES, ("a", "b", "c"))
    assert [one.at for one in planned] == [0, 0.25, 0.5, 0.75]
    assert [(one.phone, one.number) for one in planned] == [
        (PHONES[0], 1),
        (PHONES[1], 1),
        (PHONES[0], 2),
        (PHONES[1], 2),
    ]
    assert [one.text for one in planned] == ["a", "b", "c", "a"]


def test_danger_comes_at_its_share_and_each_time_from_somebody_new() -> None:
    fresh = iter(f"+964770000{number}" for number in range(2000, 3000))
    planned = plan(10, 10, PHONES, ("a",), red_every=20, red_phones=fresh, red_texts=("danger",))
    danger = [one for one in planned if one.red]
    assert len(danger) == 5
    assert len({one.phone for one in danger}) == 5
    assert {one.text for one in danger} == {"danger"}
    assert not {one.phone for one in danger} & set(PHONES)


def test_the_load_does_not_wait_for_answers_but_a_contact_does() -> None:
    door = Counter(0.2)
    sent = asyncio.run(send_all(plan(100, 0.08, PHONES, ("a",)), door))
    assert door.most == 1
    assert sorted(door.order) == sorted((phone, number) for phone in PHONES for number in (1, 2, 3, 4))
    for phone in PHONES:
        assert [number for one, number in door.order if one == phone] == [1, 2, 3, 4]
    # Both contacts were served at the same time: eight answers of 0.2 s in little more than four of them.
    assert max(one.late for one in sent) < 8 * 0.2 / 2
    assert all(one.elapsed >= 0.19 for one in sent)


def test_danger_takes_its_own_way_in() -> None:
    calm, urgent = Counter(0), Counter(0)
    planned = [Planned(0, PHONES[0], 1, "a"), Planned(0, PHONES[1], 1, "b", red=True)]
    asyncio.run(send_all(planned, calm, red_door=urgent))
    assert calm.order == [(PHONES[0], 1)]
    assert urgent.order == [(PHONES[1], 1)]


def test_what_is_left_of_a_plan_is_not_sent_once_it_is_over() -> None:
    door = Counter(0)
    sent = asyncio.run(send_all(plan(100, 60, PHONES, ("a",)), door, over=lambda: len(door.order) >= 3))
    assert 3 <= len(sent) < 100


def test_a_phone_tells_what_the_webhook_answered_and_not_its_fallback() -> None:
    deliveries = [{"purpose": "message", "status": 500}, {"purpose": "message-fallback", "status": 200}]
    simulator = httpx.MockTransport(
        lambda asked: httpx.Response(201, json={"sid": "SM1", "deliveries": deliveries})
    )

    async def write() -> tuple[str, int | None]:
        async with httpx.AsyncClient(transport=simulator) as client:
            return await Phone("http://twilio.test").send(client, Planned(0, PHONES[0], 1, "a"))

    assert asyncio.run(write()) == ("SM1", 500)
