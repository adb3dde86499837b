"""The phrase rules and benign frames, as data."""

from helpline.triage.rules.care import RULES as _CARE
from helpline.triage.rules.danger_now import RULES as _DANGER_NOW
from helpline.triage.rules.distress import RULES as _DISTRESS
from helpline.triage.rules.frames import FRAMES
from helpline.triage.rules.indirect import RULES as _INDIRECT
from helpline.triage.rules.macros import MACROS as _MACROS
from helpline.triage.rules.other_languages import MACROS as _OTHER_LANGUAGES_MACROS
from helpline.triage.rules.other_languages import RULES as _OTHER_LANGUAGES
from helpline.triage.rules.others import MACROS as _OTHERS_MACROS
from helpline.triage.rules.others import RULES as _OTHERS
from helpline.triage.rules.passive import RULES as _PASSIVE
from helpline.triage.rules.preparation import MACROS as _PREPARATION_MACROS
from helpline.triage.rules.preparation import RULES as _PREPARATION
from helpline.triage.rules.wish import RULES as _WISH
from helpline.triage.rules.words import CLASSES, ENGLISH

RULES = _DANGER_NOW + _PREPARATION + _WISH + _INDIRECT + _PASSIVE + _OTHERS + _CARE + _DISTRESS + _OTHER_LANGUAGES
MACROS = {**_MACROS, **_PREPARATION_MACROS, **_OTHERS_MACROS, **_OTHER_LANGUAGES_MACROS}

# Rules that everyday talk meets too: in the corpus fewer than nine of ten messages that met one were of danger.
# One of them alone, in a message that the classifier is sure is calm, asks for a soft word and not for an alarm;
# docs/decisions/0007 says what that spares and what it costs.
NEEDS_SUPPORT = frozenset(
    (
        "absolve_me better_die cannot_go_on car_to_crash close_eyes death_better death_easy decided_end "
        "farewell_entrust farewell_now fit_or_stroke forgive_me_tired giving_and_leaving giving_away "
        "goodbye_world i_am_burden i_die_better i_suicide join_the_dead_now kill_threat kin_hanging "
        "kin_now kin_says_die kin_says_rest kin_suicidal kin_talks_of_death kin_thinks_suicide "
        "last_message last_message_farewell last_minutes living_dead long_sleep no_hope_left no_more_bear "
        "nobody_wake_me nobody_wants_me not_a_life not_live_anymore one_bullet place_and_intent "
        "self_hurting_noun sleep_not_wake standing_at_edge stopped_medicine suicide_noun_wish "
        "suicide_on_my_mind suicide_to_me take_me_with_you threat_quoted throw_self tired_of_life "
        "tired_of_living today_intent tonight_last tried_suicide want_grave want_only_death "
        "want_rest_forever want_vanish why_alive why_stay will_and_locked will_suicide wish_dead "
        "wish_ended writing_and_goodbye writing_will"
    ).split()
)

__all__ = ["CLASSES", "ENGLISH", "FRAMES", "MACROS", "NEEDS_SUPPORT", "RULES"]
