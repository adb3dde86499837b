"""One row, one effect: lanes, claims, retries, and the look before a second try."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

from sqlalchemy import update

from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.outbox import Ambiguous, Kind, Outbox, Refused, Sending, Unavailable, drain, enqueue
from helpline.outbox.send import CLAIM_EXPIRES_AFTER, RETRY_AFTER
from tests.integration.world import World

TO = "+9647700000501"


def put(words: str, *, lane: str | None = "contact:1", urgent: bool = False) -> int:
    with transaction() as session:
        row = enqueue(session, Kind.WHATSAPP, TO, {"text": words}, now=clock.now(), lane=lane, urgent=urgent)
    return row.id


def row(world: World, number: int = 0) -> Outbox:
    return world.outbox()[number]


def failing(*errors: Exception | None) -> Callable[[Outbox], Exception | None]:
    left = list(errors)
    return lambda row: left.pop(0) if left else None


def test_a_lane_keeps_its_order_whoever_runs_first(world: World) -> None:
    numbers = [put(f"{number}") for number in range(5)]
    drain(numbers[3], {Kind.WHATSAPP: world.twilio}, lambda *_: None)

    assert world.twilio.texts(TO) == ["0", "1", "2", "3", "4"]


def test_a_lane_keeps_its_order_under_many_workers(world: World) -> None:
    numbers = [put(f"{number}") for number in range(20)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda number: drain(number, {Kind.WHATSAPP: world.twilio}, lambda *_: None), numbers))
    world.time.forward(6)
    world.watchdog()
    world.jobs.run()

    assert world.twilio.texts(TO) == [f"{number}" for number in range(20)]


def test_a_message_that_waits_for_a_retry_holds_back_the_ones_behind_it(world: World) -> None:
    world.twilio.fail_with = failing(Unavailable("429"))
    put("اول")
    put("ثاني")
    world.jobs.run()
    assert world.twilio.texts(TO) == []
    world.passes(1.1)

    assert world.twilio.texts(TO) == ["اول", "ثاني"]


def test_what_is_urgent_overtakes_a_lane_that_is_held_up(world: World) -> None:
    world.twilio.fail_with = failing(Unavailable("429"))
    put("عادي")
    world.jobs.run()
    put("خطر", urgent=True)
    world.jobs.run()
    world.passes(1.1)

    assert world.twilio.texts(TO) == ["خطر", "عادي"]


def test_rows_without_a_lane_wait_for_nothing(world: World) -> None:
    world.twilio.fail_with = failing(Unavailable("429"))
    put("اول", lane=None)
    put("ثاني", lane=None)
    world.jobs.run()

    assert world.twilio.texts(TO) == ["ثاني"]


def test_a_refusal_is_final_and_lets_the_next_pass(world: World) -> None:
    world.twilio.fail_with = failing(Refused("21211"))
    put("اول")
    put("ثاني")
    world.jobs.run()

    assert [(one.state, one.error_code) for one in world.outbox()] == [
        (Sending.FAILED, "21211"),
        (Sending.SENT, None),
    ]
    assert world.twilio.texts(TO) == ["ثاني"]


def test_a_refusal_is_told_with_its_code(world: World) -> None:
    told = []
    number = put("اول", lane=None)
    world.twilio.refuse("63024")
    drain(
        number, {Kind.WHATSAPP: world.twilio}, lambda _session, failed, _now: told.append(failed.error_code)
    )

    assert told == ["63024"]


def test_an_ambiguous_attempt_is_looked_up_before_it_is_made_again(world: World) -> None:
    def carried_out_but_unanswered(row: Outbox) -> Exception | None:
        world.twilio.sent.append(row)
        world.twilio.fail_with = lambda _: None
        return Ambiguous()

    world.twilio.fail_with = carried_out_but_unanswered
    put("اول")
    world.jobs.run()
    world.passes(1.1)

    assert world.twilio.texts(TO) == ["اول"]
    assert (row(world).state, row(world).provider_sid) == (Sending.SENT, "SM" + "1".zfill(32))


def test_an_ambiguous_attempt_that_was_not_carried_out_is_made_again(world: World) -> None:
    world.twilio.fail_with = failing(Ambiguous())
    put("اول")
    world.jobs.run()
    world.passes(1.1)

    assert world.twilio.texts(TO) == ["اول"]


def test_the_doubt_stays_when_the_look_up_itself_fails(world: World) -> None:
    def carried_out_but_unanswered(row: Outbox) -> Exception | None:
        world.twilio.sent.append(row)
        world.twilio.fail_with = lambda _: None
        return Ambiguous()

    def unreachable(row: Outbox) -> str | None:
        world.twilio.find_sent = type(world.twilio).find_sent.__get__(world.twilio)
        raise Unavailable("ConnectError")

    world.twilio.fail_with = carried_out_but_unanswered
    world.twilio.find_sent = unreachable
    put("اول")
    world.jobs.run()
    world.passes(1.1)
    assert row(world).state == Sending.QUEUED
    world.passes(3.1)

    assert world.twilio.texts(TO) == ["اول"]
    assert row(world).state == Sending.SENT


def test_the_claim_of_a_process_that_died_is_taken_over_and_looked_up(world: World) -> None:
    number = put("اول")
    world.jobs.lose()
    with transaction() as session:
        session.execute(update(Outbox).values(state=Sending.SENDING, claimed_at=clock.now(), attempts=1))
    world.twilio.sent.append(row(world))
    drain(number, {Kind.WHATSAPP: world.twilio}, lambda *_: None)
    assert row(world).state == Sending.SENDING
    world.time.forward(CLAIM_EXPIRES_AFTER.total_seconds() + 6)
    world.watchdog()
    world.jobs.run()

    assert row(world).state == Sending.SENT
    assert world.twilio.texts(TO) == ["اول"]


def test_a_routine_message_is_given_up_after_its_schedule(world: World) -> None:
    world.twilio.fail_with = lambda row: Unavailable("503")
    put("اول")
    world.jobs.run()
    for wait in RETRY_AFTER:
        assert row(world).state == Sending.QUEUED
        world.passes(wait + 0.1)

    assert (row(world).state, row(world).attempts) == (Sending.FAILED, len(RETRY_AFTER) + 1)


def test_danger_is_tried_every_ten_seconds_for_half_an_hour(world: World) -> None:
    world.twilio.fail_with = lambda row: Unavailable("503")
    put("خطر", urgent=True)
    world.jobs.run()
    for _ in range(30):
        world.passes(10.1)
    assert row(world).state == Sending.QUEUED
    assert row(world).attempts > 25
    with transaction() as session:
        session.execute(update(Outbox).values(created_at=clock.now() - timedelta(minutes=31)))
    world.passes(10.1)

    assert row(world).state == Sending.FAILED


def test_nothing_is_sent_whose_transaction_was_rolled_back(world: World) -> None:
    with suppress(RuntimeError), transaction() as session:
        enqueue(session, Kind.WHATSAPP, TO, {"text": "اول"}, now=clock.now())
        raise RuntimeError
    world.jobs.run()

    assert world.outbox() == []
    assert world.twilio.sent == []


def test_two_workers_at_one_row_send_it_once(world: World) -> None:
    numbers = [put("اول", lane=None)] * 8
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: drain(number, {Kind.WHATSAPP: world.twilio}, lambda *_: None), numbers))

    assert world.twilio.texts(TO) == ["اول"]
