"""The script: who does what in which round. Everything random comes out of the seed, and nothing is looked at.

A story is one piece of work (a report, a paper to be signed, a registration, a forwarded message): a list of steps, of
which at most one is taken a round, so that every step finds the messages of the one before it settled, or not at all.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

OFFICERS = 10
"""How many officers of the Office share the reports; the last two of them register what is new."""

REGISTERING = 2


class Do(StrEnum):
    """What a person does with his telephone."""

    SAY = "say"
    REPLY = "reply"
    TAP = "tap"
    EDIT = "edit"
    ALBUM = "album"
    FORWARD = "forward"


@dataclass(frozen=True, slots=True)
class Step:
    """One act: `who` does it on the newest message of his chat that has all the words of `on` (and the button).

    Args:
        times: how often the same is tapped at once; an album has so many photos.
        dialogue: whether it belongs to a conversation, of which a person holds one at a time.
    """

    who: str
    do: Do
    text: str = ""
    on: tuple[str, ...] = ()
    times: int = 1
    dialogue: bool = False

    @property
    def updates(self) -> int:
        """How many updates it makes."""
        return self.times


@dataclass(frozen=True, slots=True)
class Story:
    """A piece of work. `lane` is told one after the other; `token` stands in what it is about and nowhere else."""

    id: int
    kind: str
    token: str
    lane: str
    steps: tuple[Step, ...]
    unit: int = 0
    outcome: str = ""
    text: str = ""
    versions: int = 1
    files: int = 0
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """A step of a story, taken in a round."""

    story: int
    seq: int
    step: Step


@dataclass(frozen=True, slots=True)
class Script:
    """Stories, and the rounds in which their steps are taken."""

    seed: int
    stories: tuple[Story, ...]
    rounds: tuple[tuple[Turn, ...], ...]

    @property
    def updates(self) -> int:
        """How many updates the people make."""
        return sum(turn.step.updates for part in self.rounds for turn in part)


def officer_of(unit: int) -> str:
    """Who reviews a unit's reports."""
    return f"officer{unit % (OFFICERS - REGISTERING)}"


def liaison_of(unit: int) -> str:
    """A unit's liaison."""
    return f"liaison{unit}"


def number_of(unit: int) -> str:
    """The number of the paper that a unit holds from the first day."""
    return f"夏政督〔2026〕{unit}号"


def receipt(ident: int, unit: int) -> Story:
    """A unit signs for its paper."""
    step = Step(liaison_of(unit), Do.TAP, "签收", ("督查通知单", number_of(unit)))
    return Story(ident, "receipt", "", liaison_of(unit), (step,), unit)


def report(ident: int, unit: int, dice: random.Random) -> Story:
    """A unit reports by a reply, perhaps with photos, perhaps corrects itself, and the Office decides."""
    who, officer, token = liaison_of(unit), officer_of(unit), f"〔报{ident:05}〕"
    on = ("督查通知单", number_of(unit))
    text, files, versions = f"{token}工程进度{dice.randint(1, 99)}%。", 0, 1
    if dice.random() < 0.12:
        files = dice.randint(2, 4)
        steps = [Step(who, Do.ALBUM, text, on, files)]
    else:
        steps = [Step(who, Do.REPLY, text, on)]
    reader = dice.choice(("unit_head", "unit_deputy", "", ""))
    if reader:
        steps.append(
            Step(who, Do.TAP, {"unit_head": "主要负责同志", "unit_deputy": "分管负责同志"}[reader], ("已收到",))
        )
    if dice.random() < 0.3:
        text, versions = f"{token}更正：工程进度{dice.randint(1, 99)}%。", 2
        steps.append(Step(who, Do.EDIT, text, (token,)))
    outcome = dice.choices(("accepted", "returned", ""), (8, 2, 1))[0]
    twice = 2 if dice.random() < 0.15 else 1
    if outcome == "accepted":
        steps.append(Step(officer, Do.TAP, "采纳", ("反馈审核", text), twice))
    elif outcome == "returned":
        steps.append(Step(officer, Do.TAP, "退回补充", ("反馈审核", text), dialogue=True))
        question = ("退回补充", f"· {unit}号第1项")
        steps.append(Step(officer, Do.TAP, "内容不完整", question, dialogue=True))
    return Story(ident, "report", token, who, tuple(steps), unit, outcome, text, versions, files, reader)


def signing(ident: int, matter: int, unit: int, title: str) -> Story:
    """A matter goes to its two signers, is issued, and its unit signs for the paper."""
    officer, on = officer_of(unit), (title,)
    steps = (
        Step(officer, Do.TAP, "预览送审", on),
        Step(officer, Do.TAP, "确认送审", on),
        Step("deputy", Do.TAP, "同意", ("呈请", title), 2),
        Step("director", Do.TAP, "同意", ("呈请", title)),
        Step(officer, Do.TAP, "印发", ("已审定", title), 2),
        Step(liaison_of(unit), Do.TAP, "签收", ("督查通知单", title)),
    )
    return Story(ident, "signing", title, f"matter{matter}", steps, unit, text=str(matter))


