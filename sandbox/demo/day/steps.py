"""What people do on this day and not in the demonstration: forwarding, filling tables in, commands."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from sandbox.demo.day.books import filled_in
from sandbox.demo.stage import NotDoneError, Stage
from sandbox.demo.steps import Step, Texts

Command = Callable[..., Awaitable[str]]


@dataclass(frozen=True, slots=True)
class Answers:
    """Somebody answers questions one after the other: he taps the button that says it, else he writes it."""

    who: str
    answers: Texts
    sees: Texts = ()

    async def play(self, stage: Stage) -> None:
        """Answer, and look."""
        for answer in self.answers:
            if await _offers(stage, self.who, answer):
                await stage.taps(self.who, answer)
            else:
                await stage.says(self.who, answer)
        if self.sees:
            await stage.found(self.who, self.sees)


@dataclass(frozen=True, slots=True)
class Forwards:
    """Somebody sends on what another wrote in a chat where the bot is not."""

    who: str
    author: str
    text: str
    group: str
    sees: Texts = ()

    async def play(self, stage: Stage) -> None:
        """Forward, and look."""
        await stage.forwards(self.who, self.author, self.text, self.group)
        if self.sees:
            await stage.found(self.who, self.sees)


@dataclass(frozen=True, slots=True)
class ReturnsSheet:
    """Somebody fills a workbook in that he got, and answers with it."""

    who: str
    to: Texts
    cells: dict[str, dict[int, str]] = field(repr=False)
    sees: Texts = ()

    async def play(self, stage: Stage) -> None:
        """Fetch, fill in, send, and look."""
        message = await stage.found(self.who, self.to, ever=True)
        if message.file is None:
            raise NotDoneError(f"“{'”“'.join(self.to)}”没有附表格")
        content = await stage.control.file(message.file.file_id)
        for column, rows in self.cells.items():
            content = filled_in(content, column, rows)
        await stage.sends_file(self.who, message.file.name or "反馈表.xlsx", content, to=self.to)
        if self.sees:
            await stage.found(self.who, self.sees)


@dataclass(frozen=True, slots=True)
class HearsNothing:
    """Nothing with these words came to somebody since his last act."""

    who: str
    texts: Texts = ()

    async def play(self, stage: Stage) -> None:
        """Look."""
        try:
            message = await stage.found(self.who, self.texts)
        except NotDoneError:
            return
        raise NotDoneError(f"{self.who}不应收到：{message.text}")


@dataclass(frozen=True, slots=True)
class Runs:
    """The administrator runs a command of the bot at the console."""

    command: Command = field(repr=False)
    arguments: Texts
    prints: str

    async def play(self, stage: Stage) -> None:
        """Run it, and look at what it printed."""
        stage.say(f"控制台：ducha {' '.join(self.arguments)}")
        printed = await self.command(*self.arguments)
        for line in printed.splitlines():
            stage.say(f"    {line}")
        if self.prints not in printed:
            raise NotDoneError(f"ducha {self.arguments[0]} 没有输出“{self.prints}”")


@dataclass(frozen=True, slots=True)
class Quietly:
    """Steps that are played but not printed, with a line that says what they are."""

    words: str
    steps: tuple[Step, ...] = field(repr=False)

    async def play(self, stage: Stage) -> None:
        """Play them."""
        say, stage.say = stage.say, lambda words: None
        try:
            for step in self.steps:
                await step.play(stage)
        finally:
            stage.say = say
        stage.say(self.words)


async def _offers(stage: Stage, who: str, answer: str) -> bool:
    """Whether a button of the newest message begins with the answer."""
    messages = await stage.messages(stage.player(who).account)
    return bool(messages) and any(label.startswith(answer) for label in messages[-1].buttons)


__all__ = ["Answers", "Command", "Forwards", "HearsNothing", "Quietly", "ReturnsSheet", "Runs"]
