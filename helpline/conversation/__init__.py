"""One inbound message from inbox to replies."""
