"""What a name in a module stands for: `dt.datetime.now` and `now` alike, as far as imports tell."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping


def imported(tree: ast.AST) -> dict[str, str]:
    """The full name of everything that the module imports, by the name it has there."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.partition(".")[0]
                names[alias.asname or top] = alias.name if alias.asname else top
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return names


def full_name(node: ast.AST, names: Mapping[str, str]) -> str | None:
    """The full name that an expression refers to; None if it is no imported name."""
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.Attribute):
        base = full_name(node.value, names)
        return f"{base}.{node.attr}" if base else None
    return None


def references(tree: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """Every use of an imported name, or of something inside it, with its full name."""
    names = imported(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute):
            name = full_name(node, names)
            if name:
                yield node, name
