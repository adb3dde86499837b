"""What a contact does in writing."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from helpline.conversation import gate
from helpline.infra import clock
from helpline.triage import Level
from tests.integration.invariants import case_model as model
from tests.integration.invariants.case_checks import answers, asked, level_heard
from tests.integration.invariants.case_machine import Machine, rarely, who
from tests.integration.invariants.case_model import HELD, OPEN, Known
from tests.integration.invariants.case_stage import UNHANDLED
from tests.integration.world import PASSIVE, RED, SAD, THANKS, WISH

STOP, PERSON, DANGER_WORD, ENGLISH = "نهاية", "انسان", "خطر", "I would like to talk to a person please"
YES, NO = "اي", "لا"
WORDS = (RED, WISH, PASSIVE, SAD, THANKS, STOP, PERSON, DANGER_WORD, ENGLISH, YES, NO)
BUTTONS = ("yes", "no", "skip", "danger_yes", "danger_no", "/danger_now")


class Writing(Machine):
    """Messages, buttons, a voice note, and what only the assistant understands."""

    @rule(phone=who, words=st.sampled_from(WORDS), lost=rarely)
    def writes(self, phone: str, words: str, lost: bool) -> None:
        """The contact writes; now and then the jobs that were to handle it are lost."""
        answer = {YES: "yes", NO: "no"}.get(words)
        self._message(phone, answer, words, lost=lost, media=False, form={"Body": words})

    @rule(phone=who, button=st.sampled_from(BUTTONS))
    def presses_a_button(self, phone: str, button: str) -> None:
        """The contact presses a button, of whatever message."""
        title = "زر"
        offered = button in asked(phone).offered
        answer = {"skip": "yes", "danger_yes": "yes", "danger_no": "no"}.get(button, button)
        form = {"Body": title, "ButtonPayload": button, "ButtonText": title}
        self._message(phone, answer if offered else None, title, lost=False, media=False, form=form)

    @rule(phone=who)
    def sends_a_voice_note(self, phone: str) -> None:
        """The contact sends something that nobody can read."""
        form = {"NumMedia": "1", "MediaUrl0": "https://api.twilio.test/Media/ME1"}
        form |= {"MediaContentType0": "audio/ogg", "Body": ""}
        self._message(phone, None, "", lost=False, media=True, form=form)

    @rule(phone=who, level=st.sampled_from(("RED", "AMBER")))
    def writes_what_only_the_assistant_understands(self, phone: str, level: str) -> None:
        """Triage sees nothing, and the assistant does."""
        rasa = self.world.rasa
        asked_before = len(rasa.heard)
        rasa.wants = [{"helpline": "raise", "level": level, "ask_acuity": True, "reason": "rasa_risk"}]
        before = self.known[phone]
        self.world.writes(SAD, phone)
        self.stage.settle()
        rasa.wants = ()
        reached = len(rasa.heard) > asked_before and not rasa.down
        if asked(phone).question == gate.NAME:
            # One question comes first; a yes to it is what the case begins with.
            self.world.writes(YES, phone)
            self.stage.settle()
        self._did({phone: self._heard(before, Level[level]) if reached else None})

    def _message(
        self, phone: str, answer: str | None, words: str, *, lost: bool, media: bool, form: dict[str, str]
    ) -> None:
        before, context, told = self.known[phone], asked(phone), answers(phone)
        body = form.pop("Body")
        assert self.world.writes(body, phone, **form).status_code == 200
        level = level_heard(phone)
        if lost:
            self.stage.lose()
            self.stage.time.forward(UNHANDLED)
        self.stage.settle()
        expected = self._after_message(before, context.question, level, answer, words, media)
        self._did({phone: expected}, elapsed=lost)
        now = self.known[phone]
        if level == Level.RED:
            # Invariant 5: whatever else is going on.
            assert now.lives and now.level == Level.RED
        if not (before.state == HELD and before.holder in self.stage.roster):
            # Invariant 9: and a reply is never silenced.
            assert answers(phone) > told, f"nothing was answered to {words!r}"

    def _after_message(
        self,
        before: Known,
        question: str | None,
        level: Level,
        answer: str | None,
        words: str,
        media: bool,
    ) -> Known | None:
        now = clock.now()
        if level == Level.RED:
            told = level
        elif before.state == OPEN and before.level == Level.RED:
            return before
        elif question is not None:
            if question in ("asq.5", "danger") and answer == "yes":
                told = Level.RED
            elif answer == "no" and before.lives and before.level >= Level.AMBER > level:
                told = before.level
            else:
                return None
        elif before.state == HELD:
            told = level if level == Level.AMBER else Level.GREEN
        elif level == Level.AMBER or media:
            told = Level.AMBER
        elif words in (PERSON, ENGLISH):
            told = Level.BLUE
        else:
            told = Level.GREEN
        after = self._heard(before, told) if told > Level.GREEN else before
        if before.state == HELD and after.holder not in self.stage.roster:
            return model.taken_back(after)
        return model.wrote(after, now)
