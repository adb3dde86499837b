"""Custom actions, served by rasa-sdk: thin, one file a topic.

No way to a counsellor depends on them alone: danger is signalled by SafetyPolicy's own responses.
"""
