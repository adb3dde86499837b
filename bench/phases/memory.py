"""What all processes of the copy together hold in memory, after the loads."""

from bench.context import Context
from bench.figures import Figure, NotMeasured
from bench.processes import Usage, by_program

TITLE = "all processes together"
GOAL = "under 2.5 GB"
MOST = 2.5e9


def run(context: Context) -> list[Figure]:
    """Read RSS and PSS of every process of the copy, the simulator and the supervisor included."""
    stack = context.running
    usage = by_program(stack)
    total = Usage.sum(usage.values())
    if total.rss == 0:
        raise NotMeasured("this system has no /proc")
    # Shared pages counted once are what the machine must have; RSS counts them in each process.
    judged = total.pss if total.pss is not None else total.rss
    simulator = usage.get("simulator", Usage())
    words = f"RSS {_gb(total.rss)}, PSS {_gb(total.pss) if total.pss is not None else 'not readable'}"
    left_out = "" if stack.has("rasa") else "; WITHOUT Rasa"
    return [
        Figure(
            TITLE,
            words,
            GOAL,
            judged < MOST,
            "largest RSS: "
            + ", ".join(f"{name} {one.rss / 1e6:.0f} MB" for name, one in _largest(usage))
            + f"; of it the simulator {simulator.rss / 1e6:.0f} MB; judged by "
            + ("PSS" if total.pss is not None else "RSS")
            + left_out,
            {name: one.data() for name, one in {**usage, "total": total}.items()},
        )
    ]


def _largest(usage: dict[str, Usage]) -> list[tuple[str, Usage]]:
    return sorted(usage.items(), key=lambda item: -item[1].rss)[:5]


def _gb(size: int) -> str:
    return f"{size / 1e9:.2f} GB"
