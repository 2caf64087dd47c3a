from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.in_process import Diemtin

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

TOKEN = "123456789:CANARYcanaryCANARYcanaryCANARYcanar"
TELEGRAM = f"tgram://{TOKEN}/4242"
HOOK = "http://127.0.0.1:9/hook/CANARYcanary"
LET = ("--allow", "127.0.0.1:9")


def test_a_file_is_added_tested_switched_and_removed(diemtin: Diemtin, tmp_path: Path) -> None:
    file = tmp_path / "alerts.jsonl"
    assert "diemtin channel test tep" in diemtin.ok("channel", "add", "tep", str(file))
    assert diemtin.ok("channel", "test", "tep") == "tep took the test message\n"
    assert "test message" in file.read_text(encoding="utf-8")
    assert diemtin.ok("channel", "disable", "tep") == "tep is off\n"
    listed = {one["name"]: one for one in diemtin.records("channel", "list")}
    assert listed["tep"] == {
        **{"name": "tep", "kind": "file", "address": str(file), "enabled": False},
        **{"allowed_hosts": [], "state": "off", "waiting": 0, "dead": 0, "last_error": None},
        **{"last_delivered_at": None, "failing_since": None, "last_failed_at": None},
        **{"switched_off_at": None, "switched_off_because": None},
        **{"digest": None, "quiet": None, "form": None},
        **{"language": "vi"},
    }
    assert listed["console"]["enabled"] is True
    diemtin.ok("channel", "enable", "tep")
    diemtin.ok("channel", "remove", "tep")
    for verb in ("test", "enable", "disable", "remove"):
        assert "diemtin channel list" in diemtin.failed("channel", verb, "tep")


def test_a_webhook_with_a_login_shows_its_host_only(diemtin: Diemtin) -> None:
    address = HOOK.replace("://", "://toa-soan:CANARY@")
    told = diemtin.ok("channel", "add", "toa-soan", address, *LET)
    listed = {one["name"]: one for one in diemtin.records("channel", "list")}
    assert listed["toa-soan"]["address"] == "http://127.0.0.1/…"
    shown = diemtin.ok("channel", "list") + diemtin.ok("channel", "show", "toa-soan")
    assert "CANARY" not in told + shown + diemtin.failed("channel", "test", "toa-soan")


@pytest.mark.parametrize(
    ("name", "address", "told"),
    [
        ("a", "/nosuch/a.jsonl", "/nosuch/a.jsonl: its folder is not there"),
        ("a", "json://127.0.0.1/", "expected one of"),
        ("a", "file:///etc/passwd", "expected one of"),
        ("a", "http://me:CANARY@127.0.0.1/", "--allow 127.0.0.1"),
        ("a", HOOK, "port 9 is not 80 or 443; only a source or channel added with --allow"),
        ("a", "http://127.0.0.1/hook/CANARY", "--allow 127.0.0.1"),
        ("a", "http://localhost/hook/CANARY", "--allow localhost"),
        ("a", "https://[::1]/hook/CANARY", "--allow ::1"),
        ("a", "feed:/nosuch/folder/feeds", "/nosuch/folder/feeds: cannot be made a folder"),
        ("a b", "console", "unusable name"),
        (TELEGRAM, "a", "unusable name"),
        ("console", "console", "already"),
    ],
)
def test_a_channel_that_cannot_be_is_refused(
    diemtin: Diemtin, name: str, address: str, told: str
) -> None:
    said = diemtin.refused("channel", "add", name, address)
    assert told in said
    assert "CANARY" not in said
    assert [one["name"] for one in diemtin.records("channel", "list")] == ["console"]


