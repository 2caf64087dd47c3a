"""What a user who writes a seed file relies on: it is read as written, and mistakes are shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from worker.errors import SettingsError
from worker.flow import seeds
from worker.model import (
    OF_ARTICLES,
    AlertKind,
    Alias,
    Office,
    Origin,
    PartialDate,
    Schedule,
    Source,
    Term,
    WatchState,
    Way,
    WayKind,
)


def _write(folder: Path, text: str) -> Path:
    path = folder / "seeds.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def _mistake(folder: Path, reader: object, text: str) -> str:
    assert callable(reader)
    path = _write(folder, text)
    with pytest.raises(SettingsError) as caught:
        reader(path)
    line = str(caught.value)
    assert line.startswith(str(path))
    assert "\n" not in line
    return line.removeprefix(str(path))


SOURCE = """\
- name: bao-song-ham
  title: Báo Sông Hàm
  ways:
    - feed: https://bao.example/rss
"""


def test_a_source_with_everything(tmp_path: Path) -> None:
    text = """\
# a comment
- name: bao-song-ham
  title: Báo Sông Hàm
  place: Sông Hàm
  ways:
    - feed: https://bao.example/rss
    - listing: https://bao.example/thoi-su/
      pattern: '-a\\d+\\.html$'
    - folder: bai
  profile: dong-khoi
  cron: "*/15 5-22 * * mon-fri"
  pause: 2.5
  allowed_hosts: ["127.0.0.1:8080"]
  domains: [bao.example, https://www.Báo-Cũ.example/]
  enabled: false
"""
    (source,) = seeds.read_sources(_write(tmp_path, text), origin=Origin.USER)
    assert source == Source(
        name="bao-song-ham",
        title="Báo Sông Hàm",
        ways=(
            Way(WayKind.FEED, "https://bao.example/rss"),
            Way(WayKind.LISTING, "https://bao.example/thoi-su/", r"-a\d+\.html$"),
            Way(WayKind.FOLDER, (tmp_path / "bai").as_posix()),
        ),
        place="Sông Hàm",
        profile="dong-khoi",
        schedule=Schedule(every=None, cron="*/15 5-22 * * mon-fri"),
        pause=2.5,
        allowed_hosts=("127.0.0.1:8080",),
        domains=("bao.example", "www.xn--bo-c-5na33f.example"),
        enabled=False,
        origin=Origin.USER,
    )


def test_what_a_source_leaves_out_has_the_defaults(tmp_path: Path) -> None:
    (source,) = seeds.read_sources(_write(tmp_path, SOURCE))
    assert source.schedule.adaptive
    assert (source.place, source.language, source.pause) == (None, "vi", 5.0)
    assert source.enabled
    assert source.origin is Origin.SEED


@pytest.mark.parametrize(("every", "seconds"), [("30m", 1800), ("2h", 7200), ("1d", 86400)])
def test_every(tmp_path: Path, every: str, seconds: int) -> None:
    (source,) = seeds.read_sources(_write(tmp_path, f"{SOURCE}  every: {every}\n"))
    assert source.schedule == Schedule(every=seconds, cron=None)


@pytest.mark.parametrize("trap", ["no", "12:30", "1e3", "2026-03-02", "0x1F", "Yes", "1_000"])
def test_texts_stay_as_they_are_written(tmp_path: Path, trap: str) -> None:
    (source,) = seeds.read_sources(_write(tmp_path, SOURCE + f"  language: {trap}\n"))
    assert source.language == trap


def test_texts_become_nfc_on_one_line(tmp_path: Path) -> None:
    text = "- name: mot\n  query: >\n    hạn\n    mặn\n"
    (topic,) = seeds.read_topics(_write(tmp_path, text))
    assert topic.query == "hạn mặn"


def test_a_file_of_comments_is_empty(tmp_path: Path) -> None:
    assert seeds.read_watches(_write(tmp_path, "# nothing yet\n")) == ()


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    assert len(seeds.read_sources(_write(tmp_path, "\ufeff" + SOURCE))) == 1


def test_an_official(tmp_path: Path) -> None:
    text = """\
- name: Trần Thị Hạ Vi
  aliases: [Bảy Vi, {name: Ha Vi, blind: true}]
  terms:
    - {role: Chủ tịch, body: Ủy ban nhân dân, place: Sông Hàm, start: 2025-07, end: 2026-06-30}
    - {role: Bí thư, body: Tỉnh ủy, attested: [2026-01-02], known_from: 000_0000000000000000}
"""
    (official,) = seeds.read_officials(_write(tmp_path, text))
    assert official.name == "Trần Thị Hạ Vi"
    assert official.aliases == (Alias("Bảy Vi"), Alias("Ha Vi", blind=True))
    assert official.terms == (
        Term(
            Office("Chủ tịch", "Ủy ban nhân dân", "Sông Hàm"),
            start=PartialDate(2025, 7),
            end=PartialDate(2026, 6, 30),
        ),
        Term(
            Office("Bí thư", "Tỉnh ủy", unit="tỉnh"),
            attested=(date(2026, 1, 2),),
            known_from="000_0000000000000000",
        ),
    )


def test_an_official_stands_once_unless_told_apart(tmp_path: Path) -> None:
    namesake = "- name: Trần Thị Hạ Vi\n  distinction: Cái Sậy\n"
    text = "- name: Trần Thị Hạ Vi\n"
    assert [one.label for one in seeds.read_officials(_write(tmp_path, text + namesake))] == [
        "Trần Thị Hạ Vi",
        "Trần Thị Hạ Vi (Cái Sậy)",
    ]
    said = _mistake(tmp_path, seeds.read_officials, text + text)
    assert said.startswith(":2: name: 'Trần Thị Hạ Vi' stands above already")


def test_a_watch(tmp_path: Path) -> None:
    text = """\
- name: Hạn mặn
  query: '"xâm nhập mặn" OR topic:han-man'
  kinds: [appeared]
  channels: [truc-ban]
  state: paused
"""
    (watch,) = seeds.read_watches(_write(tmp_path, text))
    assert watch.query == '"xâm nhập mặn" OR topic:han-man'
    assert watch.kinds == (AlertKind.APPEARED,)
    assert watch.channels == ("truc-ban",)
    assert watch.state is WatchState.PAUSED


def test_a_watch_without_kinds_is_told_all_that_becomes_of_an_article(tmp_path: Path) -> None:
    (watch,) = seeds.read_watches(_write(tmp_path, "- {name: Cầu, query: cầu}\n"))
    assert watch.kinds == OF_ARTICLES


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: x\ntitle: y\n", ":1: found 'key: value' lines; expected a list"),
        (SOURCE + "  tittle: x\n", ":5: tittle: unknown key; expected name, title,"),
        (SOURCE + "  title: x\n", ":5: title: the same key twice"),
        ("- name: mot\n  title: Một\n", ":1: ways: is missing"),
        ("- name: mot\n  title:\n  ways: [feed: 'https://b.example/']\n", ":1: title: is missing"),
        (SOURCE + SOURCE, ":5: name: 'bao-song-ham' stands above already"),
        (SOURCE.replace("feed:", "fed:"), ":4: fed: unknown key; expected folder, feed, listing"),
        (SOURCE.replace("- feed:", "- pattern:"), ":4: ways: found none; expected exactly one"),
        (SOURCE.replace("https:", "ftp:"), ":4: feed: 'ftp://bao.example/rss' is no web address"),
        (SOURCE.replace("rss", "rss news"), "is no web address"),
        (SOURCE + "  place: Bến Te\n", ":5: place: found 'Bến Te'; expected a province"),
        (SOURCE + "      pattern: 'a'\n", ":5: pattern: a feed has no pattern"),
        (
            SOURCE.replace("feed", "listing") + "      pattern: '(a'\n",
            ":5: pattern: '(a' is no regular expression",
        ),
        (SOURCE.replace("bao-song-ham", "Báo"), ":1: name: found 'Báo'; expected small letters"),
        (SOURCE + "  every: 30\n", ":5: every: found '30'; expected minutes, hours or days"),
        (SOURCE + "  every: -5m\n", ":5: every: found '-5m'"),
        (SOURCE + "  every: 5m\n  cron: '* * * * *'\n", ":6: cron: 'every' stands here too"),
        (SOURCE + "  cron: '61 * * * *'\n", ":5: cron: '61 * * * *' is no cron line"),
        (SOURCE + "  cron: '* * * *'\n", ":5: cron: '* * * *' is no cron line"),
        (SOURCE + "  cron: '0 6 * * 0'\n", ":5: cron: weekday '0' is a number"),
        (SOURCE + "  pause: -1\n", ":5: pause: found '-1'; expected a number of seconds"),
        (SOURCE + "  pause: .nan\n", ":5: pause: found '.nan'"),
        (SOURCE + "  enabled: no\n", ":5: enabled: found 'no'; expected true or false"),
        (SOURCE + "  allowed_hosts: localhost\n", ":5: allowed_hosts: found 'localhost'; expected"),
        (SOURCE + "  domains: [bao]\n", ":5: domains: 'bao' is no domain; expected a name such as"),
        (SOURCE + "  domains: bao.example\n", ":5: domains: found 'bao.example'; expected a list"),
        (SOURCE + "  place: [Sông Hàm]\n", ":5: place: found a list; expected a text"),
        (SOURCE + '  place: "  "\n', ":5: place: is empty"),
        (SOURCE + " place: x\n", ":5: not YAML"),
        (SOURCE + "  place: a\x07b\n", ":5: control character U+0007"),
        ("- just a text\n", ":1: found 'just a text'; expected 'key: value'"),
        ("[" * 3000, ": cannot be read as YAML"),
    ],
)
def test_case_78_a_mistake_in_sources_is_named_with_its_line(
    tmp_path: Path, text: str, said: str
) -> None:
    assert said in _mistake(tmp_path, seeds.read_sources, text)


def test_case_78_the_nearest_known_key_is_offered(tmp_path: Path) -> None:
    said = _mistake(tmp_path, seeds.read_sources, SOURCE + "  alowed_hosts: [a]\n")
    assert said.endswith("did you mean 'allowed_hosts'?")


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("role: Bí thư", "body: is missing"),
        ("role: Bí thư, body: Tỉnh ủy, start: 2026-02-30", "start: there is no 2026-02-30; exp"),
        ("role: Bí thư, body: Tỉnh ủy, start: 20260230", "start: found '20260230'; expected a day"),
        ("role: Bí thư, body: Tỉnh ủy, start: 2/3/2026", "day/month/year is written 2026-03-02"),
        ("role: Bí thư, body: Tỉnh ủy, end: 2025, attested: [2026-01-02]", "2026-01-02 is outside"),
        ("role: Bí thư, body: Tỉnh ủy, start: 2026-W01-1", "start: found '2026-W01-1'"),
        ("role: Bí thư, body: Tỉnh ủy, attested: 2026-02-01", "attested: found '2026-02-01'"),
        ("role: Bí thư, body: Tỉnh ủy, start: 2026-02-01, end: 2026-01-01", "before the start"),
        ("role: Bí thư, body: Tỉnh ủy, acting: maybe", "acting: found 'maybe'"),
    ],
)
def test_case_78_a_mistake_in_a_term(tmp_path: Path, term: str, said: str) -> None:
    text = f"- name: Trần Thị Hạ Vi\n  terms:\n    - {{{term}}}\n"
    mistake = _mistake(tmp_path, seeds.read_officials, text)
    assert mistake.startswith(":3: ")
    assert said in mistake


def test_case_78_a_mistake_in_a_watch(tmp_path: Path) -> None:
    watch = "- name: Một\n  query: mặn\n"
    said = _mistake(tmp_path, seeds.read_watches, watch + "  kinds: [apeared]\n")
    assert said.startswith(":3: kinds: found 'apeared'; expected appeared or edited or gone")
    assert said.endswith("did you mean 'appeared'?")
    said = _mistake(tmp_path, seeds.read_watches, watch + "  state: on\n")
    assert said == ":3: state: found 'on'; expected active or paused"
    said = _mistake(tmp_path, seeds.read_watches, watch + watch.replace("Một", "MỘT"))
    assert said == ":3: name: 'MỘT' stands above already; expected each name once"


def test_a_file_that_is_not_utf_8_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "topics.yaml"
    path.write_bytes("- name: mot\n  query: mặn\n".encode().replace("ặ".encode(), b"\xe3"))
    with pytest.raises(SettingsError, match=r"topics\.yaml:2: not UTF-8"):
        seeds.read_topics(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.yaml: cannot be read: No such file"):
        seeds.read_topics(tmp_path / "none.yaml")
