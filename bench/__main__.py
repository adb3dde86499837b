"""`make bench`: start a copy of the whole helpline, measure it, print each figure beside its goal."""

import argparse
import signal
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from bench import machine, report
from bench.context import Context, say
from bench.figures import Figure, NotMeasured, not_measured
from bench.phases import PHASES, Phase
from bench.stack import started
from helpline.alerts.policy import PolicyError
from helpline.alerts.roster import RosterError
from helpline.infra.settings import ROOT
from processes.model import TrainingFailed
from processes.run import CannotStart


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the phases asked for; returns 1 when the helpline could not be started or a phase broke."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))
    asked = _parser().parse_args(arguments)
    names = asked.only or list(PHASES)
    without = frozenset(filter(None, asked.without.split(",")))
    about = machine.describe()
    figures: list[Figure] = []
    fine = True
    with ExitStack() as exits:
        context = Context(None, asked.quick)
        if any(PHASES[name].needs_stack for name in names):
            try:
                context.stack = exits.enter_context(started(without, asked.keep))
            except (CannotStart, TrainingFailed, RosterError, PolicyError) as error:
                say(f"Cannot start: {error}")
                fine = False
        for name in names:
            say(f"{PHASES[name].title}…")
            measured, ran = _run(PHASES[name], context)
            figures += measured
            fine = fine and ran
    notes = report.remarks(about, quick=asked.quick, without=without)
    report.write(asked.out, about, notes, figures)
    print(report.markdown(about, notes, figures))
    return 0 if fine else 1


def _run(phase: Phase, context: Context) -> tuple[list[Figure], bool]:
    """Return a phase's figures and whether it ran as it should; a broken phase does not end the others."""
    try:
        return phase.run(context), True
    except NotMeasured as error:
        return [not_measured(phase.title, phase.goal, str(error))], True
    except Exception as error:
        say(f"  broken: {error!r}")
        return [not_measured(phase.title, phase.goal, f"the phase broke ({type(error).__name__})")], False


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench", description=main.__doc__)
    parser.add_argument("--only", action="append", choices=list(PHASES), help="run this phase; repeatable")
    parser.add_argument("--quick", action="store_true", help="seconds instead of minutes; no figure to quote")
    parser.add_argument("--without", default="", help="programs to leave out, e.g. rasa,actions")
    parser.add_argument("--keep", action="store_true", help="keep the copy's folder with its logs")
    parser.add_argument("--out", type=Path, default=ROOT / "var" / "bench.json", help="where the JSON goes")
    return parser


if __name__ == "__main__":
    sys.exit(main())
