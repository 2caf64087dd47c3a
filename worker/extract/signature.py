"""Who signs in the last line of the last paragraph, parted from it by a line break alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from worker.extract.blocks import Block
from worker.extract.main_text import ends_a_sentence
from worker.extract.name_form import clean_name, goes_with_a_name, may_sign
from worker.model import ParagraphKind


def signature_apart(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, who signs below the last sentence in a block of its own.

    What is only a name's form in the middle of a text, or below a colon, is a line of a list.
    """
    texts = (at for at in reversed(range(len(blocks))) if blocks[at].kind is ParagraphKind.TEXT)
    last = next(texts, None)
    if last is None or not blocks[last].tail:
        return list(blocks)
    block = blocks[last]
    line = block.text[-block.tail :]
    above = block.text[: -block.tail].rstrip()
    below_a_name = clean_name(above, ()) is not None and goes_with_a_name(line)
    signed = ends_a_sentence(above) and not above.endswith((":", ";")) and may_sign(line)
    if not (signed or below_a_name):
        return list(blocks)
    parted = (replace(block, text=text, tail=0) for text in (above, line))
    return [*blocks[:last], *parted, *blocks[last + 1 :]]
