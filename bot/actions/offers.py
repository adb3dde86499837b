"""What «yes» and «no» mean after a response that offers something."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """The response (utter_*) or form that follows a yes and a no."""

    yes: str
    no: str = "utter_deny"


_PERSON = Offer(yes="utter_ask_counsellor")
OFFERS = {
    "utter_ask_medication": _PERSON,
    "utter_ask_staff": _PERSON,
    "utter_blackmail_steps": _PERSON,
    "utter_complaint": _PERSON,
    "utter_ask_team": _PERSON,
    "utter_no_topic": _PERSON,
    "utter_ask_cost": Offer(yes="utter_services"),
    "utter_ask_counsellor": Offer(yes="utter_affirm", no="utter_wait_together"),
    "utter_ask_woman": Offer(yes="utter_affirm", no="utter_wait_together"),
    "utter_ask_privacy": Offer(yes="utter_talk_freely"),
    "utter_duration_long": Offer(yes="utter_ask_counsellor", no="utter_talk_freely"),
    "utter_assaulted": Offer(yes="utter_safe_to_talk", no="utter_not_safe_now"),
    "utter_child_assaulted": Offer(yes="utter_talk_freely", no="utter_danger_now"),
    "utter_domestic_violence": Offer(yes="utter_safe_to_talk", no="utter_not_safe_now"),
    "utter_goodbye": Offer(yes="utter_goodbye", no="utter_talk_freely"),
    "utter_insult": _PERSON,
    "utter_listen_offer_person": _PERSON,
    "utter_not_understood_again": _PERSON,
    "utter_place_honest": _PERSON,
    "utter_place_honest_known": _PERSON,
    "utter_services_next": _PERSON,
    "utter_refuse_answer": Offer(yes="utter_ask_menu", no="utter_goodbye"),
    "utter_skill_after": Offer(yes="utter_feel_better", no="utter_skill_no_help"),
    "utter_thanks": Offer(yes="utter_talk_freely", no="utter_goodbye"),
    "utter_wait_together": Offer(yes="skill_form"),
}
