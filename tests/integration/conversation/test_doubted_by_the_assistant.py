"""What is asked of the helpline is not taken for risk because of its letters; all else is asked about."""

import pytest
import yaml

from helpline.contacts.safety_plan import STEPS
from helpline.conversation import doubt, rasa
from helpline.conversation.rasa import RasaSilent
from helpline.outbox.reply import Reply
from helpline.triage import Level, assess
from tests.conftest import ROOT
from tests.integration.world import CONTACT, PASSIVE, WISH, ZAINAB, World, text

PLAN = "اريد خطة اذا رجعت الافكار"


@pytest.fixture
def understood(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[str, float]]:
    """What the assistant takes each text for; of others it does not know."""
    known: dict[str, tuple[str, float]] = {}
    monkeypatch.setattr(rasa, "intent", lambda words, timeout: known.get(words, ("nlu_fallback", 0.2)))
    return known


def test_every_task_is_something_that_the_assistant_knows() -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    intents = {one if isinstance(one, str) else next(iter(one)) for one in domain["intents"]}
    assert intents >= doubt.TASKS


def test_a_task_is_done_and_nobody_is_asked_about_death_for_it(
    world: World, understood: dict[str, tuple[str, float]]
) -> None:
    assert assess(PLAN).level == Level.AMBER, "another text is needed here"
    understood[PLAN] = ("make_safety_plan", 0.9)
    world.rasa.says = [Reply("نسويها سوه")]

    assert "نسويها سوه" in world.says(PLAN)
    assert world.rasa.heard == [PLAN]
    assert world.case() is None


@pytest.mark.parametrize("found", [("make_safety_plan", 0.4), ("lonely", 0.99), ("nlu_fallback", 1.0)])
def test_what_is_not_surely_a_task_is_asked_about(
    world: World, understood: dict[str, tuple[str, float]], found: tuple[str, float]
) -> None:
    understood[PLAN] = found

    assert world.says(PLAN) == [text("welcome.first"), text("screening.gate")]


def test_a_no_to_the_one_question_leaves_no_case(
    world: World, understood: dict[str, tuple[str, float]]
) -> None:
    world.says(PLAN)

    assert world.taps(CONTACT, "gate_no", "لا، مو هيچ") == [text("screening.gate_no")]
    world.time.forward(3600)
    world.jobs.run()
    assert world.case() is None


def test_a_yes_to_it_leads_to_the_question_about_now(
    world: World, understood: dict[str, tuple[str, float]]
) -> None:
    world.says(PLAN)

    assert world.taps(CONTACT, "gate_yes", "اي، اكو") == [text("asq.acuity_first"), text("asq.5")]
    assert world.open_case().level == Level.AMBER


def test_silence_after_it_is_told_to_a_person(world: World, understood: dict[str, tuple[str, float]]) -> None:
    world.says(PLAN)
    assert world.case() is None
    world.time.forward(3600)
    world.jobs.run()

    assert world.open_case().level == Level.AMBER
    assert world.twilio.texts(CONTACT)[-1] == text("screening.gate")


@pytest.mark.parametrize("words", [WISH, PASSIVE])
def test_what_a_rule_met_is_asked_about_whatever_the_assistant_thinks(
    world: World, understood: dict[str, tuple[str, float]], words: str
) -> None:
    understood[words] = ("make_safety_plan", 1.0)
    world.says(words)

    assert world.open_case().level == Level.AMBER


def test_after_a_disclosure_no_task_is_believed(
    world: World, understood: dict[str, tuple[str, float]]
) -> None:
    understood[PLAN] = ("make_safety_plan", 1.0)
    world.says(WISH)
    world.says(PLAN)

    assert world.open_case().level >= Level.AMBER


def test_a_silent_assistant_doubts_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(words: str, timeout: float) -> tuple[str, float]:
        raise RasaSilent("ConnectError")

    monkeypatch.setattr(rasa, "intent", silent)
    assert world.says(PLAN) == [text("welcome.first"), text("screening.gate")]


def test_a_chat_is_not_disguised_by_a_guess(world: World) -> None:
    """In the middle of waiting for a person it would be shut, without a word that opens it."""
    world.says("انسان")
    world.rasa.says, world.rasa.wants = (), [{"helpline": "flow", "name": "hide_chat"}]

    assert world.says("ما اجه احد لهسه") == [text("private.hide_offer")]
    assert world.contact().disguised_at is None
    world.says("خلي الچات يبين عادي")
    assert world.contact().disguised_at is not None


