"""A table by id: what is shipped, and what the workspace in use adds to it.

One process may serve several workspaces: the add-in's server does, and so do the tests. What an
agency adds is therefore known only inside ``with table.extended_by(...)``, and there only to the
running thread or task. Outside of it the table is as shipped.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol, TypeVar


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


Thing = TypeVar("Thing", bound=_HasId)


class InUse(Mapping[str, Thing]):
    """A table of things by id, in the order in which they came.

    Args:
        name: What the table holds, for debuggers.
        things: What is shipped.
    """

    def __init__(self, name: str, things: Iterable[Thing] = ()) -> None:
        self._things = {thing.id: thing for thing in things}
        # A table lives as long as its process, as the one variable that it makes must.
        self._own: ContextVar[dict[str, Thing] | None] = ContextVar(f"own {name}", default=None)

    @property
    def shipped(self) -> dict[str, Thing]:
        """What is there whatever the workspace."""
        return self._things

    @contextmanager
    def extended_by(self, things: Iterable[Thing]) -> Iterator[None]:
        """Make a workspace's own things known while the ``with`` block runs.

        They take the place of another workspace's, in whose block this one stands.

        Raises:
            DefinitionError: One of them may not be added, see ``add``.
        """
        token = self._own.set({})
        try:
            for thing in things:
                self.add(thing)
            yield
        finally:
            self._own.reset(token)

    def add(self, thing: Thing) -> None:
        """Add one: to the workspace in use, or to what is shipped where there is none."""
        own = self._own.get()
        (self.shipped if own is None else own)[thing.id] = thing

    def _all(self) -> Mapping[str, Thing]:
        own = self._own.get()
        return ChainMap(own, self.shipped) if own else self.shipped

    def __getitem__(self, thing_id: str) -> Thing:
        return self._all()[thing_id]

    def __contains__(self, thing_id: object) -> bool:
        return thing_id in self._all()

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())