def test_a_channel_is_written_to_in_vietnamese_unless_told_otherwise(
    diemtin: Diemtin, tmp_path: Path
) -> None:
    diemtin.ok("channel", "add", "mac-dinh", str(tmp_path / "a.jsonl"))
    diemtin.ok("channel", "add", "nuoc-ngoai", str(tmp_path / "b.jsonl"), "--language", "en")
    (diemtin.home / "diemtin.toml").write_text('language = "en"\n', encoding="utf-8")
    diemtin.ok("channel", "add", "theo-nha", str(tmp_path / "c.jsonl"))
    told = diemtin.ok("channel", "edit", "theo-nha", "--language", "vi")
    assert told == "theo-nha is written to in Vietnamese\n"
    listed = {one["name"]: one["language"] for one in diemtin.records("channel", "list")}
    assert listed == {
        **{"console": "en", "mac-dinh": "vi", "nuoc-ngoai": "en", "theo-nha": "vi"},
    }
    assert "'fr' is not one of" in diemtin.refused("channel", "edit", "tep", "--language", "fr")
    assert "no channel named" in diemtin.failed("channel", "edit", "tep", "--language", "en")


def test_a_signing_secret_is_shown_once_or_taken(diemtin: Diemtin) -> None:
    shown = diemtin.ok("channel", "add", "moc", HOOK, *LET).splitlines()[-1]
    secret = shown.rpartition(" ")[2]
    assert secret.startswith("whsec_")
    told = diemtin.ok("channel", "add", "moc-2", HOOK, *LET, "--secret", secret)
    assert secret not in told
    bad = diemtin.refused("channel", "add", "moc-3", HOOK, *LET, "--secret", "CANARY")
    assert "whsec_" in bad
    assert "CANARY" not in bad
    assert secret not in diemtin.ok("channel", "list") + diemtin.ok("channel", "list", "--json")


def test_case_79_no_command_shows_a_token(diemtin: Diemtin) -> None:
    diemtin.ok("channel", "add", "tele", TELEGRAM)
    diemtin.ok("channel", "add", "moc", HOOK, *LET)
    told = [
        diemtin.ok("channel", "list"),
        diemtin.ok("channel", "list", "--json"),
        diemtin.failed("channel", "test", "moc"),
        diemtin.failed("channel", "test", "tele"),
        diemtin.ok("status"),
        diemtin.ok("channel", "show", "moc", "--json"),
        diemtin.ok("channel", "edit", "moc", "--address", f"{HOOK}-2"),
        diemtin.refused("channel", "edit", "moc", "--address", "http://10.0.0.9/CANARY"),
    ]
    assert "http://127.0.0.1/…" in told[0]
    assert "tgram://…" in told[0]
    assert "http://127.0.0.1: cannot connect" in told[2]
    assert "CANARY" not in "".join(told)
    for file in diemtin.home.glob("diemtin.sqlite3*"):
        assert b"CANARY" not in file.read_bytes()
    assert f'"moc.address" = "{HOOK}-2"' in (diemtin.home / "secrets.toml").read_text("utf-8")
    assert (diemtin.home / "secrets.toml").stat().st_mode & 0o777 == 0o600


def test_case_81_a_secrets_file_that_everyone_can_read_is_warned_of(diemtin: Diemtin) -> None:
    diemtin.ok("channel", "add", "tele", TELEGRAM)
    secrets = diemtin.home / "secrets.toml"
    secrets.chmod(0o644)
    [told] = [line for line in diemtin.ok("status").splitlines() if "secrets.toml" in line]
    assert f"chmod 600 {secrets}" in told
    secrets.chmod(0o600)
    assert "secrets.toml" not in diemtin.ok("status")
    secrets.write_text("tele = CANARY", encoding="utf-8")
    assert "CANARY" not in diemtin.run("channel", "test", "tele").complaint


def test_a_webhook_whose_address_was_lost_says_how_to_give_it(diemtin: Diemtin) -> None:
    key = diemtin.ok("channel", "add", "moc", HOOK, *LET).split()[-1]
    (diemtin.home / "secrets.toml").write_text(f'moc = "{key}"\n', encoding="utf-8")
    assert "diemtin channel edit moc --address -" in diemtin.failed("channel", "test", "moc")
    typed = diemtin.run("channel", "edit", "moc", "--address", "-", typed=f"{HOOK}\n")
    assert typed.out == "moc goes to http://127.0.0.1/…; try it: diemtin channel test moc\n"
    assert "cannot connect" in diemtin.failed("channel", "test", "moc")
    diemtin.ok("channel", "remove", "moc")
    assert "CANARY" not in (diemtin.home / "secrets.toml").read_text("utf-8")