def test_who_waits_is_told_that_nobody_has_answered_yet(world: World) -> None:
    world.says("انسان")

    assert world.says("شوكت يجي؟") == [text("case.still_waiting")]
    # A message that says more than that is read as any other.
    assert text("case.still_waiting") not in world.says("شوكت يجي يومي وارتاح")


def test_who_has_a_person_is_not_told_that_nobody_answered(world: World) -> None:
    world.says("انسان")
    world.acknowledges()
    assert text("case.still_waiting") not in world.says("شوكت يجي؟")
    world.says("هلا بيك", ZAINAB)
    world.taps(ZAINAB, f"back:{world.open_case().id}")
    assert text("case.still_waiting") not in world.says("شوكت يجي؟")


def test_two_messages_read_together_are_no_task(
    world: World, understood: dict[str, tuple[str, float]]
) -> None:
    understood[f"{PLAN}\nهلو"] = ("make_safety_plan", 1.0)
    world.writes(PLAN)
    world.writes("هلو")
    world.jobs.run()

    assert world.twilio.texts(CONTACT)[-1] == text("screening.gate")


def test_without_a_case_it_is_the_assistant_that_is_asked_when(
    world: World, understood: dict[str, tuple[str, float]]
) -> None:
    understood["شوكت يجي؟"] = ("ask_where_when", 0.7)
    world.says("شوكت يجي؟")
    assert world.rasa.heard == ["شوكت يجي؟"]


BROTHER = "ابن عمي الزغير"


def test_who_is_named_where_a_plan_asked_is_no_danger(world: World) -> None:
    assert assess(BROTHER).level == Level.RED, "another text is needed here"
    world.says("خطة الامان")
    assert world.says(BROTHER)[-1].startswith(text("plan.ask.alone")[:12])
    assert world.case() is None
    assert world.all_alerts() == []


def test_after_a_hint_a_name_in_a_plan_is_no_danger_either(world: World) -> None:
    hint = "تعودوا على غيابي"
    assert "recent:disclosed" in assess(BROTHER, [hint]).reasons, "another text is needed here"
    world.says("خطة الامان")
    world.says(hint)
    world.says("لا")
    world.says(BROTHER)
    assert world.case() is None


@pytest.mark.parametrize("said", ["اخوي يشيل المسدس من البيت", "ابوي يشيل الدوا مالتي يمه"])
def test_who_keeps_what_is_dangerous_is_an_answer_to_that_question_alone(world: World, said: str) -> None:
    assert assess(said).level >= Level.AMBER, "another text is needed here"
    world.says("خطة الامان")
    for _ in range(STEPS.index("surroundings")):
        world.says("نعوف هالسؤال")
    assert world.says(said)[-1].startswith(text("plan.ask.reason")[:12])
    assert world.case() is None


@pytest.mark.parametrize("said", ["اخوي يشيل المسدس من البيت", "رجلي ياخذ السچين"])
def test_to_another_question_of_a_plan_a_weapon_stays_danger(world: World, said: str) -> None:
    assert assess(said).level == Level.RED, "another text is needed here"
    world.says("خطة الامان")
    world.says(said)
    assert world.open_case().level == Level.RED


def test_by_itself_it_says_nothing_and_what_comes_next_is_read_with_it(world: World) -> None:
    world.says(BROTHER)
    assert world.case() is None
    world.says("بلع كل الحبوب")
    assert world.open_case().level == Level.RED


@pytest.mark.parametrize(
    "said",
    [
        *("بلعت الحبوب كلهن", "راح انتحر هسه", "ابوي ديضربني هسه"),
        # By their letters alone, and not about suicide, or about somebody else.
        *("رجلي بالباب وبيده سكين", "ابوي ديخنكني هسه", "صديقي واكف على السور", "اخوي ياخذ السلاح ويهددني"),
    ],
)
def test_danger_in_the_middle_of_a_plan_stays_danger(world: World, said: str) -> None:
    world.says("خطة الامان")
    world.says(said)
    assert world.open_case().level == Level.RED
