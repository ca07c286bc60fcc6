"""［呈批单］, ［文件］: the sheet that a text is signed on in ink, and the text as a file, for who asks."""

from __future__ import annotations

from handlers.approving.as_file import draft_of, sheet_of
from handlers.conversation.context import Turn
from handlers.conversation.routes import IN_PRIVATE, Tap
from handlers.documents.freezing import title_of
from handlers.documents.seeing import sees_chain
from messages.presses.documents import ShowDraft, ShowSheet, ShowSheets
from storage import outbox
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Chain, ChainStatus, Document, Matter, Post
from supervision.notices.documents import DocumentAnswer
from supervision.refusals import NotFound, StaleButton
from supervision.roles import Permission
from supervision.scope import require_sight


async def _chain(unit: UnitOfWork, actor: Actor, chain_id: int) -> Chain:
    """The text, if he may have it and it stands.

    Raises:
        NotFound: there is none, or it is not for him.
        StaleButton: it was changed or withdrawn.
    """
    chain = await unit.get(Chain, chain_id)
    if chain is None or not await sees_chain(unit, actor, chain):
        raise NotFound("document")
    if chain.status is ChainStatus.VOID:
        raise StaleButton
    return chain


def _answer(document: Document) -> DocumentAnswer:
    return DocumentAnswer(document_id=document.id, title=title_of(document), number=document.number)


async def on_draft(turn: Turn) -> None:
    """［文件］ below a full text."""
    assert isinstance(turn.press, ShowDraft)
    chain = await _chain(turn.unit, turn.actor, turn.press.chain)
    document = await draft_of(turn.unit, turn.actor, chain)
    if document is None:
        raise NotFound("document")
    await outbox.tell(turn.unit, [_answer(document)])


async def on_sheet(turn: Turn) -> None:
    """［呈批单］ of one text."""
    assert isinstance(turn.press, ShowSheet)
    chain = await _chain(turn.unit, turn.actor, turn.press.chain)
    await outbox.tell(turn.unit, [_answer(await sheet_of(turn.unit, turn.actor, chain))])


async def on_sheets(turn: Turn) -> None:
    """［呈批单］ of a matter: of each of its texts that is with the signers."""
    assert isinstance(turn.press, ShowSheets)
    matter = await turn.unit.require(Matter, turn.press.matter)
    require_sight(turn.actor, matter, await turn.unit.get(Post, matter.registered_post_id))
    running = await turn.unit.find(Chain, matter_id=matter.id, status=ChainStatus.RUNNING)
    seen = [chain for chain in running if await sees_chain(turn.unit, turn.actor, chain)]
    if not seen:
        raise NotFound("document")
    await outbox.tell(turn.unit, [_answer(await sheet_of(turn.unit, turn.actor, chain)) for chain in seen])


_MAY = Permission.DOCUMENT_READ
ROUTES = (
    Tap(press=ShowDraft, callback=on_draft, may=_MAY, chats=IN_PRIVATE),
    Tap(press=ShowSheet, callback=on_sheet, may=_MAY, chats=IN_PRIVATE),
    Tap(press=ShowSheets, callback=on_sheets, may=_MAY, chats=IN_PRIVATE),
)
