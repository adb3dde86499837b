"""Who has answered a call of ours, by Twilio's detection (sender.py asks for it)."""

from collections.abc import Mapping


def is_machine(form: Mapping[str, str]) -> bool:
    """Say whether Twilio's callback names an answering machine or a fax."""
    answered_by = form.get("AnsweredBy", "")
    return answered_by.startswith("machine") or answered_by == "fax"
