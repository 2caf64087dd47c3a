"""The user's own templates: what they can do, what they cannot, and what happens when they fail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from loguru import logger

from tests.deliver.alerts import ALERT, alert, outgoing
from worker.deliver.messages.message import as_html, as_text, message
from worker.deliver.messages.rendering import Templates, names
from worker.deliver.messages.specimens import SPECIMENS
from worker.deliver.messages.template_check import told, troubles
from worker.errors import SettingsError
from worker.model import AlertKind, Language, Outgoing


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    (folder / "vi").mkdir(parents=True)
    return folder


def put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def vietnamese(one: Outgoing) -> Outgoing:
    return replace(one, channel=replace(one.channel, language=Language.VIETNAMESE))


@pytest.fixture
def logged() -> Iterator[list[str]]:
    lines: list[str] = []
    handler = logger.add(lambda line: lines.append(str(line)), format="{message}", level="INFO")
    yield lines
    logger.remove(handler)


# --- own templates ---------------------------------------------------------------------------


def test_a_template_of_the_users_stands_over_ours_for_all_languages_or_for_one(own: Path) -> None:
    put(own / "alert.txt.jinja", "Tòa soạn: {{ alert.title }}")
    put(own / "vi/alert-title.txt.jinja", "TIN – {{ alert.title|upper }}")
    templates = Templates(own)
    english, viet = outgoing(), vietnamese(outgoing())
    assert message(english, templates=templates).text == f"Tòa soạn: {ALERT.title}"
    assert message(viet, templates=templates).title == f"TIN – {ALERT.title.upper()}"
    assert message(english, templates=templates).title == f"mat-bang: {ALERT.title}"
    assert troubles(templates) == []


def test_a_changed_template_counts_from_the_next_message(own: Path) -> None:
    templates = Templates(own)
    put(own / "alert.txt.jinja", "một")
    assert message(outgoing(), templates=templates).text == "một"
    put(own / "alert.txt.jinja", "hai hai")
    assert message(outgoing(), templates=templates).text == "hai hai"
    (own / "alert.txt.jinja").unlink()
    assert message(outgoing(), templates=templates) == message(outgoing())


def test_a_wording_of_the_users_reaches_texts_pages_and_titles(own: Path) -> None:
    ours = Path("worker/deliver/messages/templates/vi/words.jinja").read_text(encoding="utf-8")
    put(own / "vi/words.jinja", ours.replace('"Bài đã sửa"', '"Bài vừa đính chính"'))
    templates = Templates(own)
    edited = vietnamese(outgoing(alert(kind=AlertKind.EDITED)))
    assert "Bài vừa đính chính · Báo Sơn Bình" in as_text(edited, templates)
    assert "Bài vừa đính chính" in as_html(edited, templates)
    assert message(edited, templates=templates).title.startswith("mat-bang: Bài vừa đính chính – ")
    assert troubles(templates) == []


def test_a_text_of_the_users_that_is_too_long_is_cut_and_keeps_its_address(own: Path) -> None:
    put(own / "alert.txt.jinja", "{{ alert.url }}\nđầu\n" + "dài " * 800 + "\ncuối")
    cut = message(outgoing(), 500, Templates(own))
    assert cut.length <= 500
    assert cut.text.split("\n") == ["đầu", "cuối", ALERT.url]


def test_what_a_page_says_is_never_read_as_a_template(own: Path) -> None:
    """Case 82: nothing from content is a template or a format."""
    put(own / "alert.txt.jinja", "{{ alert.title }} / {{ alert.watch }}")
    evil = "{{ 7*7 }} {% include 'words.jinja' %} {evil} %s %(x)s {0.__class__} #{x}"
    hostile = outgoing(alert(title=evil, watch=evil, text=f"{evil}\n\n{evil}", source_title=evil))
    for told_so in (message(hostile, templates=Templates(own)), message(hostile)):
        assert evil in told_so.title
        assert evil in told_so.text
    page = as_html(hostile)
    assert "{{ 7*7 }}" in page
    assert "49" not in page


# --- templates that fail ---------------------------------------------------------------------

BROKEN = {
    "{{ alert.titel }}": "1: Alert has no attribute 'titel'",
    "a\n{% if alert %}b": "2: Unexpected end of template",
    "a\n\n{{ nothing }}": "3: 'nothing' is undefined",
    "{{ 1 / 0 }}": "1: division by zero",
    "{{ alert.number + 'x' }}": "1: unsupported operand type",
    "{% for n in range(10**9) %}x{% endfor %}": "1: ** works on numbers, and ** not at all",
    "{% for n in range(999999999) %}x{% endfor %}": "1: range: more than 1000 numbers",
    "{% for a in range(900) %}{% for b in range(900) %}{% endfor %}{% endfor %}": (
        "1: more than 20000 rounds of loops"
    ),
    "{% macro f(n) %}{{ f(n) }}{{ f(n) }}{% endmacro %}{{ f(1) }}": "1: m",
    "{% for a in range(70) %}{% for b in range(70) %}{{ alert.url }}{{ alert.url }}{% endfor %}"
    "{% endfor %}": "more than 300,000 letters",
    "{{ 'x' * 999999999 }}": "1: * works on numbers",
    "{{ '%999999999d' % 1 }}": "1: % works on numbers",
    "{{ '{:>999999999}'.format(1) }}": "1: access to attribute 'format'",
    "{{ alert.title.upper() }}": "1: access to attribute 'upper'",
    "{{ alert.__class__.__mro__ }}": "1: access to attribute '__class__'",
    "{{ alert.url|safe }}": "1: No filter named 'safe'",
    "{{ alert.url|center(999999999) }}": "1: No filter named 'center'",
    "{% autoescape false %}{{ alert.url }}{% endautoescape %}": "1: escaping stays as it is",
    "{% include '../../diemtin.toml' %}": "there is no template ../../diemtin.toml",
    "{% include '/etc/passwd' %}": "there is no template /etc/passwd",
}


@pytest.mark.parametrize("text", BROKEN)
def test_a_template_that_fails_is_named_with_its_line_and_ours_serves(
    own: Path, logged: list[str], text: str
) -> None:
    """Cases 78 and 82: it runs into its bounds, it is told where, and no message is lost."""
    put(own / "alert.txt.jinja", text)
    templates = Templates(own)
    with pytest.raises(SettingsError) as raised:
        templates.render("alert.txt.jinja", Language.ENGLISH, alert=SPECIMENS[0])
    assert str(raised.value).count("\n") == 0
    assert message(outgoing(), templates=templates) == message(outgoing())
    [line] = [line.strip() for line in logged]
    assert line.startswith(f"{own}/alert.txt.jinja:")
    assert BROKEN[text] in line
    assert "the built-in template is used" in line
    assert any(BROKEN[text] in trouble for trouble in troubles(templates))


def test_what_cannot_be_read_as_text_is_told(own: Path) -> None:
    (own / "alert.txt.jinja").write_bytes(b"\xff\xfe{{ alert.title }}")
    assert message(outgoing(), templates=Templates(own)) == message(outgoing())
    assert "not UTF-8" in troubles(Templates(own))[0]


def test_a_template_that_fails_for_one_kind_only_is_found_before_it_meets_one(own: Path) -> None:
    put(own / "alert.html.jinja", '{% if alert.kind == "gone" %}{{ alert.when }}{% endif %}')
    [line] = troubles(Templates(own))
    assert line.startswith(f"{own}/alert.html.jinja:1: Alert has no attribute 'when'")


def test_a_file_that_no_message_uses_and_a_catalogue_with_gaps_are_told(own: Path) -> None:
    put(own / "alrt.txt.jinja", "x")
    put(own / "vi/words.jinja", "{% macro kind(alert) %}x{% endmacro %}")
    unknown, gaps = troubles(Templates(own))
    assert "alrt.txt.jinja: no message uses a template of this name; expected one of" in unknown
    assert "vi/words.jinja:1: these macros are missing: alert_title, all_named, archived" in gaps


def test_without_own_templates_nothing_is_wrong(tmp_path: Path) -> None:
    assert troubles(Templates(tmp_path / "none")) == []
    assert troubles(Templates()) == []
    assert "words.jinja" in names()


def test_there_is_a_specimen_of_each_kind_and_each_is_told() -> None:
    assert [one.kind for one in SPECIMENS] == list(AlertKind)
    for language in Language:
        assert len(set(told(Templates(), language))) == len(AlertKind) + 1  # a section


def test_pages_escape_what_own_templates_show(own: Path) -> None:
    put(own / "alert.html.jinja", "<p>{{ alert.title }}</p>")
    hostile = outgoing(alert(title="<script>alert(1)</script>&"))
    page = as_html(hostile, Templates(own))
    assert page == "<p>&lt;script&gt;alert(1)&lt;/script&gt;&amp;</p>"


def test_what_a_text_and_a_page_share_is_escaped_in_the_page_alone(own: Path) -> None:
    put(own / "shared.jinja", "{% macro told(title) %}{{ title }}{% endmacro %}")
    for name in ("alert.txt.jinja", "alert.html.jinja"):
        put(own / name, "{% import 'shared.jinja' as ours %}{{ ours.told(alert.title) }}")
    hostile = outgoing(alert(title="<script>alert(1)</script>"))
    for _ in range(2):
        templates = Templates(own)
        assert message(hostile, templates=templates).text == "<script>alert(1)</script>"
        assert as_html(hostile, templates) == "&lt;script&gt;alert(1)&lt;/script&gt;"
