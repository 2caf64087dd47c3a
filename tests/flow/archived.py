"""A paper with a past: an article a day, listings of ten a page, sitemaps by month.

All that is published here is invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from tests.flow.house import path_of
from tests.site import ProvincialSite, Story

HTML = "text/html; charset=utf-8"
XML = "application/xml"
TODAY = date(2026, 3, 2)
"""The day on which the tests' clock stands."""
LISTING = "/thoi-su/"


def story_of(day: date) -> Story:
    """Return the article of a day. Its address does not say which day that is."""
    number = 70000 + day.toordinal() - date(2025, 1, 1).toordinal()
    return Story(
        slug=f"muc-nuoc-song-ham-ban-tin-so-{number % 1000}-a{number}",
        title=f"Mực nước sông Hàm, bản tin số {number}",
        date=f"{day:%d/%m/%Y} - 06:30",
        lead=f"BSH - Mực nước sông Hàm đo lúc sáng sớm ở trạm {number} cao hơn hôm trước.",
        paragraphs=(f"Trạm {number} cho biết bà con hai bờ sông vẫn đi lại bình thường.",),
    )


def days_back(count: int, last: date = TODAY) -> list[date]:
    """Return so many days, the latest first."""
    return [last - timedelta(days=n) for n in range(count)]


def publish(site: ProvincialSite, days: Sequence[date]) -> list[Story]:
    """Let the paper have published on these days, the latest first."""
    site.stories = [story_of(day) for day in days]
    return site.stories


def with_listing(site: ProvincialSite, size: int = 10, shape: str = "trang-{}") -> list[str]:
    """Give the paper a listing of all its articles, in pages; return their paths."""
    stories = site.stories
    starts = range(0, len(stories), size)
    paths = [LISTING + (shape.format(n + 1) if n else "") for n in range(len(starts))]
    pages = "".join(f'<a href="{path}">{n}</a>' for n, path in enumerate(paths, start=1))
    for path, start in zip(paths, starts, strict=True):
        links = "".join(
            f'<li><a href="{path_of(story)}">{story.title}</a></li>'
            for story in stories[start : start + size]
        )
        body = f"<ul>{links}</ul><div>{pages}</div>"
        site.files[path] = (HTML, f"<!doctype html><html><body>{body}</body></html>")
    return paths


def with_sitemaps(site: ProvincialSite, days: Sequence[date]) -> list[str]:
    """Give the paper a sitemap a month, and an index of them; return the paths of the months."""
    months: dict[str, list[Story]] = {}
    for day in days:
        months.setdefault(f"/sitemap-{day:%Y-%m}.xml", []).append(story_of(day))
    for path, stories in months.items():
        listed = "".join(f"<url><loc>{site.address}{path_of(s)}</loc></url>" for s in stories)
        site.files[path] = (XML, f"<urlset>{listed}</urlset>")
    listed = "".join(f"<sitemap><loc>{site.address}{path}</loc></sitemap>" for path in months)
    site.files["/sitemap.xml"] = (XML, f"<sitemapindex>{listed}</sitemapindex>")
    return list(months)


def fetched(site: ProvincialSite) -> int:
    """Return how many articles the paper was asked for, each counted as often as asked."""
    return sum(count for path, count in site.asked.items() if path.endswith(".html"))
