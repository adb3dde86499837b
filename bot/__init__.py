"""The assistant: what it understands, what it says, and the parts that run inside Rasa."""