def registration(ident: int, officer: str) -> Story:
    """A registration, from /new to its number."""
    token = f"第{ident:05}件"
    said = (
        (Do.SAY, "/new"),
        (Do.TAP, "否，可以登记"),
        (Do.SAY, "县长批示件"),
        (Do.SAY, f"{token}情况报告\n夏住建〔2026〕{ident}号\n2月27日\n县住建局"),
        (Do.TAP, "下一步"),
        (Do.SAY, f"{token}整治"),
        (Do.TAP, "无批示"),
        (Do.TAP, "平件"),
        (Do.TAP, "暂不定时限"),
        (Do.TAP, "督查通知单"),
        (Do.TAP, "跳过"),
        (Do.TAP, "不抄送"),
        (Do.TAP, "确认登记"),
    )
    steps = tuple(Step(officer, do, text, dialogue=True) for do, text in said)
    return Story(ident, "registration", token, officer, steps)


def forwarded(ident: int, officer: str) -> Story:
    """An officer sends on what somebody wrote elsewhere, and puts it aside."""
    token = f"〔转{ident:05}〕"
    steps = (
        Step(officer, Do.FORWARD, f"{token}下午开会", dialogue=True),
        Step(officer, Do.TAP, "不登记", (token,), dialogue=True),
    )
    return Story(ident, "forwarded", token, officer, steps)


@dataclass
class _Writer:
    seed: int
    units: int
    dice: random.Random = field(init=False)
    stories: list[Story] = field(default_factory=list)
    total: int = 0

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)

    def add(self, make: Callable[[int], Story]) -> None:
        story = make(len(self.stories) + 1)
        self.stories.append(story)
        self.total += sum(step.updates for step in story.steps)


def titles(papers: int, units: int) -> list[tuple[int, int, str]]:
    """The matters that wait to be sent for signature: (id, unit, title). They stand behind those of the papers."""
    return [(units + n, (n * 7) % units + 1, f"第{n:03}号待发事项") for n in range(1, papers + 1)]


def write(seed: int, *, updates: int, rounds: int, units: int, papers: int) -> Script:
    """Write the script of a seed: about so many updates, in so many rounds."""
    writer = _Writer(seed, units)
    dice = writer.dice
    for unit in range(1, units + 1):
        writer.add(lambda ident, unit=unit: receipt(ident, unit))  # type: ignore[misc]
    for matter, unit, title in titles(papers, units):
        writer.add(lambda ident, at=(matter, unit, title): signing(ident, *at))  # type: ignore[misc]
    registering = [f"officer{OFFICERS - 1 - n}" for n in range(REGISTERING)]
    for _ in range(max(1, rounds // 16)):
        for officer in registering:
            writer.add(lambda ident, officer=officer: registration(ident, officer))  # type: ignore[misc]
            writer.add(lambda ident, officer=officer: forwarded(ident, officer))  # type: ignore[misc]
    turn = list(range(1, units + 1))
    while writer.total < updates:
        dice.shuffle(turn)
        for unit in turn:
            if writer.total < updates:
                writer.add(lambda ident, unit=unit: report(ident, unit, dice))  # type: ignore[misc]
    return Script(seed, tuple(writer.stories), _arranged(writer.stories, rounds, updates, dice))


def _arranged(stories: Sequence[Story], rounds: int, updates: int, dice: random.Random) -> tuple[tuple[Turn, ...], ...]:
    """Deal the steps out over the rounds: one a story and a lane, and one conversation a person at a time."""
    lanes: dict[str, list[tuple[Story, int]]] = {}
    for story in stories:
        lanes.setdefault(story.lane, []).extend((story, seq) for seq in range(len(story.steps)))
    made: list[tuple[Turn, ...]] = []
    talking: dict[str, int] = {}
    left = sum(step.updates for story in stories for step in story.steps)
    while left:
        share = -(-left // max(1, rounds - len(made)))
        order = sorted(lanes, key=lambda lane: (-len(lanes[lane]), dice.random()))
        now: list[Turn] = []
        taken = 0
        for lane in order:
            if taken >= share:
                break
            story, seq = lanes[lane][0]
            step = story.steps[seq]
            if _must_wait(step, talking.get(step.who, story.id) != story.id, now):
                continue
            _hold(talking, story, seq)
            now.append(Turn(story.id, seq, step))
            taken += step.updates
            lanes[lane].pop(0)
            if not lanes[lane]:
                del lanes[lane]
        dice.shuffle(now)
        left -= taken
        made.append(tuple(now))
    return tuple(made)


def _must_wait(step: Step, busy: bool, now: Sequence[Turn]) -> bool:
    """Who is asked something opens no other conversation before he has answered. Other acts he does; each has the
    question asked anew, so that he answers in a later round, when it is there."""
    others = [turn.step for turn in now if turn.step.who == step.who]
    return (step.dialogue and (busy or bool(others))) or any(other.dialogue for other in others)


def _hold(talking: dict[str, int], story: Story, seq: int) -> None:
    """A conversation that a step begins or goes on with is the person's only one until its last step."""
    step = story.steps[seq]
    if not step.dialogue:
        return
    if any(later.dialogue for later in story.steps[seq + 1 :]):
        talking[step.who] = story.id
    else:
        talking.pop(step.who, None)
