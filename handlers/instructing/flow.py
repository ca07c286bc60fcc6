"""The conversation about a leader's new instruction, and the buttons that begin it."""

from __future__ import annotations

from handlers.conversation import dialogue
from handlers.conversation.context import Turn
from handlers.conversation.flows import Flow
from handlers.conversation.routes import Command, Tap
from handlers.instructing import entering, further_notice
from messages.presses.instructing import DraftFurther, EnterFurther, GiveAgain, IssueFurther
from storage import outbox
from supervision.instructions import instructing
from supervision.notices.instructing import FurtherPrompt
from supervision.roles import Permission

FLOW = Flow("further", FurtherPrompt, {**entering.QUESTIONS, **further_notice.QUESTIONS})


async def on_instruct(turn: Turn) -> None:
    """/instruct 12: whose instruction it is; without a number, ask for the matter."""
    if not turn.heard.args:
        await dialogue.open_flow(turn, FLOW, "further.matter", {}, wanted="instruct")
        return
    following = await entering.after_words(turn, turn.heard.args)
    await dialogue.open_flow(turn, FLOW, str(following.question), following.answers, wanted="instruct")


async def on_enter(turn: Turn) -> None:
    """［登记后续批示］."""
    assert isinstance(turn.press, EnterFurther)
    matter = await entering.enterable(turn.unit, turn.actor, turn.press.matter)
    await dialogue.open_flow(turn, FLOW, "further.leader", entering.about(matter))


async def on_give_again(turn: Turn) -> None:
    """［重新交办］: which tasks, and until when."""
    assert isinstance(turn.press, GiveAgain)
    further, folder = await entering.pending(turn.unit, turn.actor, turn.press.further)
    instructing.require_second(further, turn.actor)
    answers = {**entering.about(folder.matter), "further": further.id}
    await dialogue.open_flow(turn, FLOW, "further.tasks", answers)


async def on_draft(turn: Turn) -> None:
    """［另下督办通知］, or anew after it was sent back: the tasks, one a line."""
    assert isinstance(turn.press, DraftFurther)
    further, folder = await entering.pending(turn.unit, turn.actor, turn.press.further)
    answers = {**entering.about(folder.matter), "further": further.id}
    await dialogue.open_flow(turn, FLOW, "further.lines", answers)


async def on_issue(turn: Turn) -> None:
    """［印发］."""
    assert isinstance(turn.press, IssueFurther)
    await outbox.tell(turn.unit, [await further_notice.issue(turn.unit, turn.actor, turn.press.further)])


FLOWS = {FLOW.name: FLOW}

ROUTES = (
    Command(
        name="instruct",
        callback=on_instruct,
        may=Permission.INSTRUCTION_ENTER,
        description="登记领导后续批示",
        word="后续批示",
    ),
    Tap(press=EnterFurther, callback=on_enter, may=Permission.INSTRUCTION_ENTER),
    Tap(press=GiveAgain, callback=on_give_again, may=Permission.MATTER_REOPEN),
    Tap(press=DraftFurther, callback=on_draft, may=Permission.MATTER_REOPEN),
    Tap(press=IssueFurther, callback=on_issue, may=Permission.PAPER_ISSUE),
)
