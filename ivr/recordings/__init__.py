"""Recorded prompts: played where there is one, instead of the synthetic voice."""
