"""Training of the small sentence encoder from the project's own text."""
