"""NLU components, policies and the channel that run inside the Rasa server (Python 3.10)."""
