"""Rows of numbers, some longer than others, one after another in one array."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, chain

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.intp]


class Rows:
    """Rows of numbers, counted from 0; many of them are read in a few operations on arrays."""

    def __init__(self, rows: Sequence[Sequence[int]]) -> None:
        self._starts = np.array([0, *accumulate(map(len, rows))], dtype=np.intp)
        self.numbers: Numbers = np.array([*chain.from_iterable(rows)], dtype=np.intp)
        """What stands in the rows, from the first to the last."""

    def of(self, rows: Numbers) -> Numbers:
        """Return what stands in these rows."""
        return self.numbers[self.places(rows)]

    def places(self, rows: Numbers) -> Numbers:
        """Return where in ``numbers`` that stands."""
        first = self._starts[rows]
        sizes = self._starts[rows + 1] - first
        before = sizes.cumsum()
        total = int(before[-1]) if before.size else 0
        return np.repeat(first - before + sizes, sizes) + np.arange(total)
