"""What an operator relies on: settings are read from where they stand, and mistakes are shown."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import make_url

from worker import __version__
from worker.errors import SettingsError
from worker.fetch.limits import MEANINGS, Limits
from worker.settings import SETTINGS, Settings, retired_line, table, variable


def _home(folder: Path, text: str) -> Path:
    (folder / "diemtin.toml").write_text(text, encoding="utf-8")
    return folder


def _mistake(folder: Path, text: str = "", **environ: str) -> str:
    with pytest.raises(SettingsError) as caught:
        Settings.load(_home(folder, text), environ)
    assert caught.value.exit_status == 2
    return str(caught.value).removeprefix(f"{folder}/")


def test_the_defaults(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path / "new", {"PATH": "/bin"})
    assert settings.home == tmp_path / "new"
    assert settings.database_url == f"sqlite:///{tmp_path}/new/diemtin.sqlite3"
    assert settings.contact is None
    assert settings.bare is False
    assert settings.rechecks == (900, 3600, 21_600, 86_400, 259_200, 604_800, 2_592_000)
    assert settings.grace == 20
    assert settings.attestation_days == 90
    assert settings.log_level == "INFO"
    assert settings.limits == Limits()
    assert not (tmp_path / "new").exists()


def test_the_home_comes_from_the_command_then_the_environment_then_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    environ = {"DIEMTIN_HOME": str(tmp_path / "b")}
    assert Settings.load(tmp_path / "a", environ).home == tmp_path / "a"
    assert Settings.load(None, environ).home == tmp_path / "b"
    assert Settings.load(None, {}).home == tmp_path / "diemtin-home"
    assert Settings.load(Path("here"), {}).home == tmp_path / "here"


def test_every_setting_from_the_file(tmp_path: Path) -> None:
    text = """\
