"""The highest rate that lasts: nothing refused, lost, out of order or ever later."""

from dataclasses import asdict, dataclass

from bench.context import LATE, Context, say
from bench.fallbacks import fallbacks
from bench.figures import Figure, Spread, duration
from bench.ledger import Account

TITLE = "sustained throughput"
GOAL = "at least 40 messages/s, none lost, none out of order per contact"
LEAST = 40.0
RATES = (20.0, 30.0, 40.0, 50.0, 60.0, 75.0, 90.0, 110.0, 140.0, 180.0)
QUICK_RATES = (10.0, 20.0)
# Above this the messages wait longer than a person does, and the queue grows.
P95 = 2.0


@dataclass(frozen=True, slots=True)
class Step:
    """One rate that was tried; `why` is empty when it was sustained."""

    rate: float
    seconds: float
    messages: int
    lost: int
    out_of_order: int
    joined: int
    fallback: int
    p95_s: float | None
    why: str


def run(context: Context) -> list[Figure]:
    """Step the rate up until it is not sustained, then hold the last good one for a minute."""
    seconds = context.seconds(20, 4)
    tried: list[Step] = []
    for rate in QUICK_RATES if context.quick else RATES:
        tried.append(step(context, rate, seconds))
        if tried[-1].why:
            break
    good = [one.rate for one in tried if not one.why]
    if good and not context.quick:
        good = _held(context, max(good), tried)
    context.sustained = max(good) if good else None
    return [_figure(context, tried)]


def _held(context: Context, rate: float, tried: list[Step]) -> list[float]:
    """Hold a rate for a minute, twice a tenth lower if need be; returns what held, if anything."""
    for attempt in range(3):
        tried.append(step(context, rate * 0.9**attempt, 60))
        if not tried[-1].why:
            return [tried[-1].rate]
    return []


def step(context: Context, rate: float, seconds: float) -> Step:
    """Try one rate."""
    say(f"  {rate:.0f} messages/s for {seconds:.0f} s…")
    found = context.load(context.planned(rate, seconds), patience=60)
    silent = fallbacks(context.connect, found.sent) if context.running.has("rasa") else 0
    return judged(found, rate, seconds, silent)


def judged(found: Account, rate: float, seconds: float, fallback: int) -> Step:
    """Return a rate's step and, unless it was sustained, why not."""
    delays = found.reply_delays()
    p95 = Spread.of(delays).p95 if delays else None
    refused, disorder = len(found.refused()), len(found.out_of_order())
    lost = len(found.missing()) + len(found.unanswered())
    late = Spread.of([one.late for one in found.sent]).p99
    reasons = []
    if late > LATE:
        reasons.append(f"the load generator itself was late by {duration(late)}")
    if refused:
        reasons.append(f"{refused} refused")
    if lost:
        reasons.append(f"{lost} lost or unanswered")
    if disorder:
        reasons.append(f"{disorder} out of order")
    if fallback:
        reasons.append(f"{fallback} answered with the fallback text")
    if p95 is None:
        reasons.append("no replies")
    elif p95 > P95:
        reasons.append(f"replies p95 {duration(p95)}")
    return Step(
        rate, seconds, len(found.sent), lost, disorder, found.joined(), fallback, p95, ", ".join(reasons)
    )


def _figure(context: Context, tried: list[Step]) -> Figure:
    best = context.sustained
    failed = next((one for one in tried if one.why), None)
    words = f"{best:.0f} messages/s" if best else f"none: not even {tried[0].rate:.0f} messages/s"
    total, lost = sum(one.messages for one in tried), sum(one.lost for one in tried)
    disorder = sum(one.out_of_order for one in tried)
    words += f"; of {total} messages at all rates {lost} lost, {disorder} out of order"
    how = [f"sustained: none refused, lost, out of order or left to the fallback, p95 under {P95:.0f} s"]
    how.append(f"not at {failed.rate:.0f}/s: {failed.why}" if failed else f"no rate above {best}/s was tried")
    if not context.running.has("rasa"):
        how.append("WITHOUT Rasa")
    return Figure(
        TITLE,
        words,
        GOAL,
        # A short run proves that it works, not what lasts.
        None if context.quick else bool(best and best >= LEAST and lost == 0 and disorder == 0),
        "; ".join(how),
        {"sustained_per_s": best, "steps": [asdict(one) for one in tried]},
    )
