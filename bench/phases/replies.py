"""How soon a message's reply has been sent, at a rate that lasts."""

from bench.context import Context, generator
from bench.fallbacks import fallbacks
from bench.figures import Figure, NotMeasured, Spread

TITLE = "message to reply sent"
GOAL = "p95 under 1 s at 20 messages/s sustained"
RATE = 20.0
P95 = 1.0


def run(context: Context) -> list[Figure]:
    """Send everyday messages and read from the outbox when the first reply to each was sent."""
    seconds = context.seconds(60, 5)
    found = context.load(context.planned(RATE, seconds), patience=context.seconds(90, 60))
    delays = found.reply_delays()
    if not delays:
        raise NotMeasured(f"none of {len(found.sent)} messages was answered")
    times = Spread.of(delays)
    without = len(found.sent) - len(delays)
    silent = fallbacks(context.connect, found.sent)
    words = [times.words()]
    if silent:
        words.append(f"{silent} of {len(found.sent)} answered with the fallback text")
    if without:
        words.append(f"{without} of {len(found.sent)} without a reply")
    how = [f"{RATE:.0f}/s for {seconds:.0f} s, from sending to the REST call's answer"]
    if not context.running.has("rasa"):
        how.append("WITHOUT Rasa: the replies are the fallback text")
    how += [remark] if (remark := generator(found.sent)) else []
    return [
        Figure(
            TITLE,
            "; ".join(words),
            GOAL,
            times.p95 < P95 and without == 0 and silent == 0,
            "; ".join(how),
            {
                "rate": RATE,
                "seconds": seconds,
                "without_reply": without,
                "fallback": silent,
                **times.data(),
            },
        )
    ]
