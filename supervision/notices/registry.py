"""All notices by kind, found by walking the package, so that a new module needs no second entry."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping

import supervision.notices
from supervision.notices.base import Answer, Card, CopiedAnswer, ListCard, Notice, kind_of
from supervision.notices.dialogue import Prompt
from supervision.notices.urgency import StepUrged

_BASES = (Notice, Answer, CopiedAnswer, Card, ListCard, Prompt, StepUrged)
"""Classes that others are made of; nothing is ever said by them."""


def _descendants(base: type[Notice]) -> Iterator[type[Notice]]:
    for child in base.__subclasses__():
        if child not in _BASES:
            yield child
        yield from _descendants(child)


def _load() -> Mapping[str, type[Notice]]:
    for module in pkgutil.iter_modules(supervision.notices.__path__, "supervision.notices."):
        importlib.import_module(module.name)
    found: dict[str, type[Notice]] = {}
    for notice in _descendants(Notice):
        if not notice.__module__.startswith("supervision.notices."):
            continue
        # A dataclass with slots is made twice; only the one that its module names is the notice.
        module_owner = vars(importlib.import_module(notice.__module__)).get(notice.__name__)
        if module_owner is notice:
            found[kind_of(notice)] = notice
    return found


NOTICES: Mapping[str, type[Notice]] = _load()
"""Notice classes by their kind."""