def test_case_68_a_secret_is_rotated_and_the_old_one_ended(diemtin: Diemtin) -> None:
    first = diemtin.ok("channel", "add", "moc", HOOK, *LET).split()[-1]
    said = diemtin.ok("channel", "rotate", "moc").splitlines()
    second = said[-1].split()[-1]
    assert second.startswith("whsec_")
    assert second != first
    assert "the old one signs beside it until " in said[1]
    assert "signs too until" in diemtin.ok("channel", "show", "moc")
    kept = (diemtin.home / "secrets.toml").read_text("utf-8")
    assert f"{second} {first}" in kept
    assert diemtin.ok("channel", "rotate", "moc", "--finish") == "moc: the old secret has ended\n"
    assert first not in (diemtin.home / "secrets.toml").read_text("utf-8")
    assert diemtin.ok("channel", "rotate", "moc", "--finish") == "moc: had one secret\n"
    typed = diemtin.run("channel", "rotate", "moc", "--secret", "-", typed=f"{first}\n")
    assert typed.status == 0
    assert first not in typed.out
    assert "console has no secret" in diemtin.refused("channel", "rotate", "console")


def test_an_address_is_typed_where_no_list_of_processes_shows_it(diemtin: Diemtin) -> None:
    assert diemtin.run("channel", "add", "tele", "-", typed=f"{TELEGRAM}\n").status == 0
    assert TELEGRAM in (diemtin.home / "secrets.toml").read_text("utf-8")
    assert "its secret is its address" in diemtin.refused("channel", "rotate", "tele")


def test_templates_are_listed_printed_and_tried(diemtin: Diemtin) -> None:
    listed = diemtin.ok("channel", "template")
    assert "alert.txt.jinja\tbuilt in" in listed
    printed = diemtin.ok("channel", "template", "words.jinja", "--language", "vi")
    own = diemtin.home / "templates/vi/words.jinja"
    own.parent.mkdir(parents=True)
    own.write_text(printed.replace('"Bài mới"', '"Tin vừa lên"'), encoding="utf-8")
    assert f"words.jinja\t{own}" in diemtin.ok("channel", "template")
    assert "words.jinja\tbuilt in" in diemtin.ok("channel", "template", "--language", "en")
    tried = diemtin.ok("channel", "template", "--try")
    assert "Tin vừa lên · Báo Sơn Bình" in tried
    assert "Bài không còn" in tried
    assert "expected one of alert-title" in diemtin.failed("channel", "template", "x.jinja")


def test_a_broken_template_is_told_where_it_matters_and_stops_nothing(
    diemtin: Diemtin, tmp_path: Path
) -> None:
    """Case 78: with file and line, before it meets an alert."""
    diemtin.ok("channel", "add", "tep", str(tmp_path / "a.jsonl"))
    own = diemtin.home / "templates/alert.txt.jinja"
    own.parent.mkdir()
    own.write_text("{{ alert.title }}\n{{ alert.titel }}\n", encoding="utf-8")
    told = f"template {own}:2: Alert has no attribute 'titel'; see docs/templates.md"
    assert told in diemtin.failed("channel", "test", "tep")
    assert told in diemtin.ok("status")
    assert told in diemtin.records("status")[0]["wrong"]
    assert told in diemtin.run("run", "--once").err
    assert told in diemtin.run("channel", "template", "--try").err
    own.write_text("{{ alert.title }}\n", encoding="utf-8")
    assert diemtin.ok("channel", "test", "tep") == "tep took the test message\n"
    assert str(own) not in diemtin.ok("status")
