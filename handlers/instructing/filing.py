"""办理情况呈报 as a file, behind the leader's card (P5.3, P5.4)."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.documents.freezing import freeze, tell_file
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving.approvals import hash_of
from supervision.model import AnswerVerdict, DocumentKind, LeaderAnswer, Matter, Post
from supervision.notices.base import to_officer, to_signer
from supervision.notices.instructing import answer_subject
from supervision.papers import report_contents


async def file_answers(unit: UnitOfWork, actor: Actor, matter: Matter, saved: Iterable[object]) -> None:
    """Fix what leaders were told, each his own, and send it to him and to the Office.

    Args:
        saved: what was saved; who has read it by signing it waits for nothing and gets no file.
    """
    for answer in saved:
        if not isinstance(answer, LeaderAnswer) or answer.verdict is not AnswerVerdict.WAITING:
            continue
        post = await unit.require(Post, answer.post_id)
        leader = to_signer(post.id)
        document = await freeze(
            unit,
            actor,
            DocumentKind.LEADER_REPORT,
            report_contents.leader_report(
                answer.text, unit.county, topic=matter.title, leader=post.title, dated=unit.today
            ),
            subject=answer_subject(answer.id),
            matter_id=matter.id,
            text_hash=hash_of(answer.text),
            pdf_to=(leader,),
        )
        await tell_file(unit, document, leader, reply_subject=answer_subject(answer.id))
        await tell_file(unit, document, to_officer(matter.registered_post_id))
