"""One call of one method, and the table of methods."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sandbox.records import Bot
from sandbox.state import State
from sandbox.transport import Params


@dataclass(frozen=True, slots=True)
class Call:
    """Who calls, and with what. The state is changed inside the transaction that the dispatcher opened."""

    state: State
    bot: Bot
    params: Params


Result = object
Method = Callable[[Call], Result | Awaitable[Result]]
METHODS: dict[str, Method] = {}


def method(name: str) -> Callable[[Method], Method]:
    """Register a function as the Bot API method of this name (case-insensitive)."""

    def register(function: Method) -> Method:
        METHODS[name.lower()] = function
        return function

    return register
