"""Who cannot be reached any more, counted from what became of the alerts."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from helpline.alerts.reach import Attempt, Fate, by_transport, unreachable

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
OK, BAD, OPEN = Fate.REACHED, Fate.FAILED, Fate.UNKNOWN


def alert(fate: Fate, minute: float, transport: str = "voice", who: str = "zainab") -> Attempt:
    return Attempt(who, transport, 1, NOW + timedelta(minutes=minute), fate, fate.value)


def test_three_failures_in_a_row_are_told() -> None:
    assert unreachable([alert(BAD, 0), alert(BAD, 1)]) == []
    assert unreachable([alert(BAD, 0), alert(BAD, 1), alert(BAD, 2)]) == ["zainab"]


def test_a_success_in_between_begins_anew() -> None:
    assert unreachable([alert(BAD, 0), alert(BAD, 1), alert(OK, 2), alert(BAD, 3), alert(BAD, 4)]) == []
    assert unreachable([alert(BAD, 0), alert(BAD, 1), alert(BAD, 2), alert(OK, 3)]) == []


def test_what_has_no_outcome_yet_neither_helps_nor_harms() -> None:
    assert unreachable([alert(BAD, 0), alert(OPEN, 1), alert(BAD, 2), alert(OPEN, 3), alert(BAD, 4)]) == [
        "zainab"
    ]


def test_all_transports_of_one_moment_are_one_occasion() -> None:
    at_once = [alert(BAD, 0, name) for name in ("voice", "whatsapp", "sms")]

    assert unreachable(at_once) == []
    assert unreachable([*at_once, alert(BAD, 2)]) == ["zainab"]


def test_a_dead_phone_is_told_although_messages_arrive() -> None:
    mixed = [one for minute in range(3) for one in (alert(BAD, minute), alert(OK, minute, "whatsapp"))]

    assert unreachable(mixed) == ["zainab"]


def test_others_failures_are_not_theirs() -> None:
    assert unreachable([alert(BAD, 0), alert(BAD, 1), alert(BAD, 2, who="ahmed")]) == []


def test_the_table_shows_the_last_ten_newest_first() -> None:
    attempts = [alert(OK, 0), *(alert(BAD, minute) for minute in range(1, 13))]
    reach = by_transport(attempts)["zainab", "voice"]

    assert reach.outcomes == ("failed",) * 10
    assert reach.last_success == NOW
    assert reach.failures_in_a_row == 12


@given(st.lists(st.tuples(st.sampled_from(Fate), st.integers(0, 50)), max_size=30), st.randoms())
def test_the_order_in_which_alerts_are_read_does_not_matter(made, random) -> None:  # type: ignore[no-untyped-def]
    attempts = [alert(fate, minute + number / 100) for number, (fate, minute) in enumerate(made)]
    shuffled = random.sample(attempts, len(attempts))

    assert by_transport(attempts) == by_transport(shuffled)
    assert unreachable(attempts) == unreachable(shuffled)


@given(st.lists(st.sampled_from(Fate), max_size=30))
def test_nobody_is_unreachable_right_after_a_success(fates: list[Fate]) -> None:
    attempts = [alert(fate, minute) for minute, fate in enumerate(fates)]

    assert unreachable([*attempts, alert(OK, 99)]) == []
