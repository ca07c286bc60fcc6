"""A consent by telephone and what came after it: a later signer's change of the text, another person in the post."""

from __future__ import annotations

from handlers.conversation.actors import actor_of
from handlers.people.succession import hand_over
from handlers.topics import CATALOGUE
from storage import audit
from supervision.model import Person, Post, SigningStep, StepStatus
from supervision.notices.cards import matter_subject
from supervision.roles import Role
from tests.flows.approval_scenes import appoint, forged, step_card, submitted
from tests.flows.papers import data_of
from tests.flows.recording_scenes import FILED, agrees_by_telephone, enters, take_account
from tests.flows.signer_scenes import chains, number_of, steps, texts
from tests.flows.test_verbal import agreed, issued_on_a_call, ratify_card
from tests.world import World

CHANGED = "您同意后，文稿有修改"


async def changes_the_date(office: World) -> None:
    """主任 changes a date and agrees."""
    for tap in ("修改后同意", "第2项", "完成时限"):
        await office.director.taps(tap)
    await office.director.says("3月13日")
    await office.director.taps("确认修改并同意")


async def changed_after_a_call(office: World) -> None:
    """副主任 agreed by telephone; 主任 then changed a date."""
    await submitted(office)
    await agrees_by_telephone(office)
    await changes_the_date(office)


async def test_a_consent_before_a_change_is_ratified_by_the_card_that_shows_the_change(office: World) -> None:
    await changed_after_a_call(office)
    card = await ratify_card(office.deputy)
    assert CHANGED in card.text
    assert "办公室主任" in card.text
    assert "3月20日（周五） → 3月13日（周五）" in card.text
    told = await office.deputy.card("文稿修改告知")
    assert "电话同意在前，补签时请一并审阅上述修改" in told.text
    assert "签署的意见" not in told.text
    assert "已补签" in await office.deputy.taps("确认同意", card)
    first = (await steps(office))[0]
    (chain,) = await chains(office)
    assert (first.status, first.signed_hash) == (StepStatus.SIGNED, chain.text_hash)
    assert first.verbal_hash not in ("", chain.text_hash), "what he heard by telephone was the text before"


async def test_the_change_is_on_the_card_after_the_paper_is_out_too(office: World) -> None:
    await changed_after_a_call(office)
    await office.clerk.taps("印发")
    assert CHANGED in (await ratify_card(office.deputy)).text


async def test_a_button_from_before_the_change_settles_nothing_and_brings_the_present_card(office: World) -> None:
    await submitted(office)
    await agrees_by_telephone(office)
    card = await ratify_card(office.deputy)
    ratify, deny = data_of(card, "确认同意"), data_of(card, "不予追认")
    await changes_the_date(office)
    before = len(await texts(office.deputy, CHANGED))
    assert "现行文稿附后" in await forged(office.deputy, ratify)
    assert "现行文稿附后" in await forged(office.deputy, deny)
    assert len(await texts(office.deputy, CHANGED)) == before + 2
    assert (await steps(office))[0].status is StepStatus.VERBAL


async def succeeds(office: World) -> None:
    """县委办主任 takes over the post of 副主任, with what is open there."""
    async with office.transaction() as unit:
        head = await actor_of(unit, office.head.id)
        post = await unit.require(Post, number_of("deputy"))
        new = await unit.require(Person, number_of("party"))
        await hand_over(unit, head, CATALOGUE, post, new)
        await unit.commit()
    await office.settle()


async def _first(office: World) -> SigningStep:
    return (await steps(office))[0]


async def test_a_successor_decides_himself_and_on_his_own_day(office: World) -> None:
    """What was said on the telephone is not his; what he says now is, with his own date."""
    await issued_on_a_call(office)
    await office.advance("3月3日 09:30")
    await succeeds(office)
    card = await office.party.card("请补签", "前任（", "电话同意")
    assert "您电话同意" not in card.text
    assert "确认后作为您本人的意见" in card.text
    await office.party.taps("确认同意", card)
    step = await _first(office)
    assert (step.status, step.decided_by, step.verbal_by) == (
        StepStatus.SIGNED,
        number_of("party"),
        number_of("deputy"),
    )
    assert step.decided_at is not None
    assert step.decided_at == step.ratified_at
    shown = (await step_card(office.director)).text
    assert "分管副主任 已同意　3月3日（前任3月2日电话同意）" in shown
    assert "已同意　3月2日" not in shown.split("办公室主任")[0]
    async with office.transaction() as unit:
        last = (await audit.history(unit, matter_subject(1)))[-1]
    assert (last.event, last.details["verbal_by"]) == ("approval.ratified", number_of("deputy"))


async def test_a_successor_with_another_part_in_the_approval_ratifies_nothing(office: World) -> None:
    """Who signed another step, or drafted the text, does not stand by a predecessor's word as well."""
    await issued_on_a_call(office)
    press = data_of(await ratify_card(office.deputy), "确认同意")
    await appoint(office, Role.DEPUTY_DIRECTOR, number_of("director"))
    await forged(office.director, press)
    assert (await _first(office)).status is StepStatus.VERBAL
    await appoint(office, Role.DEPUTY_DIRECTOR, number_of("clerk"))
    await forged(office.clerk, press)
    assert (await _first(office)).status is StepStatus.VERBAL


async def test_a_successor_denies_on_paper_as_well(office: World) -> None:
    await take_account(office, "party")
    await agreed(office)
    await appoint(office, Role.DEPUTY_DIRECTOR, number_of("party"))
    await enters(office.clerk, "2026-1", "补签（分管副主任）", "不予追认", "不了解情况", "今天", FILED)
    await office.clerk2.taps("核对无误")
    step = await _first(office)
    assert (step.status, step.decided_by) == (StepStatus.DENIED, number_of("party"))
