"""Who writes or calls, and how to reach them safely."""

from helpline.contacts.contact import Contact, find, find_or_create

__all__ = ["Contact", "find", "find_or_create"]
