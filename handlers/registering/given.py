"""How /new begins: with what was given (a message, a forwarded paper, a table), and whether it may be here at all."""

from __future__ import annotations

from typing import Any

from handlers.conversation.answering import picked
from handlers.conversation.context import Turn
from handlers.conversation.flows import END, Ask, Next, Question, Said
from handlers.conversation.heard import Heard, SentFile
from handlers.registering import filling, paper
from handlers.registering.course import Answers, go
from storage import outbox
from storage.columns import adapter
from storage.unit_of_work import UnitOfWork
from supervision.filling.intake import looks_like_form
from supervision.model import Draft
from supervision.notices.dialogue import Choice
from supervision.notices.registering import ForwardPutAside, PaperChannelOnly

_SECRECY = (Choice("no", "否，可以登记"), Choice("yes", "是"))
_FORWARDED = (Choice("yes", "登记为督查事项"), Choice("no", "不登记"))


def given_by(heard: Heard, text: str) -> dict[str, object]:
    """What came with the message that begins /new, kept until it is said that it may be here; nothing is fetched."""
    files: list[Any] = adapter(tuple[SentFile, ...]).dump_python(heard.files, mode="json")
    return {"given": text, "given_files": files} if text or files else {}


async def _show_forwarded(_unit: UnitOfWork, draft: Draft) -> Ask:
    answers: Answers = draft.answers
    return Ask(
        facts={
            "given": str(answers.get("given", ""))[:60],
            "names": [item["name"] for item in answers.get("given_files", ())],
        },
        choices=_FORWARDED,
    )


async def _take_forwarded(turn: Turn, _draft: Draft, said: Said) -> Next:
    if picked(said, _FORWARDED, "forwarded") == "yes":
        return go("secrecy")
    await outbox.tell(turn.unit, [ForwardPutAside()])
    return END


async def _show_secrecy(_unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(facts={"given": bool(draft.answers.get("given") or draft.answers.get("given_files"))}, choices=_SECRECY)


async def _take_secrecy(turn: Turn, draft: Draft, said: Said) -> Next:
    if picked(said, _SECRECY, "secrecy") == "yes":
        await outbox.tell(turn.unit, [PaperChannelOnly()])
        return END
    text = str(draft.answers.get("given") or "")
    files = adapter(tuple[SentFile, ...]).validate_python(draft.answers.get("given_files") or ())
    nothing: dict[str, object] = {"given": None, "given_files": None}
    following = await _take_given(turn, draft, text, files)
    return Next(following.question, {**following.answers, **nothing})


async def _take_given(turn: Turn, draft: Draft, text: str, files: tuple[SentFile, ...]) -> Next:
    if files and filling.is_sheet(files[0]):
        return await filling.take_in(turn, draft, Said(text=text, files=files))
    if looks_like_form(text):
        return await filling.read_message(turn.unit, draft, text)
    pieces = [await paper.note_file(turn, sent, number) for number, sent in enumerate(files)]
    if text:
        pieces.append({"text": text})
    return go("track", **({"pieces": pieces} if pieces else {}))


QUESTIONS = {
    "forwarded": Question(_show_forwarded, _take_forwarded),
    "secrecy": Question(_show_secrecy, _take_secrecy),
}
"""Questions by name."""
