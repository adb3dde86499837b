"""What a transport says when it cannot even be tried."""


class NotSetUp(Exception):
    """The operator's settings or the counsellor's entry in the roster lack what this transport needs."""
