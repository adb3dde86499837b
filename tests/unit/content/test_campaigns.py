"""Campaigns: safe in every form, short enough for its channel, with a way to us and none but our numbers."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, features

from helpline.content import all_hotlines
from helpline.content.campaigns import (
    CAMPAIGNS,
    Campaign,
    NumberNotSet,
    all_campaigns,
    as_dialled,
    fill,
    filled_card,
    lacking,
    load,
    numbers,
)
from helpline.content.cards import campaigns as cards
from helpline.content.cards.draw import MOST_BYTES, draw
from helpline.content.cards.layout import SMALLEST, lay_out
from helpline.content.cards.lettering import Way
from helpline.content.catalogue import ContentError
from helpline.content.check import check_items, main
from helpline.content.report.campaigns import campaign_part
from helpline.content.report.cli import everything
from helpline.content.rules.campaigns import campaign_findings, from_campaigns, seconds_of_spot, units
from helpline.content.topics import Card, all_topics
from helpline.infra.settings import Settings

ALL = all_campaigns()
EXAMS = ALL["exams"]
SET = {"WHATSAPP_NUMBER": "+9647700000001", "VOICE_NUMBER": "+9647700000002"}


def codes(campaign: Campaign) -> set[str]:
    """Return everything that fails or warns, but that it is a draft."""
    found = [*check_items(from_campaigns([campaign]), all_hotlines()), *campaign_findings([campaign])]
    return {finding.code for finding in found} - {"REV01"}


def settings_of(monkeypatch: pytest.MonkeyPatch, **given: str) -> Settings:
    for name in ("WHATSAPP_NUMBER", "VOICE_NUMBER", "MISSED_CALL_NUMBER"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    return Settings()


def in_production(configured: Settings) -> Settings:
    return configured.model_copy(update={"environment": "production"})


@pytest.mark.parametrize("id", ALL)
def test_no_rule_finds_anything_in_what_ships(id: str) -> None:
    assert codes(ALL[id]) == set()


@pytest.mark.parametrize("id", ALL)
def test_every_sentence_can_be_said_in_one_breath(id: str) -> None:
    for name, words in ALL[id].wordings():
        for sentence in re.split(r"[.!؟:\n]+", words):
            assert len(sentence.split()) <= 14, (name, sentence)


@pytest.mark.parametrize("id", ALL)
def test_it_leads_to_a_topic_that_people_find_with_us(id: str) -> None:
    assert ALL[id].topic in all_topics()
    assert re.match(rf"\d\d_{id}\.yml", ALL[id].source)


def test_whoever_reads_that_life_may_be_in_danger_reads_whom_to_call() -> None:
    for campaign in ALL.values():
        assert "{emergency}" in campaign.post, campaign.id


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"post": "كلمة " * 150 + "{phone}"}, "CMP01"),
        ({"sms": ("كلمة " * 12 + "{phone}",)}, "CMP01"),
        ({"sms": ("اتصال {phone}",) * 4}, "CMP01"),
        ({"spoken": "احچيلنا على كيفك. خط وياك، {phone}."}, "CMP01"),
        ({"spoken": "كلمة " * 70 + "{phone}."}, "CMP01"),
        ({"post": "اتصال 07701234567، او {phone}"}, "CMP02"),
        ({"post": "اتصال {phone}، والطوارئ 911"}, "CMP02"),
        ({"post": "اتصال {phone}، او ٠٧٧٠ ١٢٣ ٤٥٦٧"}, "CMP02"),
        ({"post": "واتساب {whatsapp}: wa.me/x"}, "CMP02"),
        ({"sms": ("الدرجة مو قيمتك",)}, "CMP03"),
        ({"card": Card("الدرجة", ("س", "س", "س"))}, "CMP03"),
        ({"sms": ("الانتحار ينسأل عنه، ومو وحدك، انسان يسمعك", "اتصال {phone}")}, "CMP03"),
        ({"post": "«وياك» يسمعك: {whatsapp}"}, "CMP03"),
        ({"sms": ("احد يهدد بصورة؟ نحچي، واتساب {whatsapp}",)}, "CMP03"),
        ({"sms": ("نگول «احنا وياك». اتصال {phone}",)}, "CMP03"),
        ({"post": "ماكو رصيد؟ {missed_call}"}, "CMP03"),
        ({"post": "نضمن الراحة. اتصال {phone}"}, "CMP04"),
        ({"post": "وياكم 24 ساعة. اتصال {phone}"}, "CMP04"),
        ({"post": "يجاوبك انسان خلال دقايق. اتصال {phone}"}, "CMP04"),
        ({"post": "راح ترتاح. اتصال {phone}"}, "CMP04"),
        ({"post": "الحچي سر، ومحد يعرف. اتصال {phone}"}, "CMP04"),
        ({"spoken": EXAMS.spoken + " «وياك»."}, "CMP05"),
        ({"spoken": EXAMS.spoken + " رقم 1."}, "CMP05"),
        ({"post": "خطر هسه؟ كلمة «خطر» هنا. اتصال {phone}"}, "CMP06"),
        ({"card": Card("الدرجة", ("س" * 38, "س", "اتصال {phone}"))}, "CRD01"),
        ({"topic": "weather"}, "CRD02"),
        # The rules for every text hold for each form of these.
        ({"post": "كلشي راح يصير زين. اتصال {phone}"}, "SM08"),
        ({"spoken": "ارتكب الانتحار. " + EXAMS.spoken}, "SM02"),
        ({"sms": ("المنتحر يسكت. اتصال {phone}",)}, "SM07"),
        ({"card": Card("الانتحار", ("س", "س", "اتصال {phone}"))}, "SM10"),
        ({"post": "اختار الكتابة. واتساب {whatsapp}"}, "SM16"),
        ({"sms": ("يجب الاتصال {phone}",)}, "SM17"),
        ({"post": "كلمة «سمسم» تكفي. واتساب {whatsapp}"}, "VAL02"),
    ],
)
def test_what_breaks_a_rule_is_found(change: dict[str, object], code: str) -> None:
    assert code in codes(replace(EXAMS, **change))


@pytest.mark.parametrize(
    "words",
    [
        "ورقة او فلوس ما نگدر نوعد بيها",
        "وعدنا ينسمع بلا لوم",
        "الحچي سر، بس اذا حياة احد بخطر، نتدخل",
        "اول ثلاث ايام، ساعة ساعة",
        "يجي لبالك 10 مرات باليوم",
    ],
)
def test_plain_and_honest_words_are_no_promise_and_no_number(words: str) -> None:
    assert codes(replace(EXAMS, post=f"{words}. خط «وياك» {{phone}}")) == set()


def test_a_text_to_women_speaks_to_women() -> None:
    (item, *_) = from_campaigns([ALL["women"]])
    assert item.form == "female" and "شلونچ" in item.text


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("id: exams", "name: exams", "lacks id"),
        ("topic: students", "topic: students\ncolour: red", "unknown field colour"),
        ("status: draft", "status: final", "draft or reviewed"),
        ("version: 1", "version: one", "whole number"),
        ("{whatsapp}", "{wahtsapp}", "nobody fills in {wahtsapp}"),
        ("{whatsapp}", "{whatsapp", "post"),
        ("  spoken: >-", "  radio: >-", "all of them"),
        ("topic: students", "topic: students\naddress: x", "address"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_what_is_wrong(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    body = (CAMPAIGNS / EXAMS.source).read_text(encoding="utf-8")
    assert old in body
    (tmp_path / "02_exams.yml").write_text(body.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=f"02_exams.yml: .*{re.escape(says)}"):
        load(tmp_path)


def test_one_campaign_twice_is_refused(tmp_path: Path) -> None:
    body = (CAMPAIGNS / EXAMS.source).read_text(encoding="utf-8")
    for name in ("a.yml", "b.yml"):
        (tmp_path / name).write_text(body, encoding="utf-8")
    with pytest.raises(ContentError, match="there twice"):
        load(tmp_path)


def test_numbers_come_from_the_settings_and_are_refused_in_production_without(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    configured = settings_of(monkeypatch, **SET)
    values = numbers(configured)
    assert fill("{whatsapp} {phone} {emergency}", values) == "07700000001 07700000002 911"
    assert fill("رنة على {missed_call}", values) == "رنة على (رقم الرنة)"
    assert lacking(ALL["displaced"].post, configured) == ["MISSED_CALL_NUMBER"]
    assert lacking(EXAMS.post, configured) == []

    there = numbers(in_production(configured))
    assert fill(EXAMS.post, there) == fill(EXAMS.post, values)
    with pytest.raises(NumberNotSet, match="MISSED_CALL_NUMBER is not set"):
        fill("رنة على {missed_call}", there)


def test_a_number_is_written_in_one_piece_and_said_in_groups() -> None:
    assert as_dialled("+9647700000001") == "07700000001"
    assert as_dialled("+15550100001") == "0015550100001"
    said = fill("{phone}", {"phone": "07712345678"}, aloud=True)
    assert said == "صفر سبعة سبعة واحد، اثنين ثلاثة اربعة، خمسة ستة سبعة ثمانية"
    assert fill("{emergency}", {"emergency": "911"}, aloud=True) == "تسعة، واحد، واحد"


def test_a_spot_is_measured_with_its_number_read_out() -> None:
    assert seconds_of_spot("{phone}") > 5
    assert units("شلونك") == 5 and units("💚") == 2


@pytest.mark.parametrize("way", list(Way))
@pytest.mark.parametrize("id", ALL)
def test_every_card_holds_its_words_with_long_numbers(id: str, way: Way) -> None:
    if way is Way.RAQM and not features.check("raqm"):
        pytest.skip("this Pillow has no raqm")
    long = dict.fromkeys(("whatsapp", "phone", "missed_call"), "00447000000000") | {"emergency": "911"}
    card = filled_card(ALL[id].card, long)
    assert all(row.size >= SMALLEST for row in lay_out(card, way).rows)
    content = draw(ALL[id].topic, card, way)
    assert Image.open(io.BytesIO(content)).size == (1080, 1080)
    assert len(content) < MOST_BYTES


def test_cards_are_drawn_but_those_without_their_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = [EXAMS, replace(EXAMS, id="other", card=Card("رنة", ("س", "س", "رنة: {missed_call}")))]
    configured = settings_of(monkeypatch, **SET)
    said: list[str] = []
    assert set(cards.draw_all(tmp_path, both, numbers(configured), said.append)) == {"exams", "other"}
    assert said == []

    files = cards.draw_all(tmp_path, both, numbers(in_production(configured)), said.append)
    assert set(files) == {"exams"} and said == ["Not drawn: other: MISSED_CALL_NUMBER is not set"]
    # An old one with a number that is no more is not left there.
    assert [file.name for file in (tmp_path / "campaigns").iterdir()] == ["exams.png"]


def test_the_check_reads_campaigns_and_a_draft_fails_no_release(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    body = (CAMPAIGNS / EXAMS.source).read_text(encoding="utf-8")
    file = tmp_path / "02_exams.yml"
    file.write_text(body.replace("{whatsapp}", "07701234567", 1), encoding="utf-8")
    run = ["--assistant", "--today", "2026-03-01", "--drafts", "--campaigns", str(tmp_path)]
    assert main(run) == 1
    out = capsys.readouterr().out
    assert "FAIL  CMP02  02_exams.yml: campaign.exams.post" in out
    assert "WARN  REV01  02_exams.yml: campaign.exams: version 1 is a draft" in out

    file.write_text(body, encoding="utf-8")
    assert main(run) == 0
    main([*run, "--release"])
    assert "WARN  REV01  02_exams.yml: campaign.exams" in capsys.readouterr().out


def test_the_page_for_clinicians_shows_each_form_with_what_is_wrong_with_it() -> None:
    part = everything()[-1]
    shown = [entry.id for section in part.sections for entry in section.entries]
    assert shown == [f"campaign.{id}.{form}" for id in ALL for form in ("post", "sms", "spoken", "card")]

    bad = replace(EXAMS, sms=("اتصال {phone}", "الرقم 07701234567"))
    (section,) = campaign_part([bad], all_hotlines()).sections
    warned = {entry.id: {one.code for one in entry.warnings} for entry in section.entries}
    assert "CMP02" in warned.pop("campaign.exams.sms")
    assert set().union(*warned.values()) == set()
