"""Names the parts of a formula that stand in it more than once, or are too long: ``A / B``.

A person reads a long formula more easily so; a host that computes prints the tree as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kpicells.formulas.nodes import Expr, Multiply, Number, Part, Ratio
from kpicells.formulas.ranges import Reduction, Rises, Rows, Ties, Total

_USUAL: Mapping[type[Expr], str] = {Rises: "S", Rows: "n", Ties: "T"}
"""The letters that textbooks use."""
_LETTERS = "ABCDEFGHIJKLMNOPQRUVWXYZ"


@dataclass(frozen=True, slots=True)
class Letter(Expr):
    """Stands for a part that is written out elsewhere."""

    name: str


def named_repeats(body: Expr) -> tuple[Expr, Mapping[str, Expr]]:
    """The formula over letters, and what each letter stands for.

    >>> from kpicells.formulas import catalog
    >>> body, parts = named_repeats(catalog["MANN_KENDALL_Z"].body)
    >>> {letter: type(part).__name__ for letter, part in parts.items()}
    {'S': 'Rises', 'n': 'Rows', 'T': 'Ties'}
    """
    trees, names = [body], list[str]()
    while (found := _to_be_named(trees)) is not None:
        free = [letter for letter in _LETTERS if letter not in names]
        name = _USUAL.get(type(found), "")
        names.append(name if name and name not in names else free[0])
        trees = [*(_with_letter(tree, found, Letter(names[-1])) for tree in trees), found]
    return trees[0], dict(zip(names, trees[1:], strict=True))


def is_square(node: Part) -> bool:
    """Whether something is multiplied by itself."""
    return (
        isinstance(node, Multiply) and node.left == node.right and not isinstance(node.left, Number)
    )


def is_mean(node: Part) -> bool:
    """Whether it is the sum of rows over their number."""
    return (
        isinstance(node, Ratio)
        and isinstance(node.left, Total)
        and isinstance(node.right, Rows)
        and node.left.of == node.right.of
    )


def as_read(node: Part) -> Iterator[Part]:
    """The nodes as often as a person meets them: what is squared, or a mean, is written once."""
    yield node
    shown = node.parts[:1] if is_square(node) or is_mean(node) else node.parts
    for part in shown:
        yield from as_read(part)


def _to_be_named(trees: Sequence[Expr]) -> Expr | None:
    """The largest part that comes again, or that a textbook names anyway."""
    counts = Counter(part for tree in trees for part in _outside_ranges(tree))
    repeated = [
        part
        for part, count in counts.items()
        if count > 1 or (isinstance(part, Rises | Ties) and part not in trees)
    ]
    return max(repeated, key=_operations, default=None)


def _outside_ranges(node: Part) -> Iterator[Expr]:
    """The parts that could be named; what depends on the row at hand could not."""
    worth_it = isinstance(node, Reduction) or _operations(node) > 1
    if isinstance(node, Expr) and worth_it:
        yield node
    if isinstance(node, Reduction) or is_mean(node):
        return
    for part in node.parts[:1] if is_square(node) else node.parts:
        yield from _outside_ranges(part)


def _operations(node: Part) -> int:
    return sum(bool(part.parts) for part in node.walk())


def _with_letter(tree: Expr, part: Expr, letter: Letter) -> Expr:
    """The tree with a letter in the place of a part, but not inside ranges."""

    def put(node: Part) -> Part:
        if node == part:
            return letter
        if isinstance(node, Reduction) or is_mean(node) or not node.parts:
            return node
        return node.over(tuple(map(put, node.parts)))

    result = put(tree)
    assert isinstance(result, Expr)
    return result
