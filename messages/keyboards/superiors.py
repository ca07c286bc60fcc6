"""Keyboards of letters to those above a unit."""

from __future__ import annotations

from messages.keyboards.rows import button, flow, rows
from messages.outgoing import Keyboard
from messages.presses.documents import ShowDocument
from messages.presses.superiors import DraftLetterUp, SendLetterUp, SubmitLetterUp
from messages.views.superiors import LetterUpView
from supervision.notices.superiors import ApartUnits

MOST_OFFERED = 6
"""Units without a letter that are offered at once; the next come when theirs are drafted."""


def apart_units(it: ApartUnits) -> Keyboard:
    """起草函 for each that has none yet."""
    waiting = [unit for unit in it.units if not unit.letter][:MOST_OFFERED]
    return flow((button(f"起草函：{unit.unit}", DraftLetterUp(it.bulletin_id, unit.unit_id)) for unit in waiting), 1)


def letter_up_card(view: LetterUpView) -> Keyboard:
    """Send it to its signers or word it anew; once it is approved its file, and that it was sent."""
    if not view.may_act:
        return ()
    anew = button("修改", DraftLetterUp(view.bulletin_id, view.unit_id))
    if view.status in ("draft", "sent_back"):
        return rows([button("送审", SubmitLetterUp(view.letter_id)), anew])
    file = [button("文件", ShowDocument(view.document_id, "docx"))] if view.document_id else []
    sent = [button("登记发出", SendLetterUp(view.letter_id))] if view.status == "approved" else []
    return rows([*file, *sent])


KEYBOARDS = {"apart_units": apart_units, "letter_up_card": letter_up_card}
"""All keyboards by kind of message."""
