"""The rules of the house, each a function from source text to its breaches."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath

import telegram

from tests.house.names import full_name, imported, references

Breach = tuple[int, str]
"""The line, and what is wrong there."""

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
"""In lines; a docstring is not counted."""

TIME_READERS = frozenset(
    {f"datetime.datetime.{name}" for name in ("now", "utcnow", "today")}
    | {"datetime.date.today"}
    | {f"time.{name}" for name in ("time", "monotonic", "perf_counter", "process_time")}
    | {f"time.{name}_ns" for name in ("time", "monotonic", "perf_counter", "process_time")}
    | {f"time.{name}" for name in ("localtime", "gmtime", "ctime", "clock_gettime")}
    | {f"sqlalchemy.func.{name}" for name in ("now", "current_timestamp", "current_date", "current_time")}
)

NO_NAMES = frozenset({"utils", "util", "helpers", "helper", "common", "manager", "misc"})

_SENDING = re.compile(r"(send|reply|edit|forward|copy|pin|unpin)_\w+|delete_messages?|set_(message_)?reaction")

SENDERS = frozenset(
    name
    for kind in (telegram.Bot, telegram.Message, telegram.CallbackQuery, telegram.Chat, telegram.User)
    for name, _ in inspect.getmembers(kind, inspect.isfunction)
    if _SENDING.fullmatch(name)
)
"""Every method of python-telegram-bot that puts something into a chat or changes what stands there."""

_SENDING_METHOD = re.compile(r"(send|edit|forward|copy|pin|unpin|deleteMessage|setMessageReaction)\w*")


def reads_time(text: str) -> Iterator[Breach]:
    """Only bot/clock.py asks what time it is; everything else is told."""
    for node, name in references(ast.parse(text)):
        if name in TIME_READERS:
            yield node.lineno, f"reads time: {name}"


def makes_naive_datetime(text: str) -> Iterator[Breach]:
    """A datetime without a zone is nowhere."""
    tree = ast.parse(text)
    names = imported(tree)
    zone_at = {"": ("tzinfo", 7), ".combine": ("tzinfo", 2), ".fromtimestamp": ("tz", 1)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        made_by = full_name(node.func, names) or ""
        if made_by == "datetime.datetime.utcfromtimestamp":
            yield node.lineno, "naive datetime"
        rest = made_by.removeprefix("datetime.datetime")
        if made_by.startswith("datetime.datetime") and rest in zone_at:
            keyword, position = zone_at[rest]
            if not _has_argument(node, keyword, position):
                yield node.lineno, "naive datetime"


def _has_argument(call: ast.Call, keyword: str, position: int) -> bool:
    given = {word.arg: word.value for word in call.keywords}
    if None in given or any(isinstance(arg, ast.Starred) for arg in call.args):
        return True  # cannot be told from here
    value = given.get(keyword) or (call.args[position] if len(call.args) > position else None)
    return value is not None and not (isinstance(value, ast.Constant) and value.value is None)


def sends(text: str) -> Iterator[Breach]:
    """Only delivery speaks: elsewhere no call that puts a message into a chat or changes one."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and node.attr in SENDERS:
            yield node.lineno, f"sends: {node.attr}"
        if isinstance(node, ast.Call) and _sends_raw(node):
            yield node.lineno, "sends: do_api_request"


def _sends_raw(call: ast.Call) -> bool:
    endpoint = call.args[0] if call.args else None
    return (
        isinstance(call.func, ast.Attribute)
        and call.func.attr == "do_api_request"
        and isinstance(endpoint, ast.Constant)
        and bool(_SENDING_METHOD.fullmatch(str(endpoint.value).replace("_", "")))
    )


