"""The single words that our own texts teach: obeyed wherever somebody is in the conversation; pure."""

from helpline import content
from helpline.conversation.plan import Turn
from helpline.text import normalise

# Beside our own word, those that carriers and WhatsApp teach.
_STOP_WORDS = (*content.TAUGHT["stop_elsewhere"], "end", "quit", "cancel", "الغاء")


def is_word(turn: Turn, name: str, *others: str) -> bool:
    """Say whether a message is one of the taught words of a name, or one of the others, and nothing else."""
    word = normalise(turn.text).strip(" .!؟«»\"'")
    return word in {normalise(one) for one in (*content.TAUGHT[name], *others)}


def is_stop(turn: Turn) -> bool:
    """Say whether a message is a word that ends our messages: ours, or one that carriers teach."""
    return is_word(turn, "stop", *_STOP_WORDS)
