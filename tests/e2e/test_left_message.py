"""A caller whom nobody answers leaves a message, and the counsellor who then accepts hears it."""

from helpline import content
from tests.conftest import wait_until
from tests.e2e.conftest import Stack
from tests.e2e.test_calls import Caller


def sentence(text_id: str) -> str:
    """Return the first sentence of a text as it is spoken."""
    return content.text(text_id, spoken=True, emergency="911").split(".")[0].split("،")[0]


def test_a_message_is_kept_here_and_given_to_whoever_accepts(stack: Stack) -> None:
    number = stack.new_contact()
    caller = Caller(stack, number)
    caller.press("1")
    caller.hears("محد جاوب", 60)
    caller.press("4")
    caller.hears(sentence("ivr.message.consent"))
    caller.press("4")
    wait_until(lambda: caller.call()["doing"] == "recording", 20)
    caller.speak("اسمي مو مهم، بس اريد احد يسمعني")
    caller.press("#")
    caller.hears(sentence("ivr.message.kept"), 20)
    left = "SELECT count(*) FROM media WHERE removed_at IS NULL OR stage <> 'kept'"
    wait_until(lambda: stack.query(left) == [(0,)], 30)
    assert stack.query("SELECT count(*) FROM media WHERE content_type LIKE 'audio/%%'")[0][0] >= 1

    counsellor = wait_until(lambda: stack.written_about(number), 15)
    stack.tap(counsellor, 1)
    wait_until(lambda: (stack.case(number) or {}).get("state") == "acknowledged", 15)

    def heard() -> bool:
        """the recording is in the counsellor's chat"""
        return any(one["kind"] == "audio" and one["seen"] for one in stack.messages(counsellor))

    wait_until(heard, 20)
    caller.hang_up()
