"""The oracle: holds ledger and chats against the script. Each finding is one line; none means that all is well.

It counts by itself: what is owed comes out of the script and the steps that were taken, never out of the bot's code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import combinations

from tests.chaos.comparing import compare
from tests.chaos.office import FIRST_UNIT, Size, unit_name
from tests.chaos.script import Do, Story, number_of, officer_of
from tests.chaos.seen import Row, Seen

ENDED = {"sent", "void", "ambiguous"}
"""How a message may end here: everyone has an account, and nothing is refused for good."""

UNDER_WAY = timedelta(seconds=5)
"""How long before it is written down as sent a message may have been chosen: a call, and a database that is held up."""

NEVER_SHOWN = ("Traceback", "Error", "Exception", "系统出错", "None", "{{", "sqlite", "outbox")


def judge(seen: Seen) -> list[str]:
    """All findings."""
    return [f"{check.__name__}: {one}" for check in CHECKS for one in check(seen)]


def _steps(seen: Seen, story: Story) -> list[bool]:
    return [(story.id, seq) in seen.done for seq in range(len(story.steps))]


def _stories(seen: Seen, kind: str) -> Iterator[tuple[Story, list[bool]]]:
    return ((story, _steps(seen, story)) for story in seen.script.stories if story.kind == kind)


def nothing_left(seen: Seen) -> Iterator[str]:
    """Every update is handled, none given up, and nothing waits to be sent."""
    for status, count in seen.inbox.items():
        if status != "done":
            yield f"{count} updates are {status}"
    for row in seen.rows:
        if row.status not in ENDED:
            yield f"message {row.id} ({row.kind}) to {row.seat} is {row.status}"
    for status, count in seen.edits.items():
        if status not in {"sent", "void"}:
            yield f"{count} edits are {status}"


def steps_taken(seen: Seen) -> Iterator[str]:
    """A step that could not be taken waits for a message that is held, and is shown as held."""
    held = {row.chat for row in seen.rows if row.status == "ambiguous"}
    for (story, seq), why in seen.stuck.items():
        step = seen.script.stories[story - 1].steps[seq]
        if seen.keys[step.who] not in held:
            yield f"story {story} step {seq} could not be taken: {why}"


def reports(seen: Seen) -> Iterator[str]:
    """Each report once, in its last wording, read and decided as its people tapped; none besides."""
    by_token: dict[str, list[int]] = {}
    for at, report in enumerate(seen.reports):
        by_token.setdefault(report.text[:8], []).append(at)
    for story, taken in _stories(seen, "report"):
        found = [seen.reports[at] for at in by_token.pop(story.token[:8], [])]
        if len(found) != int(taken[0]):
            yield f"{story.token} is {len(found)} reports, should be {int(taken[0])}"
            continue
        if not found:
            continue
        report, expected = found[0], _expected(story, taken)
        actual = (report.text, report.version, str(report.status), str(report.reader or ""))
        if actual != expected:
            yield f"{story.token} is {actual}, should be {expected}"
        if report.unit_id != FIRST_UNIT + story.unit or report.matter_id != story.unit:
            yield f"{story.token} is put down to unit {report.unit_id}, matter {report.matter_id}"
        if sum(version.report_id == report.id for version in seen.versions) != report.version:
            yield f"{story.token} has not kept each wording"
        yield from _files(seen, story, report.id)
        yield from _once(seen, story, report.id)
    for token in by_token:
        yield f"there is a report that nobody wrote: {token}"


def _expected(story: Story, taken: Sequence[bool]) -> tuple[str, int, str, str]:
    text, version, status, reader = "", 1, "submitted", ""
    for step, done in zip(story.steps, taken, strict=True):
        if not done:
            continue
        if step.do in {Do.REPLY, Do.ALBUM}:
            text = step.text
        elif step.do is Do.EDIT:
            text, version = step.text, version + 1
        elif step.text == "采纳":
            status = "accepted"
        elif step.text == "内容不完整":
            status = "returned"
        elif step.text.endswith("负责同志"):
            reader = story.reader
    return text, version, status, reader


def _files(seen: Seen, story: Story, report: int) -> Iterator[str]:
    kept = [file for file in seen.files if file.report_id == report]
    if len(kept) != story.files or any(str(file.status) != "stored" for file in kept):
        yield f"{story.token} has the files {[str(file.status) for file in kept]}, should have {story.files}"
    wrong = [file.sha256 for file in kept if story.token not in seen.contents.get(file.sha256, story.token)]
    if wrong or any(file.sha256 not in seen.contents for file in kept if str(file.status) == "stored"):
        yield f"{story.token} has files that are not on the disk, or another's"


def _once(seen: Seen, story: Story, report: int) -> Iterator[str]:
    """Its facts, its receipt, and its card to the officer: once each."""
    events = Counter(fact.event for fact in seen.facts if fact.subject == ("report", str(report)))
    for event in ("report.submitted", "report.placed", "report.accepted", "report.returned", "report.read_by"):
        if events[event] > 1 or (event == "report.submitted" and not events[event]):
            yield f"{story.token}: {event} is recorded {events[event]} times"
    for kind, who in (("report_receipt", story.lane), ("report_card", officer_of(story.unit))):
        told = [row for row in seen.rows if row.kind == kind and row.fields.get("report_id") == report]
        if len(told) != 1 or seen.accounts.get(told[0].person or 0) != seen.keys[who]:
            yield f"{story.token}: {kind} was told {[row.seat for row in told]}, is owed once to {who}"


def receipts(seen: Seen) -> Iterator[str]:
    """Each paper is signed for once, by the unit that did, and no other."""
    signed = Counter(fact.subject[1] for fact in seen.facts if fact.event == "paper.acknowledged")
    expected: Counter[str] = Counter()
    for story, taken in _stories(seen, "receipt"):
        expected[f"{story.unit}/{FIRST_UNIT + story.unit}"] += int(taken[0])
    for story, taken in _stories(seen, "signing"):
        paper = next((paper for paper in seen.papers if paper.matter_id == int(story.text)), None)
        if paper is not None:
            expected[f"{paper.id}/{FIRST_UNIT + story.unit}"] += int(taken[-1])
    for key in sorted({*signed, *expected}):
        if signed[key] != expected[key]:
            yield f"paper {key} is signed for {signed[key]} times, should be {expected[key]}"
    for one in seen.dispatches:
        if (one.acknowledged_at is not None) != (expected[f"{one.paper_id}/{one.unit_id}"] == 1):
            yield f"paper {one.paper_id} of unit {one.unit_id} is not as its unit tapped"


def decisions(seen: Seen) -> Iterator[str]:
    """Each signature and each issue once."""
    for story, taken in _stories(seen, "signing"):
        matter = next(matter for matter in seen.matters if matter.id == int(story.text))
        events = Counter(fact.event for fact in seen.facts if fact.subject == ("matter", story.text))
        expected = {"approval.requested": taken[1], "approval.signed": taken[2] + taken[3], "matter.issued": taken[4]}
        for event, count in expected.items():
            if events[event] != int(count):
                yield f"{story.token}: {event} is recorded {events[event]} times, should be {int(count)}"
        if (matter.issued_at is not None) != taken[4]:
            yield f"{story.token} is {matter.status}"


def numbers(seen: Seen) -> Iterator[str]:
    """Every number once and none left out: of papers, and of registrations."""
    papers = [paper.document_number for paper in seen.papers]
    expected = {number_of(n) for n in range(1, len(papers) + 1)}
    if len(set(papers)) != len(papers) or set(papers) != expected:
        yield f"the papers' numbers are not 1 to {len(papers)}: {sorted(set(papers) ^ expected)}"
    matters = [matter.registration_number for matter in seen.matters]
    wanted = {f"2026-{n}" for n in range(1, len(matters) + 1)}
    if len(set(matters)) != len(matters) or set(matters) != wanted:
        yield f"the registrations' numbers are not 1 to {len(matters)}: {sorted(set(matters) ^ wanted)}"
    titles = Counter(matter.title for matter in seen.matters)
    for story, taken in _stories(seen, "registration"):
        if titles[f"{story.token}整治"] != int(taken[-1]):
            yield f"{story.token} is registered {titles[f'{story.token}整治']} times, should be {int(taken[-1])}"
    known = {f"{story.token}整治" for story, _ in _stories(seen, "registration")}
    written = sum(title in known for title in titles.elements())
    begun = sum(story.kind == "signing" for story in seen.script.stories) + len(
        {story.unit for story in seen.script.stories if story.kind == "receipt"}
    )
    if len(matters) != written + begun:
        yield f"there are {len(matters)} matters, should be {written + begun}"


def messages(seen: Seen) -> Iterator[str]:
    """Each chat holds what the outbox says was sent to it, once; what came twice says so and lies in the window."""
    rows: dict[int, list[Row]] = {chat: [] for chat in seen.chats}
    for row in seen.rows:
        chat = seen.accounts.get(row.person or 0, row.chat)
        if row.chat is not None and chat != row.chat:
            yield f"message {row.id} of person {row.person} went to {row.chat}"
        if row.chat is not None:
            rows.setdefault(row.chat, []).append(row)
    for chat, lines in seen.chats.items():
        yield from (f"chat {chat}: {one}" for one in compare(lines, rows[chat], seen.declared))


def order(seen: Seen) -> Iterator[str]:
    """To one seat, what was said first in its lane arrives first, unless its time had not come when the other went."""
    places: dict[tuple[str, int, int], list[Row]] = {}
    for row in seen.rows:
        if row.status == "sent" and row.message is not None and row.chat is not None:
            places.setdefault((row.seat, row.lane, row.chat), []).append(row)
    for rows in places.values():
        for before, row in combinations(rows, 2):
            waited = before.not_before and row.sent_at and before.not_before > row.sent_at - UNDER_WAY
            if (before.message or 0) > (row.message or 0) and not waited:
                yield f"message {row.id} ({row.kind}) overtook {before.id} ({before.kind}) in {row.chat}"


def privacy(seen: Seen) -> Iterator[str]:
    """Nobody sees what was meant for another: a unit only its own name and tokens, anywhere in its chat."""
    owner = {story.token: story.lane for story in seen.script.stories if story.kind == "report"}
    names = {unit_name(n): f"liaison{n}" for n in range(1, len(seen.keys)) if f"liaison{n}" in seen.keys}
    marks = {**owner, **names}
    for who, chat in seen.keys.items():
        if not who.startswith("liaison"):
            continue
        for line in seen.chats[chat]:
            for text in {line.first, line.now}:
                for token in _tokens(text):
                    if marks.get(token, who) != who:
                        yield f"{who} saw {token}, which is {marks[token]}'s"


def _tokens(text: str) -> set[str]:
    found = {text[at : at + 8] for at in range(len(text)) if text.startswith("〔报", at)}
    return found | {text[at : at + 6] for at in range(len(text)) if text.startswith("试点", at)}


def answers(seen: Seen) -> Iterator[str]:
    """What a person was owed stands in his chat as it ended: his receipts and cards show the last state."""
    for story, taken in _stories(seen, "report"):
        report = next((one for one in seen.reports if one.text.startswith(story.token)), None)
        if report is None or not taken[0]:
            continue
        card = next((r for r in seen.rows if r.kind == "report_card" and r.fields.get("report_id") == report.id), None)
        if card is None or card.status != "sent":
            continue
        shown = next((line.now for line in seen.chats[card.chat or 0] if line.id == card.message), "")
        wanted = {"accepted": "已采纳", "returned": "已退回补充"}.get(str(report.status), "")
        if report.text not in shown or wanted not in shown:
            yield f"{story.token}: its card shows {shown[-60:]!r}, should show {report.text} {wanted}"


def held(seen: Seen) -> Iterator[str]:
    """What is in doubt is shown to the Office, all of it."""
    count = sum(row.status in {"ambiguous", "waiting", "dead"} for row in seen.rows)
    if count and f"共{count}项" not in seen.listed:
        yield f"{count} messages are held, and /undelivered shows {seen.listed[:60]!r}"
    if not count and "没有待送达的内容" not in seen.listed:
        yield f"nothing is held, and /undelivered shows {seen.listed[:60]!r}"
    for row in seen.rows:
        if row.status == "ambiguous" and not seen.declared.get(row.id):
            yield f"message {row.id} is held, and no call for it was in doubt"


def words(seen: Seen) -> Iterator[str]:
    """No entrails are shown to anybody."""
    for chat, lines in seen.chats.items():
        for line in lines:
            for text in {line.first, line.now}:
                if any(word in text for word in NEVER_SHOWN):
                    yield f"chat {chat}: {text[:60]!r}"


def chain(seen: Seen) -> Iterator[str]:
    """The audit is whole, by `ducha audit`, and nobody did anything by no channel."""
    if not seen.audited.startswith("0 ") or "审计记录完整" not in seen.audited:
        yield f"ducha audit: {seen.audited[:80]}"


def people(seen: Seen) -> Iterator[str]:
    """The roster's accounts are those of the script."""
    size = Size(sum(who.startswith("liaison") for who in seen.keys), 0)
    for who, chat in seen.keys.items():
        if seen.accounts.get(size.number(who)) != chat:
            yield f"{who} has the account {seen.accounts.get(size.number(who))}"


CHECKS: tuple[Callable[[Seen], Iterator[str]], ...] = (
    nothing_left,
    steps_taken,
    reports,
    receipts,
    decisions,
    numbers,
    messages,
    order,
    privacy,
    answers,
    held,
    words,
    chain,
    people,
)
