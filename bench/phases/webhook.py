"""How fast the WhatsApp webhook answers under a steady load."""

from bench.context import Context, generator
from bench.figures import Figure, Spread

TITLE = "webhook answered"
GOAL = "p99 under 50 ms at 50 messages/s"
RATE = 50.0
P99 = 0.050


def run(context: Context) -> list[Figure]:
    """Post signed messages on new connections and take the time on the sender's side."""
    seconds = context.seconds(30, 4)
    found = context.load(context.planned(RATE, seconds), patience=context.seconds(120, 60))
    refused = len(found.refused())
    times = Spread.of([one.elapsed for one in found.sent])
    words = [times.words()]
    if refused:
        words.append(f"{refused} not answered with success")
    how = (f"{RATE:.0f}/s for {seconds:.0f} s, the messages being handled meanwhile", generator(found.sent))
    return [
        Figure(
            TITLE,
            "; ".join(words),
            GOAL,
            times.p99 < P99 and refused == 0,
            "; ".join(filter(None, how)),
            {"rate": RATE, "seconds": seconds, "refused": refused, **times.data()},
        )
    ]
