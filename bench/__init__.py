"""Benchmarks: ``make bench``, or ``python -m bench NAME ...`` for some of them.

A benchmark is a module of this package with a function ``run() -> Iterator[Result]``. It measures
our code and a straightforward way of doing the same side by side, in turn, and yields their ratio
with the bound that the project holds itself to. Absolute times mean little on shared machines.
"""
