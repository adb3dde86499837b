"""`helpline invite` and `helpline accounts`: who may use the console."""

import argparse
import getpass
import re
import sys
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from console.accounts import invitations
from console.accounts.model import Account
from helpline.alerts import roster
from helpline.infra import clock
from helpline.infra.database import transaction
from helpline.infra.settings import settings


def invite(argv: Sequence[str] | None = None) -> int:
    """Print a link by which somebody sets their password; returns 0, or 2 where nobody was invited."""
    parser = argparse.ArgumentParser(prog="helpline invite")
    parser.add_argument("name", help="what they type to log in: small Latin letters and digits")
    parser.add_argument("--role", required=True, choices=invitations.ROLES)
    parser.add_argument("--counsellor", metavar="ID", help="who they are in the roster")
    parser.add_argument("--by", default=_operator(), help="who invites, for the audit log")
    options = parser.parse_args(argv)
    if re.fullmatch(invitations.NAME, options.name) is None:
        return _failed("a name is 2 to 32 small Latin letters, digits, dots and dashes, a letter first")
    base = settings().console_url
    if not base:
        return _failed("CONSOLE_URL is empty: the link would lead nowhere")
    try:
        with transaction() as session:
            token = invitations.invite(
                session, options.name, options.role, options.counsellor, by=options.by, now=clock.now()
            )
    except (invitations.CannotInvite, roster.RosterError, OSError) as error:
        return _failed(str(error))
    except SQLAlchemyError:
        return _failed("the database does not answer")
    print(f"{base}/invitation/{token}")
    print("Good once, for 24 hours. Give it to them and nobody else.", file=sys.stderr)
    return 0


def accounts(argv: Sequence[str] | None = None) -> int:
    """List accounts or close one; returns 0, or 2 where nothing could be done."""
    parser = argparse.ArgumentParser(prog="helpline accounts")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="who may log in")
    closing = commands.add_parser("close", help="shut somebody out at once")
    closing.add_argument("name")
    closing.add_argument("--by", default=_operator(), help="who does it, for the audit log")
    options = parser.parse_args(argv)
    try:
        with transaction() as session:
            if options.command == "close":
                if not invitations.close(session, options.name, by=options.by, now=clock.now()):
                    return _failed(f"there is no account {options.name}")
                return 0
            for account in session.scalars(select(Account).order_by(Account.name)):
                print(f"{account.name:16} {account.role:12} {account.counsellor or '-':16} {_state(account)}")
    except SQLAlchemyError:
        return _failed("the database does not answer")
    return 0


def _state(account: Account) -> str:
    if account.closed_at is not None:
        return "closed"
    if account.password is None:
        pending = account.invited_until is not None and account.invited_until > clock.now()
        return "invited" if pending else "invitation too old"
    return "in use" if account.totp else "second factor not set up"


def _operator() -> str:
    """Return the system's name of whoever runs the command."""
    try:
        return f"operator {getpass.getuser()}"[:64]
    except OSError:
        return "operator"


def _failed(says: str) -> int:
    print(f"helpline: {says}", file=sys.stderr)
    return 2
