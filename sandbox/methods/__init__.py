"""The methods of the Bot API, by topic. Importing this package registers all of them."""

from sandbox.methods import (
    albums,
    callbacks,
    chats,
    commands,
    editing,
    forwarding,
    identity,
    marking,
    media,
    profile,
    receiving,
    sending,
)
from sandbox.methods.call import METHODS, Call

__all__ = [
    "METHODS",
    "Call",
    "albums",
    "callbacks",
    "chats",
    "commands",
    "editing",
    "forwarding",
    "identity",
    "marking",
    "media",
    "profile",
    "receiving",
    "sending",
]
