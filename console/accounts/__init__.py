"""Who may use the console: invitations, passwords, second factors, sessions that end."""
