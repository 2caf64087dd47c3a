from __future__ import annotations

from worker.match.automaton import Automaton


def test_literals_that_overlap_are_all_found() -> None:
    automaton = Automaton([b" tran van an ", b" an binh ", b" van an "])
    assert automaton.found(b" tran van an binh ") == {b" tran van an ", b" an binh ", b" van an "}


def test_spans_are_byte_offsets_and_a_literal_given_twice_counts_once() -> None:
    assert Automaton([b"an", b"an"]).spans(b"dan an") == [(b"an", 1, 3), (b"an", 4, 6)]


def test_no_literals_find_nothing() -> None:
    assert Automaton([]).spans(b"dan an") == []
