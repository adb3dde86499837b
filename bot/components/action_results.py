"""Check what the action server answers as Rasa does, and Rasa's own schema once instead of every time.

`jsonschema.validate` begins by checking the schema, which took longer than all the rest of a turn.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Dict, Text

from jsonschema.exceptions import best_match
from jsonschema.protocols import Validator
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction


def install() -> None:
    """Let every custom action of this process be checked so; to be called as the server starts."""
    RemoteAction._validate_action_result = _validate


def _validate(action: RemoteAction, result: Dict[Text, Any]) -> bool:
    """Return True; raise jsonschema.ValidationError for what is no answer of an action server."""
    error = best_match(_validator().iter_errors(result))
    if error is not None:
        raise error
    return True


@lru_cache(maxsize=1)
def _validator() -> Validator:
    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)
