"""The directory of services: kinds of service, places, and who is where; and the search in it. Pure."""

from helpline.content.directory.load import all_services, load
from helpline.content.directory.model import ANY, AUDIENCES, Directory, Entry, ServiceType
from helpline.content.directory.search import Found, Reach, Result, search
from helpline.content.directory.understand import (
    Query,
    best_type,
    named_types,
    names_type,
    place_words,
    understand,
)

__all__ = [
    "ANY",
    "AUDIENCES",
    "Directory",
    "Entry",
    "Found",
    "Query",
    "Reach",
    "Result",
    "ServiceType",
    "all_services",
    "best_type",
    "load",
    "named_types",
    "names_type",
    "place_words",
    "search",
    "understand",
]
