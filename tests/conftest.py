"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

# Shared machines are noisy: how long an example takes says nothing.
settings.register_profile("kpicells", deadline=None)
settings.load_profile("kpicells")
