"""A page with every text, for a clinician to read, mark and sign (docs/content.md)."""
