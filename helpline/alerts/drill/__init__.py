"""The test alert: whoever is on call is reached by each of their transports while nothing depends on it.

It has its own rows, texts and addresses, and never an Alert: nothing that becomes of it can touch a case.
"""
