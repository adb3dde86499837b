"""The counsellors' web: who needs somebody, what happened, answer, close."""
