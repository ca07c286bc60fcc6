"""What may be tapped below a bulletin's text and its figures."""

from __future__ import annotations

from messages.figure_names import FIGURE
from messages.keyboards.rows import button, flow, rows
from messages.outgoing import Button, Keyboard
from messages.presses.bulletins import PreviewBulletin, ShowFigure, SubmitBulletin, WordNextSteps, WordProblems
from messages.presses.matters import ShowMatter
from supervision.figures.groups import KEYS
from supervision.notices.bulletins import BulletinText, LastBulletin
from supervision.notices.figures import FigureFacts, LongBulletin

NO_FIGURE = len(KEYS)
"""Not the number of any figure: asks which there are."""


def bulletin_text(it: BulletinText) -> Keyboard:
    """The preview: the words that people may change, and what the figures count."""
    if not it.bulletin_id:
        return ()
    words = [
        button("修改存在问题", WordProblems(it.bulletin_id)),
        button("修改下一步要求", WordNextSteps(it.bulletin_id)),
    ]
    return rows(words if it.may_edit else (), [source(it.bulletin_id)])


def last_bulletin(it: LastBulletin) -> Keyboard:
    """What the figures count, for whoever may see it."""
    return rows([source(it.bulletin_id)]) if it.bulletin_id else ()


def source(bulletin_id: int) -> Button:
    """［数据来源］: which figures there are to look at."""
    return button("数据来源", ShowFigure(bulletin_id, NO_FIGURE))


def figure_facts(it: FigureFacts) -> Keyboard:
    """The figures to choose from; or of one the matters of the page, its other pages, and the way back."""
    if not it.key:
        return flow(
            (
                button(f"{FIGURE[key]}{value}", ShowFigure(it.bulletin_id, KEYS.index(key)))
                for key, value in it.figures.items()
            ),
            per_row=2,
        )
    key = KEYS.index(it.key)
    back = [button("上一页", ShowFigure(it.bulletin_id, key, it.page - 1))] if it.page else []
    on = [button("下一页", ShowFigure(it.bulletin_id, key, it.page + 1))] if it.page + 1 < it.pages else []
    matters = [button(number, ShowMatter(matter_id)) for matter_id, number in it.matters]
    return rows(matters, [*back, source(it.bulletin_id), *on])


def long_bulletin(it: LongBulletin) -> Keyboard:
    """Look at it again, or send it all the same."""
    return rows(
        [button("预览全文", PreviewBulletin(it.bulletin_id)), button("仍然送审", SubmitBulletin(it.bulletin_id, 1))]
    )


KEYBOARDS = {
    "bulletin_text": bulletin_text,
    "last_bulletin": last_bulletin,
    "figure_facts": figure_facts,
    "long_bulletin": long_bulletin,
}
