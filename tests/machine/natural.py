"""The natural next act on a matter, and who does an act by right: how a random life comes to its end."""

from __future__ import annotations

from supervision.model import (
    Assignment,
    Chain,
    Dispatch,
    LeaderAnswer,
    Matter,
    Report,
    SigningStep,
    Submission,
)
from tests import roster
from tests.machine.invariants import Book

LIAISONS = {roster.HOUSING: "housing_a", roster.WATER: "water", roster.TAX: "tax", roster.PUBLICITY: "publicity"}
OF_UNITS = ("acknowledge", "report", "ask_extension", "ask_transfer", "promise_rectification")
OUT = (
    *("suspend", "correct", "withdraw", "merge", "hand_over", "instruct", "give_again", "draft_further"),
    *("issue_further", "tell_leaders", "answer_as_leader", "sum_up", "send_up", "move_submission", "sign"),
    *("ask_extension", "answer_extension", "ask_transfer", "answer_transfer", "report", "return_report", "accept"),
    *("order_rectification", "promise_rectification", "check_rectification", "send_back", "ask_extension"),
)
FITTING = {
    "followed": ("keep", "pass_gate", "pass_gate", "instruct", "hand_over"),
    "registered": ("split", "split", "hand_over", "withdraw"),
    "split": ("countersign", "submit", "split", "merge", "hand_over"),
    "sent_back": ("countersign", "submit", "split", "submit"),
    "in_approval": ("sign", "sign", "sign", "send_back", "split", "withdraw", "sign_out_of_turn"),
    "approved": ("issue", "issue", "issue", "split", "withdraw", "merge"),
    "in_progress": OUT,
    "suspended": ("resume", "sign", "report", "accept", "return_report", "withdraw", "acknowledge", "correct"),
    "closing": ("sign", "send_back", "report", "withdraw", "sign_out_of_turn"),
    "closed": ("instruct", "give_again", "answer_as_leader", "send_up", "move_submission", "sum_up", "report"),
    "withdrawn": ("sign", "report", "instruct", "issue", "sign_out_of_turn", "resume"),
}
"""What can happen to a matter as it stands, besides the natural next act."""

OF_SIGNERS = ("sign", "send_back", "sign_out_of_turn")


def key_of(person: int) -> str:
    return roster.SEATS[person - 1].key


def _signer(book: Book, matter: Matter) -> str:
    for chain in reversed(book.all(Chain, matter_id=matter.id, status="running")):
        for step in book.all(SigningStep, chain_id=chain.id, status="current"):
            return key_of(step.post_id)
    return ""


def next_of(book: Book, matter: Matter, *, flag: bool, act: str = "", n: int = 0) -> tuple[str, str]:
    """What comes next and whose it is; for a given act only whose."""
    desk, signer = key_of(matter.registered_post_id), _signer(book, matter)
    if act:
        return act, _by_right(book, matter, act, n, otherwise=(desk, signer))
    if signer:
        return "sign", signer
    before = {
        "followed": ("pass_gate" if flag else "keep", desk),
        "registered": ("split", desk),
        "split": ("submit", desk),
        "sent_back": ("submit", desk),
        "approved": ("issue", "clerk"),
        "suspended": ("resume", "clerk"),
    }
    return before.get(matter.status) or _carried_out(book, matter)


def _carried_out(book: Book, matter: Matter) -> tuple[str, str]:
    if matter.status == "in_progress":
        unknown = [one for one in book.all(Dispatch, matter_id=matter.id) if one.acknowledged_at is None]
        if unknown:
            return "acknowledge", LIAISONS[unknown[0].unit_id]
        if book.all(Report, matter_id=matter.id, status="submitted"):
            return "accept", "clerk2"
        owed = [a for a in book.all(Assignment, matter_id=matter.id) if a.status not in {"accepted", "withdrawn"}]
        return ("report", LIAISONS[owed[0].unit_id]) if owed else ("summarise", "clerk2")
    answers = book.all(LeaderAnswer, matter_id=matter.id, verdict="waiting")
    if answers:
        return "answer_as_leader", key_of(answers[0].post_id)
    return ("send_up" if book.all(Submission, matter_id=matter.id, status="ready") else "instruct"), "clerk"


def _by_right(book: Book, matter: Matter, act: str, n: int, *, otherwise: tuple[str, str]) -> str:
    desk, signer = otherwise
    if act in OF_SIGNERS:
        return signer or "mayor"
    if act in OF_UNITS:
        shares = book.all(Assignment, matter_id=matter.id)
        return LIAISONS[shares[n % len(shares)].unit_id] if shares else "water"
    if act == "answer_as_leader":
        answers = book.all(LeaderAnswer, matter_id=matter.id)
        return key_of(answers[-1].post_id) if answers else "mayor"
    return desk if act in {"split", "submit", "keep", "pass_gate", "countersign"} else "clerk"
