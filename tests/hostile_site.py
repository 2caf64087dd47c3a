"""A paper on loopback that publishes pages made to stop their readers beside good ones."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.site import ProvincialSite, Story

FILLER = "<p>" + "Xã Tân Lộc Hòa khánh thành ngôi trường có mười hai phòng học mới. " * 9 + "</p>"


def _page(hostile: str) -> str:
    title = "Trường mới ở xã Tân Lộc Hòa"
    return (
        f"<!doctype html><html><head><title>{title}</title></head>"
        f"<body><h1>{title}</h1>{FILLER * 3}{hostile}</body></html>"
    )


NESTED = _page("<div>" * 100_000 + "x" + "</div>" * 100_000)
ATTRIBUTES = _page("<p " + " ".join(f"a{n}=1" for n in range(80_000)) + ">x</p>")
OPTIONS = _page("<select>" + "".join(f"<option>{n}" for n in range(16_000)) + "</select>")


@dataclass
class HostileSite(ProvincialSite):
    """Serves these pages in place of the articles whose slugs they are under."""

    hostile: dict[str, str] = field(default_factory=dict)

    def _article(self, story: Story) -> str:
        return self.hostile.get(story.slug) or super()._article(story)
