"""Many who ask at the same moment cost as few readings as that needs, and nobody gets an older one."""

import threading
import time
from itertools import count

from console.shared import Shared


def test_fifty_who_ask_at_once_share_two_readings_and_none_is_older_than_its_asking() -> None:
    numbers, begun = count(1), list[float]()
    first, go_on = threading.Event(), threading.Event()

    def read() -> int:
        begun.append(time.monotonic())
        first.set()
        go_on.wait(5)
        return next(numbers)

    shared = Shared(read)
    asked, got = list[float](), list[int]()

    def ask() -> None:
        asked.append(time.monotonic())
        got.append(shared.get())

    threads = [threading.Thread(target=ask) for _ in range(50)]
    threads[0].start()
    assert first.wait(5)
    for one in threads[1:]:
        one.start()
    while shared._asked < 50:
        time.sleep(0.001)
    go_on.set()
    for one in threads:
        one.join(5)
    assert sorted(got) == [1] + [2] * 49
    assert begun[1] >= max(asked)


def test_an_older_reading_is_given_only_to_whom_it_is_good_enough() -> None:
    numbers = count(1)
    shared = Shared(lambda: next(numbers))
    assert shared.get() == 1
    assert shared.get(lambda last: last == 1) == 1
    assert shared.get(lambda last: last > 1) == 2
    assert shared.get() == 3
    shared.forget()
    assert shared.get(lambda last: True) == 4
