"""From the assistant to a counsellor and back: what they read, what a word does, how a case ends."""