database_url = "sqlite:////srv/tin.sqlite3"
contact = "toa-soan@bao.example"
bare = true
rechecks = "30m, 2h 1d"
dispatch_every = 1.5
grace = 5
poll_shortest = 300
poll_first = 1800
poll_longest = 43200
attestation_days = 30
log_level = "debug"
[limits]
page_wire = 1_000_000
read_seconds = 3.5
"""
    settings = Settings.load(_home(tmp_path, text), {})
    assert settings == Settings(
        home=tmp_path,
        database_url="sqlite:////srv/tin.sqlite3",
        contact="toa-soan@bao.example",
        bare=True,
        rechecks=(1800.0, 7200.0, 86_400.0),
        dispatch_every=1.5,
        grace=5.0,
        poll_shortest=300.0,
        poll_first=1800.0,
        poll_longest=43_200.0,
        attestation_days=30,
        log_level="DEBUG",
        limits=Limits(page_wire=1_000_000, read_seconds=3.5),
    )


def test_the_environment_stands_over_the_file(tmp_path: Path) -> None:
    home = _home(
        tmp_path, 'grace = 5\nbare = false\nlog_level = "ERROR"\n[limits]\nredirects = 1\n'
    )
    environ = {
        "DIEMTIN_GRACE": "7.5",
        "DIEMTIN_BARE": "1",
        "DIEMTIN_LIMITS_REDIRECTS": "0",
        "DIEMTIN_LOG_LEVEL": "",
        "DIEMTIN_SECRET_TELEGRAM": "x",
        "DIEMTIN_TEST_POSTGRESQL": "x",
        "diemtin_grace": "no variable of ours",
    }
    settings = Settings.load(home, environ)
    assert settings.grace == 7.5
    assert settings.bare is True
    assert settings.limits.redirects == 0
    assert settings.log_level == "ERROR"


def test_case_78_bounds_of_polling_that_contradict_one_another_are_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as told:
        Settings.load(_home(tmp_path, "poll_first = 7200\npoll_longest = 3600\n"), {})
    assert "poll_first: these bounds contradict one another" in str(told.value)
    pace = Settings.load(_home(tmp_path, "poll_shortest = 60\n"), {}).pace
    assert (pace.shortest.seconds, pace.first.seconds, pace.longest.days) == (60, 3600, 1)


@pytest.mark.parametrize(
    "given",
    [
        "postgres://tin:mat%40khau@db.example:5433/tin?sslmode=require",
        "postgresql://tin:mat%40khau@db.example:5433/tin?sslmode=require",
        "postgresql+psycopg://tin:mat%40khau@db.example:5433/tin?sslmode=require",
    ],
)
def test_postgresql_addresses_get_their_driver(tmp_path: Path, given: str) -> None:
    settings = Settings.load(tmp_path, {"DIEMTIN_DATABASE_URL": given})
    url = make_url(settings.database_url)
    assert (url.drivername, url.password, url.port) == ("postgresql+psycopg", "mat@khau", 5433)
    assert url.query == {"sslmode": "require"}


def test_a_home_with_odd_letters_keeps_its_own_database(tmp_path: Path) -> None:
    home = tmp_path / "tin 100%? ở #đây"
    url = make_url(Settings.load(home, {}).database_url)
    assert url.database == str(home / "diemtin.sqlite3")


def test_the_user_agent_says_whom_to_write_to(tmp_path: Path) -> None:
    environ = {"DIEMTIN_CONTACT": "https://bao.example/lien-he"}
    assert (
        Settings.load(tmp_path, environ).user_agent
        == f"diemtin/{__version__} (+https://bao.example/lien-he)"
    )
    assert Settings.load(tmp_path, {}).user_agent == f"diemtin/{__version__}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# x\n\ngracee = 5\n", ":3: gracee: unknown setting; expected a known setting; did you "),
        ("[limits]\npage_wier = 5\n", ":2: limits.page_wier: unknown setting;"),
        ("[web]\nport = 80\n", ":1: web: unknown setting"),
        ("limits = 5\n", ":1: limits: not a table; expected a table [limits]"),
        ("[limits]\nredirects = 1\npage_wire = -5\n", ":3: limits.page_wire: cannot be '-5'"),
        ("limits.page_wire = 0\n", ":1: limits.page_wire: cannot be '0'"),
        ("bare = true\nlimits = { page_wire = 1.5 }\n", ":2: limits.page_wire: cannot be '1.5'"),
        ("[limits]\nread_seconds = nan\n", ":2: limits.read_seconds: cannot be 'nan'"),
        ("[limits]\nread_seconds = inf\n", ":2: limits.read_seconds: cannot be 'inf'"),
        ("[limits]\nread_seconds = 1" + "0" * 400, ":2: limits.read_seconds: cannot be"),
        ("[limits]\nretries = true\n", ":2: limits.retries: cannot be 'True'"),
        ("[limits]\nretries = -1\n", "retries: cannot be '-1'; expected a whole number, 0 or more"),
        ('grace = "20"\n', ":1: grace: cannot be '20'; expected seconds from 0 to 3600"),
        ("grace = -1\n", ":1: grace: cannot be '-1'"),
        ("dispatch_every = 0.5\n", "dispatch_every: cannot be '0.5'; expected seconds from 1 to 5"),
        ("rechecks = 0\n", ":1: rechecks: cannot be '0'"),
        ('rechecks = "1h 15m"\n', ":1: rechecks: cannot be '1h 15m'"),
        ('rechecks = "0m 1h"\n', ":1: rechecks: cannot be '0m 1h'"),
        ('rechecks = "366d"\n', ":1: rechecks: cannot be '366d'"),
        ('rechecks = ","\n', ":1: rechecks: cannot be ','"),
        ("attestation_days = 1.5\n", ":1: attestation_days: cannot be '1.5'"),
        ("attestation_days = 36501\n", ":1: attestation_days: cannot be '36501'"),
        ('bare = "true"\n', ":1: bare: cannot be 'true'; expected true or false"),
        ('log_level = "loud"\n', ":1: log_level: cannot be 'loud'; expected one of TRACE, DEBUG"),
        ('contact = "a@b.vn\\r\\nX: y"\n', ":1: contact: cannot be"),
        ('contact = "a)b@c.vn"\n', ":1: contact: cannot be 'a)b@c.vn'; expected an e-mail"),
        ('contact = "Tòa soạn"\n', ":1: contact: cannot be 'Tòa soạn'"),
        ('database_url = "mysql://x/y"\n', ":1: database_url: this value cannot be used;"),
        ("bare = true\ngrace 5\n", ":2: not TOML"),
        ("grace = 5\ngrace = 6\n", ":2: not TOML"),
    ],
)
def test_case_78_a_mistake_is_named_with_file_line_and_key(
    tmp_path: Path, text: str, said: str
) -> None:
    mistake = _mistake(tmp_path, text)
    assert mistake.startswith("diemtin.toml:")
    assert said in mistake


def test_case_78_a_mistake_in_the_environment_names_the_variable(tmp_path: Path) -> None:
    assert _mistake(tmp_path, DIEMTIN_GRACE="long").startswith("DIEMTIN_GRACE: cannot be 'long';")
    assert _mistake(tmp_path, DIEMTIN_LIMITS_RETRIES="-1").startswith("DIEMTIN_LIMITS_RETRIES: ")
    assert _mistake(tmp_path, DIEMTIN_BARE="maybe").startswith("DIEMTIN_BARE: cannot be 'maybe'")
    unknown = _mistake(tmp_path, DIEMTIN_CONTCT="x")
    assert unknown.startswith("DIEMTIN_CONTCT: unknown setting")
    assert unknown.endswith("did you mean DIEMTIN_CONTACT?")


def test_a_file_that_is_not_utf_8_and_one_with_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "diemtin.toml").write_bytes(b"bare = true\n# t\xe3\n")
    with pytest.raises(SettingsError, match=r"diemtin\.toml:2: not UTF-8"):
        Settings.load(tmp_path, {})
    (tmp_path / "diemtin.toml").write_bytes(b"\xef\xbb\xbfbare = true\r\ngrace = 3\r\n")
    assert Settings.load(tmp_path, {}).grace == 3


def test_a_home_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tin").write_text("")
    with pytest.raises(SettingsError, match=r"DIEMTIN_HOME: .* is no folder"):
        Settings.load(None, {"DIEMTIN_HOME": str(tmp_path / "tin")})


def test_case_79_a_password_is_never_shown(tmp_path: Path) -> None:
    good = {"DIEMTIN_DATABASE_URL": "postgresql://tin:matkhau@db.example/tin"}
    assert "matkhau" not in repr(Settings.load(tmp_path, good))
    with pytest.raises(SettingsError) as caught:
        Settings.load(tmp_path, {"DIEMTIN_DATABASE_URL": "mysql://tin:matkhau@db.example/tin"})
    assert "matkhau" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_settings_cannot_be_changed(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path, {})
    with pytest.raises(dataclasses.FrozenInstanceError):
        settings.bare = True  # type: ignore[misc]


def test_the_table_has_every_setting_and_every_limit() -> None:
    lines = table().splitlines()
    assert lines[0] == "| key | environment variable | default | meaning |"
    assert len(lines) == 2 + len(SETTINGS)
    for field in dataclasses.fields(Limits):
        assert variable(f"limits.{field.name}") in table()
    assert {field.name for field in dataclasses.fields(Limits)} == set(MEANINGS)
    declared = {field.name for field in dataclasses.fields(Settings)}
    declared -= {"home", "limits", "retired"}
    assert declared == {key for key in SETTINGS if not key.startswith("limits.")}


@pytest.mark.parametrize("key", ["bare", "rechecks", "dispatch_every", "grace", "log_level"])
def test_the_table_shows_the_defaults_that_hold(key: str, tmp_path: Path) -> None:
    shown = SETTINGS[key].default.strip("`")
    given = Settings.load(tmp_path, {variable(key): shown})
    assert getattr(given, key) == getattr(Settings.load(tmp_path, {}), key)


def test_importing_settings_brings_nothing_heavy() -> None:
    code = "import sys, worker.settings; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"pydantic", "sqlalchemy", "httpx", "numpy", "ruamel.yaml"} & set(loaded)


def test_a_setting_of_an_earlier_version_is_no_reason_not_to_start(tmp_path: Path) -> None:
    settings = Settings.load(_home(tmp_path, "grace = 5\nrecheck_after = 7200\n"), {})
    assert (settings.grace, settings.rechecks) == (5, Settings.load(tmp_path / "x", {}).rechecks)
    assert [retired_line(where) for where in settings.retired] == [
        f"{tmp_path}/diemtin.toml:2: recheck_after has no effect any more: remove it;"
        " rechecks has taken its place"
    ]
    by_variable = Settings.load(tmp_path / "x", {"DIEMTIN_RECHECK_AFTER": "60"})
    assert retired_line(*by_variable.retired).startswith("DIEMTIN_RECHECK_AFTER has no effect")
