"""Faults on demand: rules that make calls of the Bot API fail the way networks and servers fail.

Kinds before the effect: `error` (code, description, parameters), `html` (a 502 page), `delay` (seconds,
then goes on), `drop_before` (connection cut), `hang_before` (no effect and no answer, ever), `refuse`
(connection cut and nobody listens for `seconds`), `stale` (instead of an effect, the last answer of the method
that was not empty once more: a batch of updates that was confirmed comes again).
After the effect: `drop_after` (connection cut instead of the answer), `half_after` (cut in the middle of the
answer), `hang_after` (no answer, ever). File downloads are matched as the method `downloadFile`.
"""

import random
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from sandbox.errors import ControlError
from sandbox.records import Json

BEFORE = ("error", "html", "delay", "drop_before", "hang_before", "refuse", "stale")
AFTER = ("drop_after", "half_after", "hang_after")
KINDS = BEFORE + AFTER
HANGING = ("hang_before", "hang_after")


@dataclass(slots=True)
class Fault:
    """One rule.

    `nth` fires on the nth matching call only, `count` at most so often, `probability` at random.
    """

    kind: str
    id: int = 0
    method: str = "*"
    chat_id: int | None = None
    nth: int | None = None
    count: int | None = None
    probability: float = 1.0
    seed: int = 0
    code: int = 500
    description: str = "Internal Server Error: restart"
    parameters: Json | None = None
    seconds: float = 0.0
    matched: int = 0
    fired: int = 0
    dice: random.Random = field(default_factory=random.Random, repr=False)

    def fires(self, method: str, chat_id: str) -> bool:
        """Whether this call is hit; counts it."""
        if not fnmatchcase(method.lower(), self.method.lower()):
            return False
        if self.chat_id is not None and str(self.chat_id) != chat_id:
            return False
        self.matched += 1
        if self.nth is not None and self.matched != self.nth:
            return False
        if self.count is not None and self.fired >= self.count:
            return False
        if self.probability < 1 and self.dice.random() >= self.probability:
            return False
        self.fired += 1
        return True

    def shown(self) -> Json:
        """The rule as the control API lists it."""
        return {
            name: getattr(self, name)
            for name in ("id", "kind", "method", "chat_id", "nth", "count", "probability", "matched", "fired")
        }


class Faults:
    """The rules in force, in the order in which they were added; the first that fires wins."""

    def __init__(self) -> None:
        self.rules: list[Fault] = []
        self._last = 0

    def add(self, fields: Json) -> Fault:
        """Add a rule. Raises ControlError 400 for an unknown kind or field."""
        if fields.get("kind") not in KINDS:
            raise ControlError(400, f"kind must be one of {', '.join(KINDS)}")
        try:
            rule = Fault(**fields)
        except TypeError as error:
            raise ControlError(400, str(error)) from error
        self._last += 1
        rule.id = self._last
        rule.dice = random.Random(rule.seed)
        self.rules.append(rule)
        return rule

    def clear(self, rule_id: int | None = None) -> None:
        """Remove one rule, or all."""
        self.rules = [rule for rule in self.rules if rule_id is not None and rule.id != rule_id]

    def pick(self, method: str, chat_id: str) -> Fault | None:
        """The rule that hits this call."""
        return next((rule for rule in self.rules if rule.fires(method, chat_id)), None)
