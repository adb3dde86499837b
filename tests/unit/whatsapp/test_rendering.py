"""Buttons, lists, numbers, parts: what WhatsApp allows, and nothing of a text is lost."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline import content
from helpline.outbox.reply import Button, Reply, chosen
from whatsapp.render import BODY, Template, numbered, render, split


def buttons(count: int, title: str = "زر") -> tuple[Button, ...]:
    return tuple(Button(f"id{number}", f"{title}{number}") for number in range(count))


def test_words_alone_are_words() -> None:
    assert render(Reply("هلا")).body == "هلا"
    assert render(Reply("هلا")).template is None


@pytest.mark.parametrize("count", [1, 2, 3])
def test_up_to_three_choices_are_buttons(count: int) -> None:
    rendered = render(Reply("شتحب؟", buttons(count)))

    assert rendered.template is not None
    assert rendered.template.kind == "twilio/quick-reply"
    assert rendered.variables is not None
    assert rendered.variables["1"] == "شتحب؟"


@pytest.mark.parametrize("count", [4, 7, 10])
def test_up_to_ten_choices_are_a_list(count: int) -> None:
    rendered = render(Reply("شتحب؟", buttons(count)))

    assert rendered.template is not None
    assert rendered.template.kind == "twilio/list-picker"
    assert len(rendered.template.types()["twilio/list-picker"]["items"]) == count


@pytest.mark.parametrize(
    "reply",
    [
        Reply("شتحب؟", buttons(11)),
        Reply("شتحب؟", buttons(2, "عنوان طويل كلش ما يوسعه الزر")),
        Reply("طويل " * 300, buttons(2)),
    ],
)
def test_what_fits_neither_is_numbered_and_can_be_typed(reply: Reply) -> None:
    body = render(reply).body

    assert body.startswith(reply.text)
    for number, button in enumerate(reply.buttons, 1):
        assert f"\n{number}. {button.title}" in body
        assert chosen(str(number), reply.buttons) == button


def test_a_title_too_long_for_a_button_may_fit_a_list() -> None:
    rendered = render(Reply("شتحب؟", (Button("a", "ا" * 24), Button("b", "ب"))))

    assert rendered.template is not None
    assert rendered.template.kind == "twilio/list-picker"


def test_every_shipped_text_can_be_sent() -> None:
    for item in content.all_texts().values():
        offered = tuple(Button(button.id, button.title) for button in item.buttons)
        for form in item.forms.values():
            rendered = render(Reply(form, offered))
            assert rendered.template is not None or len(rendered.body) <= BODY, item.id


def test_a_template_has_a_variable_for_the_words_and_each_id() -> None:
    template = Template("twilio/quick-reply", ("نعم", "لا"))
    types = json.dumps(template.types(), ensure_ascii=False)

    assert [f"{{{{{number}}}}}" in types for number in (1, 2, 3, 4)] == [True, True, True, False]
    assert "نعم" in types


def test_templates_that_differ_have_other_names() -> None:
    kinds = ("twilio/quick-reply", "twilio/list-picker")
    titles = [("نعم", "لا"), ("لا", "نعم"), ("نعم",), ("نعم", "لا", "يمكن")]
    keys = {Template(kind, title).key for kind in kinds for title in titles}

    assert len(keys) == 8


WORDS = st.lists(st.text(alphabet="ابجد 12\n،.", min_size=1, max_size=60), min_size=1, max_size=400)


@given(WORDS.map(" ".join))
def test_a_split_text_loses_no_word_and_no_order(body: str) -> None:
    parts = split(body, limit=100)

    assert "".join("".join(parts).split()) == "".join(body.split())
    assert all(len(part) <= 100 for part in parts)


@given(st.text(alphabet="ا ", max_size=400))
def test_no_part_is_empty_where_there_are_words(body: str) -> None:
    parts = split(body, limit=50)

    assert parts
    if body.strip():
        assert [part for part in parts if not part.strip()] == [] or len(body) <= 50


def test_a_text_is_cut_between_words_where_there_is_room_to() -> None:
    body = "كلمة " * 60

    assert all(part.endswith("كلمة") for part in split(body.strip(), limit=100))


def test_one_endless_word_is_cut_all_the_same() -> None:
    assert split("ا" * 250, limit=100) == ["ا" * 100, "ا" * 100, "ا" * 50]
    assert split("ا" * 100 + " ", limit=100) == ["ا" * 100]


def test_numbers_follow_the_text() -> None:
    assert numbered(Reply("شتحب؟", buttons(2))) == "شتحب؟\n1. زر0\n2. زر1"
