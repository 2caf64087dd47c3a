from __future__ import annotations

from worker.discover.sites import MOST_OTHER_SITES, of_few_sites

LISTING = "https://bao-song-ham.vn/thoi-su/"


def test_a_listing_leads_to_its_own_site_and_to_few_others() -> None:
    own = [f"https://cu-may.bao-song-ham.vn/tin-{n}.html" for n in range(30)]
    far = [f"https://trang-{n}.vn/tin.html" for n in range(MOST_OTHER_SITES + 3)]
    near = [f"https://trang-0.vn/tin-{n}.html" for n in range(5)]
    kept, left_out = of_few_sites(LISTING, [*own, *far, *near])
    assert kept == [*own, *far[:MOST_OTHER_SITES], *near]
    assert left_out == 3


def test_what_stays_on_its_site_is_left_whole() -> None:
    own = [f"{LISTING}{n}.html" for n in range(500)]
    assert of_few_sites(LISTING, own) == (own, 0)
