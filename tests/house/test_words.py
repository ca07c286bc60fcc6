"""One notice, one template: whatever can be said is worded once, and nothing is worded that is never said."""

from __future__ import annotations

from collections import Counter

from messages.render import TEMPLATES, refusal_kind
from supervision import refusals
from supervision.notices.registry import NOTICES


def templates(*, of_refusals: bool) -> list[str]:
    """The kinds that have a template, partials (`_name.j2`) left out."""
    return [
        path.stem
        for path in TEMPLATES.rglob("*.j2")
        if not path.name.startswith("_") and ("refusals" in path.parts) == of_refusals
    ]


def refusal_kinds() -> set[str]:
    return {
        refusal_kind(kind.__new__(kind))
        for kind in vars(refusals).values()
        if isinstance(kind, type) and issubclass(kind, refusals.Refusal) and kind is not refusals.Refusal
    }


def test_every_notice_has_one_template_and_every_template_a_notice() -> None:
    worded = set(templates(of_refusals=False))
    assert sorted(NOTICES.keys() - worded) == []
    assert sorted(worded - NOTICES.keys()) == []


def test_every_refusal_has_one_template_and_every_template_a_refusal() -> None:
    worded, kinds = set(templates(of_refusals=True)), refusal_kinds()
    assert {"not_allowed", "already_decided"} <= kinds
    assert sorted(kinds - worded) == []
    assert sorted(worded - kinds) == []


def test_no_kind_is_worded_twice() -> None:
    found = Counter(templates(of_refusals=False) + templates(of_refusals=True))
    assert [kind for kind, times in found.items() if times > 1] == []
