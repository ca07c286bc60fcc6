"""Turning the catalogue of routes into python-telegram-bot handlers, in one group and one order.

Order: reply to a remembered card, tap, command, keyboard word, open question, ask. In a group only commands, buttons
and replies to the bot are heard; what people say to each other is nobody's business. One `ConversationHandler` holds
all of it: everything that may begin or leave a question is an entry point (re-entry allowed), every open question is
a state. Its states are derived from the draft rows when the process starts (`bot/persistence.py`).
"""

from __future__ import annotations

from collections.abc import Callable

from telegram import Message, Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ConversationHandler,
    MessageHandler,
    filters,
)

from handlers.conversation.catalogue import Catalogue
from handlers.conversation.dialogue import answer
from handlers.conversation.heard import INCOMING
from handlers.conversation.routes import Anyone, Otherwise
from handlers.conversation.transaction import Context, transacted
from messages.presses.base import Press

CONVERSATION = "dialogue"
"""The name under which PTB asks our persistence for the open conversations."""

_FRESH = filters.UpdateType.MESSAGE
_SAID = _FRESH & ~filters.COMMAND & ~filters.StatusUpdate.ALL

Handler = BaseHandler[Update, Context, object]


class _RepliesToCard(filters.MessageFilter):
    """A reply to a message that stands for something; the worker has looked it up (`Incoming.card`)."""

    def __init__(self, subjects: frozenset[str]) -> None:
        super().__init__(name="replies_to_card")
        self.subjects = subjects

    def filter(self, message: Message) -> bool:
        """Tell whether the message answers a card that has a route."""
        card = INCOMING.get().card
        return card is not None and card.subject_kind in self.subjects


class _RepliesToUs(filters.MessageFilter):
    """A reply to a message that this bot sent, whatever it stands for."""

    def filter(self, message: Message) -> bool:
        """Tell whether the message that is answered is the bot's own."""
        replied = message.reply_to_message
        author = replied.from_user if replied else None
        return author is not None and author.id == message.get_bot().id


class _IsWord(filters.MessageFilter):
    """The whole text is a word of the reply keyboard."""

    def __init__(self, words: frozenset[str]) -> None:
        super().__init__(name="is_word")
        self.words = words

    def filter(self, message: Message) -> bool:
        """Tell whether the text is one of the words."""
        return message.text is not None and message.text.strip() in self.words


def ptb_handlers(catalogue: Catalogue) -> list[Handler]:
    """All handlers, in the order in which they are asked."""
    otherwise = transacted(catalogue.otherwise)
    return [
        MessageHandler(filters.UpdateType.EDITED_MESSAGE, transacted(catalogue.edits)),
        *_services(catalogue),
        _conversation(catalogue),
        MessageHandler(_SAID & filters.ChatType.PRIVATE, otherwise),
        MessageHandler(_SAID & filters.ChatType.GROUPS & _RepliesToUs(name="replies_to_us"), otherwise),
        MessageHandler(_FRESH & filters.COMMAND & filters.ChatType.PRIVATE, otherwise),
        CallbackQueryHandler(otherwise),
    ]


def _services(catalogue: Catalogue) -> list[Handler]:
    return [
        ChatMemberHandler(transacted(catalogue.services["membership"]), ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(filters.StatusUpdate.MIGRATE, transacted(catalogue.services["migration"])),
    ]


def _conversation(catalogue: Catalogue) -> Handler:
    open_question: Handler = MessageHandler(
        _SAID & filters.ChatType.PRIVATE,
        transacted(Otherwise(callback=answer, may=Anyone.ENROLLED)),
    )
    questions = [question for flow in catalogue.flows.values() for question in flow.questions]
    return ConversationHandler(
        entry_points=_entry_points(catalogue),
        states={question: [open_question] for question in questions},
        fallbacks=[],
        allow_reentry=True,
        persistent=True,
        name=CONVERSATION,
    )


def _entry_points(catalogue: Catalogue) -> list[Handler]:
    by_subject = {subject: transacted(route) for subject, route in catalogue.replies.items()}
    by_word = {word: transacted(route) for word, route in catalogue.words.items()}

    async def replied(update: Update, context: Context) -> object:
        card = INCOMING.get().card
        if card is None:
            raise RuntimeError("a reply without its card")
        return await by_subject[card.subject_kind](update, context)

    async def word_said(update: Update, context: Context) -> object:
        text = update.effective_message.text if update.effective_message else None
        return await by_word[(text or "").strip()](update, context)

    return [
        MessageHandler(_SAID & _RepliesToCard(frozenset(by_subject)), replied),
        *(CallbackQueryHandler(transacted(route), pattern=_carries(route.press)) for route in catalogue.taps),
        *(CommandHandler(name, transacted(route), filters=_FRESH) for name, route in catalogue.commands.items()),
        MessageHandler(_SAID & filters.ChatType.PRIVATE & filters.TEXT & _IsWord(frozenset(by_word)), word_said),
    ]


def _carries(press: type[Press]) -> Callable[[object], bool]:
    prefix = press.prefix

    def matches(data: object) -> bool:
        return isinstance(data, str) and data.split(":", 1)[0] == prefix

    return matches
