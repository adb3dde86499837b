"""A topic's picture: its few lines, large enough for a small phone, in calm colours (docs/content.md)."""
