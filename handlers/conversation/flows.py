"""What a conversation is made of: a flow is a table of questions, each with what it shows and what it takes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from handlers.conversation.context import Turn
from handlers.conversation.heard import SentFile
from storage.unit_of_work import UnitOfWork
from supervision.model import Draft
from supervision.notices.dialogue import Choice, Prompt


@dataclass(frozen=True, slots=True)
class Said:
    """An answer: text that was typed, a choice that was tapped, or files that were sent."""

    text: str = ""
    choice: str = ""
    files: tuple[SentFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Next:
    """What follows an answer: the next question (none ends the flow) and the answers to remember.

    `in_place`: the same question stands as before, with what it shows by now; it is not put once more (an album).
    """

    question: str | None
    answers: Mapping[str, object] = field(default_factory=dict)
    in_place: bool = False


END = Next(None)


@dataclass(frozen=True, slots=True)
class Ask:
    """What a question shows: facts for its template and choices for its keyboard."""

    facts: Mapping[str, object] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    per_row: int = 3


Show = Callable[[UnitOfWork, Draft], Awaitable[Ask]]
Take = Callable[[Turn, Draft, Said], Awaitable[Next]]


@dataclass(frozen=True, slots=True)
class Question:
    """One question: how it is shown, and what is made of the answer.

    `take` raises a refusal when the answer will not do; then the question stays open.
    """

    show: Show
    take: Take


@dataclass(frozen=True, slots=True)
class Flow:
    """A conversation. `name` is also what `labels.FLOW` calls it; questions are keyed `flow.question`."""

    name: str
    prompt: type[Prompt]
    questions: Mapping[str, Question]
