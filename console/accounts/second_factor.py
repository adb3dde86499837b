"""The second factor: codes that change every 30 seconds (TOTP, RFC 6238), and codes for a lost phone."""

import secrets
from datetime import datetime

import pyotp
import segno

from console.accounts.model import Account
from helpline.infra import crypto

ISSUER = "Wiyak"
# A phone's clock is off by some seconds; more would give a seen code more time.
STEPS_OFF = 1
RECOVERY_CODES = 10
# No letter that looks like another.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def propose(account: Account) -> str:
    """Return the secret of a factor that waits to be confirmed, made if there is none."""
    if account.totp_new is None:
        account.totp_new = pyotp.random_base32()
    return account.totp_new


def confirm(account: Account, code: str, now: datetime) -> bool:
    """Take the proposed factor in place of the one before if a code of it fits."""
    step = _step(account.totp_new, code, now)
    if step is None:
        return False
    account.totp, account.totp_new, account.totp_step = account.totp_new, None, step
    return True


def fits(account: Account, code: str, now: datetime) -> bool:
    """Say whether a code is good, and take it: none is good twice. A recovery code is used up."""
    step = _step(account.totp, code, now)
    if step is not None:
        if account.totp_step is not None and step <= account.totp_step:
            return False
        account.totp_step = step
        return True
    mark = _mark(account, code)
    if mark not in account.recovery:
        return False
    account.recovery = [one for one in account.recovery if one != mark]
    return True


def new_recovery_codes(account: Account) -> list[str]:
    """Return new recovery codes, which end the old ones; only their hashes are kept."""
    codes = [
        "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(2))
        for _ in range(RECOVERY_CODES)
    ]
    account.recovery = [_mark(account, code) for code in codes]
    return codes


def qr(account: Account) -> str:
    """Return the proposed factor as a picture (SVG) for an app to read."""
    address = pyotp.TOTP(propose(account)).provisioning_uri(name=account.name, issuer_name=ISSUER)
    picture = segno.make(address, error="m")
    # Colours of its own: an app does not read light on dark.
    return str(picture.svg_inline(border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr"))


def _step(secret: str | None, code: str, now: datetime) -> int | None:
    """Return the step whose code this is, None for none near `now`."""
    if secret is None:
        return None
    totp = pyotp.TOTP(secret)
    typed = _western("".join(code.split()))
    here = totp.timecode(now)
    good = (step for step in range(here - STEPS_OFF, here + STEPS_OFF + 1))
    return next((step for step in good if secrets.compare_digest(totp.generate_otp(step), typed)), None)


def _western(digits: str) -> str:
    """Return digits that an Arabic or Kurdish keyboard typed as 0 to 9, all else as nothing."""
    return "".join(str(int(one)) for one in digits if one.isdecimal())


def _mark(account: Account, code: str) -> str:
    plain = "".join(one for one in code.lower() if one in _LETTERS)
    return crypto.keyed_hash(f"recovery {account.id} {plain}")
