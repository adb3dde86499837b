"""One mail by SMTP: the watchdog's to the supervisor, and alerts to counsellors."""

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import SplitResult, unquote, urlsplit

from helpline.infra.settings import settings

# Seconds for each word of the server; what must not wait longer in all bounds it itself.
TIMEOUT = 10.0


def configured() -> bool:
    """Say whether there is a mail server and an address that mail comes from."""
    return bool(settings().smtp_url and sender())


def sender() -> str:
    """Return the address that mail comes from."""
    return settings().email_from or settings().supervisor_email


def send(to: str, subject: str, body: str, *, message_id: str = "") -> None:
    """Hand one mail to the server of SMTP_URL; raises smtplib.SMTPException or OSError.

    A password is only ever given to a server whose certificate is good.
    """
    message = EmailMessage()
    message["From"] = sender()
    message["To"] = to
    message["Subject"] = subject
    if message_id:
        message["Message-ID"] = message_id
    message.set_content(body)
    parts = urlsplit(settings().smtp_url)
    with _connected(parts) as server:
        if parts.username:
            if parts.scheme != "smtps":
                server.starttls(context=ssl.create_default_context())
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(message)


def _connected(parts: SplitResult) -> smtplib.SMTP:
    host = parts.hostname or "localhost"
    if parts.scheme == "smtps":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT, context=context)
    return smtplib.SMTP(host, parts.port or 25, timeout=TIMEOUT)