def reaches_for_the_bot(text: str) -> Iterator[Breach]:
    """A handler has no bot: nothing is sent, and no network asked, inside a transaction."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Attribute):
            continue
        base = node.value.id if isinstance(node.value, ast.Name) else ""
        base = node.value.attr if isinstance(node.value, ast.Attribute) else base
        if node.attr in {"get_bot", "get_file"} or (node.attr == "bot" and base == "context"):
            yield node.lineno, f"reaches for the bot: {node.attr}"
        if node.attr in {"answer", "answer_callback_query"} and base in {"query", "callback_query", "bot"}:
            yield node.lineno, "answers a callback query itself"


def words_a_sentence(text: str) -> Iterator[Breach]:
    """What people read stands in templates. A docstring is not read by them, and 。 alone is no sentence."""
    tree = ast.parse(text)
    statements = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in statements:
            literal = node.value
            if re.search(r"[。！？]", literal) and re.search(r"[\u4e00-\u9fff]", literal):
                yield node.lineno, f"a sentence in Python: {literal[:20]!r}"


def sleeps(text: str) -> Iterator[Breach]:
    """A test waits for an event, never for time to pass; `asyncio.sleep(0)` only yields."""
    tree = ast.parse(text)
    yielding = {
        id(node.func)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and [arg.value for arg in node.args if isinstance(arg, ast.Constant)] == [0]
    }
    for node, name in references(tree):
        if name in {"asyncio.sleep", "time.sleep", "anyio.sleep"}:
            if name != "time.sleep" and id(node) in yielding:
                continue
            yield node.lineno, f"sleeps: {name}"


def leaves_work_undone(text: str) -> Iterator[Breach]:
    """What is not done goes into an issue."""
    for number, line in enumerate(text.splitlines(), start=1):
        if re.search(r"\b(T[O]DO|FIX[M]E|X[X]X)\b", line):
            yield number, "work left undone"


def is_a_long_file(text: str) -> Iterator[Breach]:
    """A file that grows splits by topic."""
    lines = len(text.splitlines())
    if lines > LONGEST_FILE:
        yield 1, f"file of {lines} lines"


def has_a_long_function(text: str) -> Iterator[Breach]:
    """A function that grows is several."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1 - _docstring_lines(node)
            if length > LONGEST_FUNCTION:
                yield node.lineno, f"{node.name}: {length} lines"


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    if ast.get_docstring(node, clean=False) is None:
        return 0
    first = node.body[0]
    return (first.end_lineno or first.lineno) - first.lineno + 1


def is_undocumented(text: str) -> Iterator[Breach]:
    """Every public module, class and function says what it means."""
    tree = ast.parse(text)
    if ast.get_docstring(tree) is None:
        yield 1, "module without a docstring"
    yield from _undocumented_in(tree)


def _undocumented_in(scope: ast.Module | ast.ClassDef) -> Iterator[Breach]:
    for node in scope.body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if node.name.startswith("_") or _is_overload(node):
            continue
        if ast.get_docstring(node) is None:
            yield node.lineno, f"{node.name} without a docstring"
        if isinstance(node, ast.ClassDef):
            yield from _undocumented_in(node)


def _is_overload(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(isinstance(mark, ast.Name) and mark.id == "overload" for mark in node.decorator_list)


def says_nothing(path: PurePath) -> bool:
    """A module is named after its topic."""
    return not NO_NAMES.isdisjoint(path.with_suffix("").parts)


def imports_of(text: str, module: str, known: frozenset[str]) -> frozenset[str]:
    """The modules that importing `module` runs: of ours (`known`) with their packages, and the top of others.

    Imports under `if TYPE_CHECKING:` do not run.
    """
    found: set[str] = set()
    for node in _running(ast.parse(text)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    ours = {name for name in found if name in known}
    packages = {name[:end] for name in ours for end, letter in enumerate(name) if letter == "."} & known
    others = {name.partition(".")[0] for name in found} - {name.partition(".")[0] for name in known}
    return frozenset((ours | packages | others) - {module})


def _running(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
            continue
        yield child
        yield from _running(child)


def path_to(start: str, goal: str, imports: Mapping[str, frozenset[str]]) -> list[str]:
    """A shortest chain of imports from `start` to `goal`; empty if there is none."""
    came_from: dict[str, str | None] = {start: None}
    queue = [start]
    for module in queue:
        if module == goal:
            chain: list[str] = []
            step: str | None = module
            while step is not None:
                chain.append(step)
                step = came_from[step]
            return chain[::-1]
        for reached in sorted(imports.get(module, frozenset()) - came_from.keys()):
            came_from[reached] = module
            queue.append(reached)
    return []
