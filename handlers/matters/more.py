"""更多: what is done seldom with a matter, behind one button of its card."""

from __future__ import annotations

from handlers.conversation.context import Turn
from handlers.conversation.routes import Tap
from handlers.matters.card import matter_view, visible_matter
from messages.presses.matters import MoreActs
from storage import outbox
from supervision.notices.base import HERE
from supervision.notices.cards import MatterCard
from supervision.notices.lookups import MatterActs
from supervision.roles import Permission


async def show_more(turn: Turn) -> None:
    """Show what else this person may do; whether it is possible, the act's own rule says."""
    if not isinstance(turn.press, MoreActs):
        raise TypeError(turn.press)
    matter = await visible_matter(turn.unit, turn.actor, turn.press.matter)
    view = await matter_view(turn.unit, MatterCard(to=HERE, matter_id=matter.id), turn.actor)
    acts = MatterActs(
        matter_id=matter.id,
        number=matter.registration_number,
        title=matter.title,
        acts=view.acts,
        page=max(0, turn.press.page),
    )
    await outbox.tell(turn.unit, [acts])


ROUTES = (Tap(press=MoreActs, callback=show_more, may=Permission.MATTER_READ),)
