"""A message that says by itself what it is: a filled-in form, a 分解表 with such lines, or a forwarded paper (/new)."""

from __future__ import annotations

from handlers.conversation.context import Turn
from handlers.conversation.routes import Unprompted
from handlers.registering import filling
from handlers.registering.flow import begin_with
from handlers.registering.given import given_by
from handlers.registering.paper import check_file
from supervision.filling.intake import looks_like_form
from supervision.roles import Permission


def is_form(turn: Turn) -> bool:
    """Whether a message is a filled-in form, or a table with one as its caption."""
    heard = turn.heard
    return looks_like_form(heard.text) and not (heard.files and not filling.is_sheet(heard.files[0]))


def is_passed_on(turn: Turn) -> bool:
    """Whether somebody passes on what another wrote or sent, or a sheet without a word of what it is."""
    heard = turn.heard
    if is_form(turn) or not (heard.text.strip() or heard.files):
        return False
    return bool(heard.forwarded) or any(filling.is_sheet(sent) for sent in heard.files)


async def take_form(turn: Turn) -> None:
    """Begin /new with the message; whether it may be here is asked before anything is read or fetched."""
    await begin_with(turn, "secrecy", given_by(turn.heard, turn.heard.text.strip()))


async def take_passed_on(turn: Turn) -> None:
    """Ask what is to become of it; a file that no matter can have is refused at once."""
    for sent in turn.heard.files:
        check_file(sent)
    answers = given_by(turn.heard, turn.heard.text.strip())
    await begin_with(turn, "forwarded", {**answers, "from": turn.heard.forwarded})


ROUTES = (
    Unprompted(knows=is_form, callback=take_form, may=Permission.MATTER_REGISTER),
    Unprompted(knows=is_passed_on, callback=take_passed_on, may=Permission.MATTER_REGISTER),
)
