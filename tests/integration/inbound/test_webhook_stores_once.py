"""A webhook is stored once, whoever delivers it how often, and only when Twilio signed it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from helpline.contacts import Contact
from helpline.contacts.inbox import Inbox
from helpline.conversation.receive import HANDLE_TASK
from tests.integration.world import CONTACT, RED, SAD, THANKS, World


def test_a_message_delivered_three_times_is_stored_and_answered_once(world: World) -> None:
    codes = [world.writes(SAD, sid="SM1").status_code for _ in range(3)]
    world.jobs.run()

    assert codes == [200] * 3
    assert len(world.find(Inbox)) == 1
    assert world.rasa.heard == [SAD]


def test_a_message_delivered_eight_times_at_once_is_stored_once(world: World) -> None:
    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(lambda _: world.writes(RED, sid="SM1").status_code, range(8)))

    assert codes == [200] * 8
    assert len(world.find(Inbox)) == 1
    assert [task for _, task, _, _ in world.jobs.waiting()].count(HANDLE_TASK) == 1
    world.jobs.run()
    assert len(world.alerts()) == 2


def test_first_messages_of_a_new_number_at_once_make_one_contact(world: World) -> None:
    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(lambda _: world.writes(SAD).status_code, range(8)))

    assert codes == [200] * 8
    assert len(world.find(Contact)) == 1
    assert len(world.find(Inbox)) == 8


def test_a_message_delivered_again_after_it_was_answered_changes_nothing(world: World) -> None:
    world.writes(SAD, sid="SM1")
    world.jobs.run()
    wrote_at = world.contact().last_whatsapp_at
    world.time.forward(3600)
    world.writes(SAD, sid="SM1")
    world.jobs.run()

    assert world.rasa.heard == [SAD]
    # WhatsApp's window counts from the message, not from its last delivery.
    assert world.contact().last_whatsapp_at == wrote_at


@pytest.mark.parametrize("signature", ["", "nonsense", "RSOYDt4T1cUTdK1PDd93/VVr8B8="])
@pytest.mark.parametrize(
    "path", ["/whatsapp/inbound", "/whatsapp/status/00000000-0000-4000-8000-000000000000"]
)
def test_a_wrong_signature_is_refused_and_nothing_is_stored(world: World, path: str, signature: str) -> None:
    form = {"MessageSid": "SM1", "From": f"whatsapp:{CONTACT}", "Body": RED, "MessageStatus": "failed"}

    assert world.client.post_unsigned(path, form, signature).status_code == 403
    assert world.find(Inbox) == []
    assert world.case() is None


def test_a_signature_of_other_parameters_does_not_fit(world: World) -> None:
    from twilio.request_validator import RequestValidator

    form = {"MessageSid": "SM1", "From": f"whatsapp:{CONTACT}", "Body": THANKS}
    signature = RequestValidator("test-token").compute_signature("https://wiyak.test/whatsapp/inbound", form)

    assert (
        world.client.post_unsigned("/whatsapp/inbound", {**form, "Body": RED}, signature).status_code == 403
    )


def test_parameters_that_twilio_adds_one_day_are_signed_too(world: World) -> None:
    assert world.writes(SAD, BrandNew="1").status_code == 200
    assert len(world.find(Inbox)) == 1


def test_a_form_without_its_sender_is_no_message(world: World) -> None:
    answer = world.client.post_signed("/whatsapp/inbound", {"MessageSid": "SM1", "Body": RED})

    assert answer.status_code == 400
    assert RED not in answer.text


def test_a_text_that_no_table_should_mind_is_stored(world: World) -> None:
    strange = "\x00 '; DROP TABLE cases; -- 🫥 \u200f\ud7ff"
    assert world.writes(strange).status_code == 200
    world.jobs.run()

    (row,) = world.find(Inbox)
    assert row.text == strange


def test_a_roster_that_was_never_readable_does_not_lose_a_message(
    world: World, roster_file, environment
) -> None:  # type: ignore[no-untyped-def]
    from helpline.infra.settings import settings

    environment.setenv("ROSTER_FILE", str(roster_file.parent / "absent.yml"))
    settings.cache_clear()

    assert world.writes(RED).status_code == 200
    assert world.case() is not None
