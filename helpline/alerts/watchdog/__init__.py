"""Checks the safety invariants from outside the queue, mends what it can, and cries out."""
