"""What is said in danger is short, asks once, and says the truth about who is coming."""

import pytest

from tests.unit.content.wording import codes, wording

GOOD = {
    "calling": "دنتصل بشخص من فريقنا. الطوارئ {emergency}. اكو احد يمك؟",
    "nobody_yet": "لحد هسه محد جاوب، ودنتصل. الطوارئ {emergency}. المكان آمن؟",
    "accepted": "رسالتك صارت يم {name}.",
    "beside": "ناخذ نفس سوه.",
}
SM11, SM14 = ("SM11", "FAIL"), ("SM14", "FAIL")


@pytest.mark.parametrize("state", list(GOOD))
def test_a_true_and_short_text_passes(state: str) -> None:
    assert SM11 not in codes(wording(GOOD[state], kind="danger", state=state))


@pytest.mark.parametrize(
    ("state", "text"),
    [
        ("calling", GOOD["calling"] + " شلونك؟"),
        ("calling", GOOD["calling"] + " وياك" * 80),
        ("calling", GOOD["calling"] + " https://example.org"),
        ("calling", "1. نفس\n2. خدمات\n" + GOOD["calling"]),
        ("calling", "اني وياك. الطوارئ {emergency}. اكو احد يمك؟"),
        ("calling", "دنتصل بشخص من فريقنا. اكو احد يمك؟"),
        ("calling", "دنتصل بشخص من فريقنا. الطوارئ {emergency}."),
        ("nobody_yet", GOOD["calling"]),
        ("nobody_yet", "لحد هسه محد جاوب. المكان آمن؟"),
        ("accepted", "رسالتك صارت يم واحد منا."),
        ("accepted", "اكو {name}."),
    ],
)
def test_two_questions_length_links_menus_and_untrue_states_fail(state: str, text: str) -> None:
    assert SM11 in codes(wording(text, kind="danger", state=state))


def test_a_caller_in_the_queue_is_not_asked_what_cannot_be_answered() -> None:
    waiting = "دنتصل بشخص من فريقنا. الطوارئ {emergency}."
    assert SM11 not in codes(wording(waiting, kind="ivr", state="calling"))
    assert SM11 in codes(wording(waiting.replace(" {emergency}", ""), kind="ivr", state="calling"))


@pytest.mark.parametrize("text", ["ليش تريد هالشي؟", "شنو السبب؟", "شلون راح تسويها؟", "بيا طريقة؟"])
def test_why_and_how_are_never_asked_in_danger(text: str) -> None:
    assert SM14 in codes(wording(text, kind="danger", state="beside"))
    assert SM14 in codes(wording(text, kind="screening"))


def test_why_may_be_asked_where_nobody_is_in_danger() -> None:
    assert SM14 not in codes(wording("ليش النوم مهم؟"))
