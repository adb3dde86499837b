"""Send an alert by mail; retries are the outbox's business."""

import smtplib

from helpline.alerts.delivery import note_status
from helpline.infra import clock, mail
from helpline.infra.database import transaction
from helpline.outbox import Outbox, Refused, Unavailable
from helpline.outbox.aside import Aside


class EmailSender:
    """The outbox's sender for kind "email". What the mail server takes is delivered: no more is told."""

    def __init__(self) -> None:
        self._aside = Aside()

    def send(self, row: Outbox) -> str:
        """Hand the mail to the server; see the outbox's Sender."""
        message_id = f"{row.token}@wiyak"
        try:
            self._aside.run(
                lambda: mail.send(
                    row.to, row.payload["subject"], row.payload["text"], message_id=f"<{message_id}>"
                )
            )
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise (Refused if min(codes) >= 500 else Unavailable)(str(min(codes))) from error
        except smtplib.SMTPAuthenticationError as error:
            # An operator mends that; the alert must not be lost.
            raise Unavailable(str(error.smtp_code)) from error
        except smtplib.SMTPResponseException as error:
            raise (Refused if error.smtp_code >= 500 else Unavailable)(str(error.smtp_code)) from error
        except (smtplib.SMTPException, OSError) as error:
            raise Unavailable(type(error).__name__) from error
        with transaction() as session:
            note_status(session, row.token, "delivered", None, clock.now())
        return message_id

    def find_sent(self, row: Outbox) -> str | None:
        """Return None: two mails, which bear one Message-ID, are better than none."""
        return None
