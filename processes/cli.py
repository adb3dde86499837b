"""The `helpline` command."""

import os
import sys
from collections.abc import Callable

USAGE = """\
helpline COMMAND

  triage           read lines or JSONL on standard input, write assessments
  triage-errors    export what counsellors marked, without who it is about
  play FILE        play scenarios against the running helpline
  check-content    check every text against the safe-messaging rules
  content report   a page with every text, for a clinician to read and mark
  content apply-reviews
                   bring what was signed in the console into the files
  services apply-verifications
                   bring what was verified in the console into the registry
  cards            draw the topics' and campaigns' pictures
  campaign         texts to post, send and read out: list, show
  prompts          the phone line's recordings: export a script, import, report
  transports       by what each counsellor was reached lately, and who cannot be
  test-alert       reach counsellors now with what says that it is a test
  referral         referrals and sessions: list, show, move on
  plan             what is agreed about a contact who is often in touch
  roster           who is on call; check, overrides, a calendar, confirmed shifts
  invite NAME      a link by which somebody gets an account of the console
  accounts         who has one; shut somebody out
  settings         print every setting with its description
"""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status. A command loads only what it needs."""
    name, *rest = (sys.argv[1:] if arguments is None else arguments) or ["help"]
    commands: dict[str, Callable[[list[str]], int]] = {
        "triage": _triage,
        "triage-errors": _triage_errors,
        "play": _play,
        "check-content": _check_content,
        "content": _content,
        "services": _services,
        "cards": _cards,
        "campaign": _campaign,
        "prompts": _prompts,
        "transports": _transports,
        "test-alert": _test_alert,
        "referral": _referral,
        "plan": _plan,
        "roster": _roster,
        "invite": _invite,
        "accounts": _accounts,
        "settings": _settings,
    }
    if name not in commands:
        print(USAGE, file=sys.stdout if name in ("help", "--help", "-h") else sys.stderr)
        return 0 if name in ("help", "--help", "-h") else 2
    return commands[name](rest)


def _triage(_arguments: list[str]) -> int:
    from helpline.triage.cli import main as triage

    return triage(sys.stdin, sys.stdout)


def _triage_errors(arguments: list[str]) -> int:
    from helpline.alerts.oversight.cli import main as triage_errors
    from processes.environment import prepare

    os.environ.update(prepare(os.environ))
    return triage_errors(arguments)


def _play(arguments: list[str]) -> int:
    from processes.environment import prepare
    from simulator.play import main as play

    os.environ.update(prepare(os.environ))
    return play(arguments)


def _check_content(arguments: list[str]) -> int:
    from helpline.content.check import main as check

    return check(arguments)


def _content(arguments: list[str]) -> int:
    if arguments[:1] == ["apply-reviews"]:
        from helpline.content.reviews.cli import main as apply_reviews
        from processes.environment import prepare

        os.environ.update(prepare(os.environ))
        return apply_reviews(arguments[1:])
    from helpline.content.report.cli import main as content

    return content(arguments)


def _services(arguments: list[str]) -> int:
    from helpline.content.verifications.cli import main as services
    from processes.environment import prepare

    os.environ.update(prepare(os.environ))
    return services(arguments)


def _cards(arguments: list[str]) -> int:
    from helpline.content.cards.cli import main as cards

    # Without what a development copy makes up for itself: the simulator's numbers are no numbers to print.
    return cards(arguments)


def _campaign(arguments: list[str]) -> int:
    from processes.campaign import main as campaign

    return campaign(arguments)


def _prompts(arguments: list[str]) -> int:
    from ivr.recordings.cli import main as prompts

    return prompts(arguments)


def _transports(arguments: list[str]) -> int:
    from helpline.alerts.reach.cli import main as transports
    from processes.environment import prepare

    os.environ.update(prepare(os.environ))
    return transports(arguments)


def _test_alert(arguments: list[str]) -> int:
    from helpline.alerts.drill.cli import main as test_alert
    from processes.environment import prepare

    os.environ.update(prepare(os.environ))
    return test_alert(arguments)


def _referral(arguments: list[str]) -> int:
    from helpline.alerts.referrals.cli import main as referral
    from processes.environment import prepare

    os.environ.update(prepare(os.environ))
    return referral(arguments)


def _plan(arguments: list[str]) -> int:
    from helpline.alerts.handover.cli import main as plan
    from processes.environment import prepare

    os.environ.update(prepare(os.environ))
    return plan(arguments)


def _roster(arguments: list[str]) -> int:
    from helpline.alerts.roster.cli import main as roster
    from processes.environment import prepare

    os.environ.update(prepare(os.environ))
    return roster(arguments)


def _invite(arguments: list[str]) -> int:
    from console.accounts.cli import invite
    from processes.environment import prepare

    os.environ.update(prepare(os.environ))
    return invite(arguments)


def _accounts(arguments: list[str]) -> int:
    from console.accounts.cli import accounts
    from processes.environment import prepare

    os.environ.update(prepare(os.environ))
    return accounts(arguments)


def _settings(_arguments: list[str]) -> int:
    from processes.settings_page import page

    print(page())
    return 0


if __name__ == "__main__":
    sys.exit(main())
