"""Letters to those above a unit that cannot be ordered: facts, no reproach, and who they are for (R3c)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from supervision.actors import Actor
from supervision.county import County
from supervision.model import LETTER_KINDS, LetterStatus, LetterUp, Person, Post, Unit, UnitKind
from supervision.papers.letters import letter_content
from supervision.rectification import superiors
from supervision.refusals import InvalidInput, NotAllowed, NotFound, Refusal, StaleButton, WrongState
from supervision.roles import Role
from tests.world import MONDAY

TAX = Unit(7, "县税务局", UnitKind.VERTICAL, superior="国家税务总局商丘市税务局")
FACTS = ("1/2/7/1",)
L = LetterStatus
LETTER = LetterUp(3, 9, 7, TAX.superior, FACTS, "函", 8, MONDAY)


def actor(role: Role = Role.OFFICER) -> Actor:
    return Actor(Person(8, "某人", "13800000000", 1), (Post(8, 2, role, "某职务", "", 8),))


@pytest.mark.parametrize("kind", sorted(UnitKind))
def test_R3c_only_who_is_asked_and_not_ordered_has_a_letter(kind: UnitKind) -> None:
    unit = replace(TAX, kind=kind)
    if kind in LETTER_KINDS:
        superiors.require_draftable(unit, FACTS, None, actor())
        return
    with pytest.raises(NotFound):
        superiors.require_draftable(unit, FACTS, None, actor())
    with pytest.raises(NotFound):
        superiors.name_superior(unit, actor(), "某局")


@pytest.mark.parametrize(
    ("facts", "before", "role", "refusal"),
    [
        ((), None, Role.OFFICER, NotFound),
        (FACTS, None, Role.LIAISON, NotAllowed),
        (FACTS, None, Role.DIRECTOR, NotAllowed),
        (FACTS, replace(LETTER, status=L.IN_APPROVAL), Role.OFFICER, WrongState),
        (FACTS, replace(LETTER, status=L.SENT), Role.OFFICER, WrongState),
    ],
)
def test_R3c_a_letter_needs_facts_and_is_not_changed_under_its_signers(
    facts: tuple[str, ...], before: LetterUp | None, role: Role, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        superiors.require_draftable(TAX, facts, before, actor(role))


@pytest.mark.parametrize("word", superiors.NEVER_SAID)
def test_R3c_nothing_is_said_to_them_that_only_a_superior_may_say(word: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        superiors.require_request(f"请贵单位予以{word}。")
    assert (refused.value.reason, refused.value.given) == ("to_superior", word)


def test_R3c_what_is_asked_is_short_and_not_empty() -> None:
    assert superiors.require_request(" 请贵单位予以支持。 ") == "请贵单位予以支持。"
    with pytest.raises(InvalidInput):
        superiors.require_request(" ")
    with pytest.raises(InvalidInput):
        superiors.require_request("请" * 301)


def test_R3c_it_is_drafted_anew_after_it_was_sent_back() -> None:
    returned = replace(LETTER, status=L.SENT_BACK)
    outcome = superiors.draft(TAX, FACTS, returned, actor(), MONDAY, letter_id=0, bulletin_id=9, text="新文稿")
    (saved,) = outcome.saves
    assert isinstance(saved, LetterUp)
    assert (saved.id, saved.status, saved.text, saved.superior) == (3, L.DRAFT, "新文稿", TAX.superior)


@pytest.mark.parametrize("status", sorted(L))
def test_R3c_it_is_sent_only_after_its_last_signature(status: LetterStatus) -> None:
    letter = replace(LETTER, status=status)
    if status is L.APPROVED:
        (sent,) = superiors.send(letter, actor(), MONDAY.date()).saves
        assert isinstance(sent, LetterUp)
        assert (sent.status, sent.sent_on) == (L.SENT, MONDAY.date())
        return
    with pytest.raises(StaleButton if status is L.SENT else WrongState):
        superiors.send(letter, actor(), MONDAY.date())
    if status not in superiors.EDITABLE:
        with pytest.raises(WrongState):
            superiors.submit(letter, actor())


def test_a_letter_is_set_word_for_word() -> None:
    signed = "夏邑县人民政府办公室关于某事的函\n某局：\n第一段。\n一、某事。内容。\n特此函商。"
    content = letter_content(signed, County(), number="夏政办函〔2026〕1号", dated=date(2026, 3, 2), note="联系人：某")
    assert content.title.replace("\n", "") == "夏邑县人民政府办公室关于某事的函"
    assert (content.addressees, content.note, content.mark) == (("某局",), "（联系人：某）", "夏邑县人民政府办公室")
    assert [block.text + block.rest for block in content.body] == signed.splitlines()[2:]
