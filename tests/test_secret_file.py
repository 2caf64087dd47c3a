from __future__ import annotations

import stat
import threading
import tomllib
from pathlib import Path

import pytest

from worker.errors import SettingsError, UsageError
from worker.secret_file import SecretFile

CANARY = "canary-7f3a"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "secrets.toml"


def test_what_was_put_is_got_by_the_next_one_too(path: Path) -> None:
    SecretFile(path, {}).put("phong-tin", 'mailto://a:b"c\\d@e.example?name=Tin Đê')
    assert SecretFile(path, {}).get("phong-tin") == 'mailto://a:b"c\\d@e.example?name=Tin Đê'
    assert SecretFile(path, {}).get("other") is None
    assert tomllib.loads(path.read_text("utf-8")).keys() == {"phong-tin"}


def test_no_file_is_no_secret(path: Path) -> None:
    secrets = SecretFile(path, {})
    assert secrets.get("x") is None
    assert secrets.problem() is None
    secrets.remove("x")


def test_the_environment_wins_over_the_file(path: Path) -> None:
    SecretFile(path, {}).put("phong-tin", "from-file")
    assert SecretFile(path, {"DIEMTIN_SECRET_PHONG_TIN": "from-env"}).get("phong-tin") == "from-env"
    assert SecretFile(path, {"DIEMTIN_SECRET_PHONG_TIN": ""}).get("phong-tin") == "from-file"


def test_removing_leaves_the_others(path: Path) -> None:
    secrets = SecretFile(path, {})
    secrets.put("a", "1")
    secrets.put("b", "2")
    secrets.remove("a")
    assert (secrets.get("a"), secrets.get("b")) == (None, "2")


def test_the_file_is_its_owners_alone_and_stays_so(path: Path) -> None:
    secrets = SecretFile(path, {})
    secrets.put("a", "1")
    path.chmod(0o644)
    secrets.put("b", "2")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in path.parent.iterdir()] == ["secrets.toml"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o666])
def test_case_81_a_file_open_to_others_is_a_problem_with_its_remedy(path: Path, mode: int) -> None:
    secrets = SecretFile(path, {})
    secrets.put("a", CANARY)
    assert secrets.problem() is None
    path.chmod(mode)
    said = secrets.problem()
    assert said is not None
    assert f"chmod 600 {path}" in said
    assert "\n" not in said
    assert CANARY not in said


def test_a_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "vault.toml"
    real.write_text('a = "1"\n')
    path.parent.mkdir()
    path.symlink_to(real)
    SecretFile(path, {}).put("b", "2")
    assert path.is_symlink()
    assert tomllib.loads(real.read_text()) == {"a": "1", "b": "2"}


def test_two_at_once_lose_nothing(path: Path) -> None:
    def put(n: int) -> None:
        SecretFile(path, {}).put(f"s{n}", str(n))

    threads = [threading.Thread(target=put, args=(n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(SecretFile(path, {}).get(f"s{n}") == str(n) for n in range(20))


@pytest.mark.parametrize(
    "content",
    [f'a = "{CANARY}\n', f"a = {CANARY}", f'{CANARY} = {{ x = "{CANARY}" ', "a = 5", "[a]\nb='1'"],
)
def test_case_79_a_broken_file_is_told_by_place_and_not_by_content(
    path: Path, content: str
) -> None:
    path.parent.mkdir()
    path.write_text(content)
    with pytest.raises(SettingsError) as raised:
        SecretFile(path, {}).get("a")
    assert str(path) in str(raised.value)
    assert CANARY not in str(raised.value)
    assert raised.value.__cause__ is None


def test_a_file_that_is_no_utf8_is_told(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b'a = "\xff"')
    with pytest.raises(SettingsError, match="not UTF-8"):
        SecretFile(path, {}).get("a")


def test_a_broken_file_is_not_overwritten(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("broken")
    with pytest.raises(SettingsError):
        SecretFile(path, {}).put("a", "1")
    assert path.read_text() == "broken"


@pytest.mark.parametrize("name", ["", "A", "a b", "a.b", "đê", "-a", "a\n"])
def test_names_that_the_environment_cannot_bear_are_refused(path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        SecretFile(path, {}).put(name, "1")


@pytest.mark.parametrize("value", ["", "a\nb", "a\x00", "\x7f", "\ud800"])
def test_a_secret_is_one_line_of_text(path: Path, value: str) -> None:
    with pytest.raises(UsageError):
        SecretFile(path, {}).put("a", value)
    assert not path.exists()


def test_case_79_repr_tells_no_secret(path: Path) -> None:
    secrets = SecretFile(path, {"DIEMTIN_SECRET_A": CANARY})
    secrets.put("b", CANARY)
    assert CANARY not in repr(secrets) + str(secrets)
    with pytest.raises(UsageError) as raised:
        secrets.put("b", CANARY + "\n")
    assert CANARY not in str(raised.value)
