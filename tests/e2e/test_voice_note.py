"""A voice note that nobody can read is heard by a person: the very bytes, in the counsellor's chat."""

import base64

from tests.conftest import wait_until
from tests.e2e.conftest import Stack

RECORDED = b"OggS" + bytes(range(256)) * 40


def test_a_voice_note_is_heard_by_the_counsellor_who_takes_it(stack: Stack) -> None:
    number = stack.new_contact()
    note = {"content_type": "audio/ogg", "content_base64": base64.b64encode(RECORDED).decode()}
    stack.write(number, "", media=[note])

    def asked() -> bool:
        """the contact reads the question with its buttons"""
        return any(one["buttons"] and one["seen"] for one in stack.messages(number))

    wait_until(asked, 15)
    stack.tap(number, 2)
    wait_until(lambda: stack.state(number)["alerts"], 15)

    counsellor = wait_until(lambda: stack.written_about(number), 15)
    before = {one["sid"] for one in stack.messages(counsellor)}
    stack.tap(counsellor, 1)
    wait_until(lambda: (stack.case(number) or {}).get("state") == "acknowledged", 15)

    def heard() -> dict | None:
        """the voice note is in the counsellor's chat"""
        new = [one for one in stack.messages(counsellor) if one["sid"] not in before]
        notes = [one for one in new if one["kind"] == "audio" and one["seen"]]
        return notes[-1] if notes else None

    message = wait_until(heard, 15)
    assert stack.simulator.get(message["media"][0]).content == RECORDED
    assert "رسالة صوتية" in stack.said_to(counsellor)
    left = "SELECT count(*) FROM media WHERE removed_at IS NULL OR stage <> 'kept'"
    wait_until(lambda: stack.query(left) == [(0,)], 15)
