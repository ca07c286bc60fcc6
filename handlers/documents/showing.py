"""［文件］: a paper as a file for who asks, whatever the county sends by itself."""

from __future__ import annotations

from handlers.conversation.context import Turn
from handlers.conversation.routes import Tap
from handlers.documents.freezing import title_of
from handlers.documents.seeing import require_document
from messages.presses.documents import ShowDocument
from storage import outbox
from supervision.notices.documents import DocumentAnswer
from supervision.refusals import NotFound
from supervision.roles import Permission


async def on_show(turn: Turn) -> None:
    """Send the file that the button names, if there is one and he may have it."""
    press = turn.press
    assert isinstance(press, ShowDocument)
    document = await require_document(turn.unit, turn.actor, press.document)
    if press.form != "docx" and not (press.form == "pdf" and document.pdf_sha256):  # charts go out with a bulletin only
        raise NotFound("document")
    answer = DocumentAnswer(
        document_id=document.id,
        title=title_of(document),
        number=document.number,
        form=press.form,
        void=document.void_at is not None,
    )
    await outbox.tell(turn.unit, [answer])


ROUTES = (Tap(press=ShowDocument, callback=on_show, may=Permission.DOCUMENT_READ),)
