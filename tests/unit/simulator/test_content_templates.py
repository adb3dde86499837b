"""Filling in templates, and what WhatsApp would refuse."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from simulator.content import Content, ContentInvalid, check_types, parse_variables, refusal, render

NOW = datetime(2024, 1, 1, tzinfo=UTC)


def content(types, variables=None, status="unsubmitted"):
    return Content("HX1", "name", "ar", variables or {}, types, NOW, NOW, {"status": status})


def quick(*titles, body="سؤال"):
    actions = [{"title": title, "id": f"id{n}"} for n, title in enumerate(titles)]
    return {"twilio/quick-reply": {"body": body, "actions": actions}}


def test_variables_fill_body_titles_and_ids_and_fall_back_to_the_sample():
    types = {
        "twilio/quick-reply": {"body": "هلو {{1}} {{2}}", "actions": [{"title": "{{2}}", "id": "x:{{1}}"}]}
    }
    rendered = render(content(types, {"2": "نموذج"}), {"1": "سارة"})
    assert rendered.body == "هلو سارة نموذج"
    assert [(b.title, b.payload) for b in rendered.buttons] == [("نموذج", "x:سارة")]


def test_a_button_without_an_id_answers_with_its_title():
    types = {"twilio/quick-reply": {"body": "x", "actions": [{"title": "اي"}]}}
    assert render(content(types), {}).buttons[0].payload == "اي"


def test_the_richest_type_wins():
    types = {"twilio/text": {"body": "نص"}, **quick("اي")}
    assert render(content(types), {}).kind == "buttons"


@pytest.mark.parametrize("value", ["not json", "[1]", '{"1": 5}'])
def test_variables_must_be_an_object_of_strings(value):
    with pytest.raises(ContentInvalid):
        parse_variables(value)


@pytest.mark.parametrize(
    ("types", "reason"),
    [
        (quick("اي", "لا", "ما ادري"), ""),
        (quick("1", "2", "3", "4"), "more than 3"),
        (quick("x" * 21), "above 20"),
        (quick("اي", body="x" * 1025), "above 1024"),
        (quick("اي", body="{{9}}"), "no value"),
    ],
)
def test_quick_replies_keep_whatsapps_limits(types, reason):
    template = content(types)
    found = refusal(render(template, {}), template)
    assert bool(found) is bool(reason)
    assert reason in found


def test_an_approved_template_may_carry_more_quick_replies():
    template = content(quick("1", "2", "3", "4"), status="approved")
    assert refusal(render(template, {}), template) == ""


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"item": "نفس", "id": "a", "description": "تمرين"}, ""),
        ({"item": "x" * 25, "id": "a"}, "above 24"),
        ({"item": "x", "id": "a", "description": "x" * 73}, "above 72"),
        ({"item": "x", "id": "a" * 201}, "above 200"),
    ],
)
def test_lists_keep_whatsapps_limits(row, reason):
    template = content({"twilio/list-picker": {"body": "x", "button": "اختار", "items": [row]}})
    assert reason in refusal(render(template, {}), template)


def test_two_rows_with_one_id_are_refused():
    rows = [{"item": "a", "id": "1"}, {"item": "b", "id": "1"}]
    template = content({"twilio/list-picker": {"body": "x", "button": "y", "items": rows}})
    assert "same id" in refusal(render(template, {}), template)


@pytest.mark.parametrize(
    "types",
    [
        None,
        {},
        {"twilio/unknown": {}},
        {"twilio/text": {}},
        {"twilio/quick-reply": {"body": "x", "actions": []}},
        {"twilio/list-picker": {"body": "x", "button": "y", "items": []}},
        {"twilio/list-picker": {"body": "x", "items": [{"id": "1", "item": "a"}]}},
    ],
)
def test_a_template_without_a_usable_shape_cannot_be_created(types):
    with pytest.raises(ContentInvalid):
        check_types(types)
