"""What the helpline says by itself and the numbers it may give: data that staff edit, held by a check."""

from helpline.content.catalogue import (
    Button,
    ContentError,
    Text,
    all_texts,
    buttons,
    in_language,
    placeholders,
    text,
)
from helpline.content.hotlines import (
    Hotline,
    all_hotlines,
    emergency_hotline,
    emergency_number,
    region_of,
    usable,
)
from helpline.content.taught import TAUGHT

__all__ = [
    "TAUGHT",
    "Button",
    "ContentError",
    "Hotline",
    "Text",
    "all_hotlines",
    "all_texts",
    "buttons",
    "emergency_hotline",
    "emergency_number",
    "in_language",
    "placeholders",
    "region_of",
    "text",
    "usable",
]
