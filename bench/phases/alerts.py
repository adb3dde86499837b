"""How soon a message of danger rings a counsellor, in a calm hour and in a flood."""

from bench.context import Context, generator
from bench.figures import Figure, NotMeasured, Spread, duration

TITLE = "RED message to alert dispatched"
GOAL = "p99 under 1 s, also at twice the load it can sustain"
P99 = 1.0
CALM = 5.0
# Messages of danger a second, among the others, in the flood.
DANGER = 2.0


def run(context: Context) -> list[Figure]:
    """Measure at a calm load, then at twice the rate that the throughput phase found."""
    seconds = context.seconds(60, 5)
    calm = _measure(context, "calm", CALM, seconds, red_every=3)
    assumed = "" if context.sustained else " (assumed: the throughput phase has not found a rate)"
    flood = 2 * (context.sustained or 40.0)
    double = _measure(context, f"twice the sustained load{assumed}", flood, seconds, int(flood / DANGER))
    return [calm, double]


def _measure(context: Context, what: str, rate: float, seconds: float, red_every: int) -> Figure:
    found = context.load(context.planned(rate, seconds, red_every), patience=context.seconds(180, 60))
    danger = [one for one in found.sent if one.red]
    entered, sent = found.alert_delays(), found.alert_delays(from_sender=True)
    if not entered:
        raise NotMeasured(f"none of {len(danger)} messages of danger ({what}) led to an alert")
    times, whole = Spread.of(entered), Spread.of(sent)
    without = len(danger) - len(entered)
    words = [f"{times.words()}", f"from the sender's clock p99 {duration(whole.p99)}"]
    if without:
        words.append(f"{without} of {len(danger)} without an alert")
    remark = generator(found.sent)
    return Figure(
        f"{TITLE}, {what}",
        "; ".join(words),
        GOAL,
        whole.p99 < P99 and without == 0,
        f"{rate:.0f}/s for {seconds:.0f} s, {len(danger)} of danger; from the webhook's entry to the call "
        "having been placed; judged by the sender's clock" + (f"; {remark}" if remark else ""),
        {
            "rate": rate,
            "seconds": seconds,
            "danger": len(danger),
            "without_alert": without,
            "from_webhook": times.data(),
            "from_sender": whole.data(),
        },
    )
