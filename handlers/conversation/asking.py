"""What holds for every conversation: answers, back, cancel – and messages that belong to nothing."""

from __future__ import annotations

from handlers.conversation import dialogue
from handlers.conversation.context import Turn
from handlers.conversation.heard import GROUP
from handlers.conversation.routes import ANYWHERE, Anyone, Command, Otherwise, Tap
from handlers.reporting.placing import offer_to_place
from messages.presses.dialogue import Cancel, Choose, DropOpen, GoBack, KeepOpen
from storage import outbox
from supervision.notices.asking import NotUnderstood
from supervision.refusals import StaleButton


async def ask_what_is_meant(turn: Turn) -> None:
    """A message or a button that nothing claims: a unit is asked what it reports on, others what they mean.

    In a group nobody is asked about his tasks: he is told that nothing was recorded, and where to say it.
    """
    if turn.heard.callback_id:
        raise StaleButton
    in_group = turn.heard.chat_kind == GROUP
    if not in_group and await offer_to_place(turn):
        return
    await outbox.tell(turn.unit, [NotUnderstood(has_files=bool(turn.heard.files), in_group=in_group)])


ROUTES = (
    Command(name="cancel", callback=dialogue.cancel, may=Anyone.ENROLLED, description="取消当前操作", word="取消"),
    Command(name="back", callback=dialogue.go_back, may=Anyone.ENROLLED, description="返回上一步", word="返回"),
    Tap(press=Choose, callback=dialogue.answer, may=Anyone.ENROLLED),
    Tap(press=GoBack, callback=dialogue.go_back, may=Anyone.ENROLLED),
    Tap(press=Cancel, callback=dialogue.cancel, may=Anyone.ENROLLED),
    Tap(press=KeepOpen, callback=dialogue.keep_open, may=Anyone.ENROLLED),
    Tap(press=DropOpen, callback=dialogue.drop_open, may=Anyone.ENROLLED),
    Otherwise(callback=ask_what_is_meant, may=Anyone.ENROLLED, chats=ANYWHERE),
)
