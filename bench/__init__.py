"""Measure the figures of the whole helpline on this machine, each beside its goal."""
