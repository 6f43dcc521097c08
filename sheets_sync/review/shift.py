"""Whether a window differs from the time before it by more than chance.

The weeks are ``level + shift (in the window only) + noise``, with noise that carries over from week
to week. The shift is the difference of two weighted means; its error comes from the scatter of the
weeks and their carry-over, both put right for the few weeks they are estimated from. How large the
ratio of the two gets by chance alone is not looked up in a table, which would promise too much for
short series: it is simulated, estimates and all, for series of this very length, weights and
carry-over. This is the parametric bootstrap for interrupted series with autoregressive errors of
McKnight, McKean, Huitema 2000 ("A double bootstrap method to analyze linear models with
autoregressive error terms", Psychological Methods 5), with Andrews' median-unbiased carry-over in
the place of their first bootstrap.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kpicells.sheets_sync.review import carry_over
from kpicells.sheets_sync.review.carry_over import GRID
from kpicells.sheets_sync.review.contrast import Contrast, fit
from kpicells.sheets_sync.review.series import Floats

SHORT, LEAST_CARRIED = 20, 0.15
"""Fewer periods than this cannot show how much carries over; then it is taken for at least so
much."""
POWER = 0.8
_NOTHING = 1e-9
_STATED_POWER = 0.86
"""A little more, since the noise itself is only estimated."""


@dataclass(frozen=True, slots=True)
class Shift:
    """The difference of a window from the time before.

    Attributes:
        size: The difference on the scale of the contrast, about a logarithm.
        error: Its standard error.
        noise: The standard deviation of one usual period.
        carried: How much of a period's luck carries over to the next, 0 to 0.9.
    """

    size: float
    error: float
    noise: float
    carried: float
    _chance: tuple[Floats, Floats]

    def p_of(self, size: float) -> float:
        """How often chance alone gives a difference as large as this one, up or down."""
        if self.error <= _NOTHING:
            return 1.0 if abs(size) <= _NOTHING else 0.0
        sizes, errors = self._chance
        as_large = np.abs(sizes / errors) >= abs(size) / self.error
        return (1 + int(as_large.sum())) / (1 + len(as_large))

    @property
    def p(self) -> float:
        """The p-value of the difference itself."""
        return self.p_of(self.size)

    def noticed(self, level: float) -> float:
        """The smallest change that would be found in 80 of 100 cases, on the scale of the contrast.

        The *minimum detectable effect* (Bloom 1995, "Minimum detectable effects", Evaluation
        Review 19), simulated as the p-value is, and not from a formula for long series.

        Args:
            level: The p-value from which a change counts as found.
        """
        sizes, errors = self._chance
        needed = float(np.quantile(np.abs(sizes / errors), 1 - level))
        return self.noise * float(np.quantile(needed * errors - sizes, _STATED_POWER))


def shift(contrast: Contrast) -> Shift:
    """Compare the window of a contrast with the time before.

    A series without any scatter, such as a fixed price, changes beyond chance by any difference.
    """
    test = _Test(contrast)
    sizes, errors, carried, noises = test.estimates(contrast.of.heights[np.newaxis])
    count = len(contrast.of.heights)
    made = carry_over.noise(float(carried[0]), count) * contrast.of.scatter
    chance_sizes, chance_errors, _, _ = test.estimates(made)
    return Shift(
        float(sizes[0]),
        float(errors[0]),
        float(noises[0]),
        float(carried[0]),
        (chance_sizes, chance_errors),
    )


class _Test:
    """What the estimates take that depends on the model, the weights and the scatter only."""

    def __init__(self, contrast: Contrast) -> None:
        scatter = contrast.of.scatter
        count = len(scatter)
        self._least = LEAST_CARRIED if count < SHORT else 0.0
        self._difference = contrast.difference
        fitted = contrast.model @ fit(contrast.model, contrast.of.weights)
        self._residual = (np.eye(count) - fitted) / scatter[:, np.newaxis]
        unit = self._residual * scatter
        loaded = self._difference * scatter
        correlated = [carry_over.correlations(float(carried), count) for carried in GRID]
        self._errors = np.array([loaded @ of @ loaded for of in correlated])
        self._freedom = np.array([np.sum((unit @ of) * unit) for of in correlated])
        plain = [carry_over.lag_one(carry_over.some_noise(float(c), count) @ unit.T) for c in GRID]
        medians = np.array([np.median(of) for of in plain])
        self._medians = np.maximum.accumulate(medians) + 1e-9 * np.arange(len(GRID))

    def estimates(self, heights: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """For each row its difference, the error of it, the carry-over and the noise."""
        sizes = heights @ self._difference
        residuals = heights @ self._residual.T
        carried = np.interp(carry_over.lag_one(residuals), self._medians, GRID)
        carried = np.maximum(carried, self._least)
        variances = (residuals**2).sum(axis=1) / np.interp(carried, GRID, self._freedom)
        errors = np.sqrt(variances * np.interp(carried, GRID, self._errors))
        return sizes, errors, carried, np.sqrt(variances)
