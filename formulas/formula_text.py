"""A formula as a person types it, read into an expression tree.

``(likes + 2*comments + 3*shares) / reach`` becomes the same tree as the Python function would
make, so it reaches every host. What a text may say is what an equation prints
(:mod:`~kpicells.formulas.hosts.equation`), and reading back a printed equation gives the tree
that it was printed from: ``parse(kpi.equation, ...) == kpi.body``. An equation does not carry which
arguments are ranges or may be blank: that is given by what stands for each name.

=====================  ===========================================================================
numbers                ``1000``, ``0.5``, ``1e3``; the decimal sign is a point
operators              ``+ - * / ^`` and brackets; ``a ^ b ^ c`` is ``(a ^ b) ^ c``, as in a cell
choice                 ``if(leads > 0, spend / leads, 0)`` or ``spend / leads if leads > 0, else 0``
comparisons            ``< <= > >= = <>``, joined with ``and`` and ``or``
functions              ``min max abs sqrt ln exp power sign round_up normal_share normal_point``
over the cells         ``sum mean median smallest largest count rises ties``, and inside them
of a range             ``position(clicks)``: 1 for the first cell, 2 for the second
a blank as zero        ``or_blank(saves)``
=====================  ===========================================================================

``/`` is always :func:`~kpicells.formulas.expression.ratio`. Nothing of the text is ever run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches

from kpicells.formulas.errors import DefinitionError
from kpicells.formulas.formula_reader import Mention, Reader
from kpicells.formulas.formula_tokens import pointing
from kpicells.formulas.nodes import Argument, Expr
from kpicells.formulas.ranges import Cells

__all__ = ["Mention", "mentions", "parse", "unknown"]


def parse(text: str, names: Mapping[str, Expr]) -> Expr:
    """The tree of a formula text.

    Args:
        text: The formula.
        names: What stands for each name: :class:`~kpicells.formulas.nodes.Argument` or
            :class:`~kpicells.formulas.ranges.Cells`.

    Raises:
        DefinitionError: It cannot be read; the message shows the text and the character.

    >>> from kpicells.formulas.hosts.equation import equation
    >>> equation(parse("1000*clicks/views", {n: Argument(n) for n in ("clicks", "views")}))
    '1000 * clicks / views'
    """

    def known(mention: Mention) -> Expr:
        if mention.name not in names:
            raise unknown(text, mention, names)
        node = names[mention.name]
        if isinstance(node, Cells) and not mention.in_range:
            raise pointing(
                text, mention.start, mention.end,
                f"{mention.name} is a range: write sum({mention.name}), mean({mention.name}) or "
                "the like",
            )  # fmt: skip
        if mention.or_blank and isinstance(node, (Argument, Cells)):
            return replace(node, blank_is_zero=True)
        return node

    return Reader(text, known).whole()


def mentions(text: str) -> tuple[Mention, ...]:
    """Every name that a formula text mentions, in order, once for each place.

    Raises:
        DefinitionError: It cannot be read; the message shows the text and the character.

    >>> [m.name for m in mentions("(likes + 2*comments) / reach")]
    ['likes', 'comments', 'reach']
    """
    found: list[Mention] = []

    def noted(mention: Mention) -> Expr:
        found.append(mention)
        return Cells(mention.name) if mention.in_range else Argument(mention.name)

    Reader(text, noted).whole()
    return tuple(found)


def unknown(text: str, mention: Mention, known: Mapping[str, object]) -> DefinitionError:
    """The error on a name that nothing stands for, with the nearest that exist."""
    near = get_close_matches(mention.name, known, n=2, cutoff=0.7)
    hint = f". Did you mean {' or '.join(near)}?" if near else ""
    if not mention.name.isascii():
        hint = f", and not all of its letters are Latin{hint}"
    what = f"there is no metric {mention.name!r}{hint}"
    return pointing(text, mention.start, mention.end, what)
