"""Rows of unlike length read together."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from worker.match.queries.rows import Rows

NUMBERS = st.lists(st.integers(0, 10**6), max_size=5)


@given(st.lists(NUMBERS, min_size=1, max_size=8), st.data())
def test_what_stands_in_rows_is_read_in_the_order_they_are_asked_for(
    rows: list[list[int]], data: st.DataObject
) -> None:
    asked = data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=10))
    found = Rows(rows).of(np.array(asked, dtype=np.intp))
    assert found.tolist() == [number for row in asked for number in rows[row]]
