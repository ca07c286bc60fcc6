"""A Bot API server on this machine, with a control API that plays the people on the other side.

The bot reaches it over HTTP alone and cannot tell it from Telegram; nothing here imports the bot. Everything
that Telegram would remember – chats, messages, files, update queue, clock – lives in one SQLite file.
"""
