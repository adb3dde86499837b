"""How long triage takes for one message, in this process."""

import time

from bench import messages
from bench.context import Context
from bench.figures import Figure, Spread, duration
from helpline.triage import assess

TITLE = "triage of one message"
GOAL = "median under 1 ms"
MEDIAN = 0.001


def run(context: Context) -> list[Figure]:
    """Assess the fixed sample over and over, as the webhook does: with the contact's last five texts."""
    rounds = 20 if context.quick else 200
    sample = messages.sample()
    recent = list(messages.EVERYDAY[:5])
    times = measure(sample, recent, rounds)
    longest = measure((messages.long_text(),), recent, rounds)
    return [
        Figure(
            TITLE,
            times.words(),
            GOAL,
            times.median < MEDIAN,
            f"in-process, {len(sample)} texts × {rounds}, with five recent texts; "
            f"2,000 characters alone: p50 {duration(longest.median)}, p99 {duration(longest.p99)}",
            {"mixed": times.data(), "longest": longest.data()},
        )
    ]


def measure(texts: tuple[str, ...], recent: list[str], rounds: int) -> Spread:
    """Return how long each assessment took; the first round, which loads the rules, is not counted."""
    for text in texts:
        assess(text, recent)
    times = []
    for _ in range(rounds):
        for text in texts:
            start = time.perf_counter()
            assess(text, recent)
            times.append(time.perf_counter() - start)
    return Spread.of(times)
