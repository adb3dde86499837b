"""These tests run in Rasa's own environment: `.venv-rasa/bin/python -m unittest discover -s tests/rasa`."""

import importlib.util

if importlib.util.find_spec("rasa") is None:
    collect_ignore_glob = ["test_*.py"]
