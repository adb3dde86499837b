"""Stand in for Twilio on this machine: REST, signed webhooks, TwiML, phones and a page to try them."""
