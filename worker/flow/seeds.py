"""What a new archive starts with, read from files that people write: sources, officials,
topics and watches.

Each file is a YAML list. Every mistake is a SettingsError that names the file, the line, the
key and what was expected there. Queries are checked by whoever stores them, not here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, TypeVar

import worker
from worker.errors import SettingsError
from worker.flow.located import Value, did_you_mean, read_bytes, read_list
from worker.flow.registry.yaml_files import read_yaml
from worker.flow.written import (
    Unfit,
    cron_line,
    domain_name,
    interval,
    link_pattern,
    province,
    short_name,
    topic_title,
    web_address,
)
from worker.model import (
    OF_ARTICLES,
    AlertKind,
    Official,
    Origin,
    Schedule,
    Source,
    Topic,
    Watch,
    WatchState,
    Way,
    WayKind,
)

SOURCE_KEYS: Final = (
    *("name", "title", "ways", "place", "language", "profile", "every", "cron", "pause"),
    *("allowed_hosts", "enabled", "domains"),
)
TOPIC_KEYS: Final = ("name", "title", "query")
WATCH_KEYS: Final = ("name", "query", "kinds", "channels", "state")
WAY_KINDS: Final = tuple(kind.value for kind in WayKind)

Named = TypeVar("Named", Source, Topic, Watch)
Fit = TypeVar("Fit")


def seeds_folder() -> Path:
    """Return the folder of the seed files: inside an installed package, else of the checkout.

    Raises SettingsError where there is neither.
    """
    package = Path(worker.__file__).parent
    for folder in (package / "seeds", package.parent / "seeds"):
        if (folder / "sources.yaml").is_file():
            return folder
    raise SettingsError("the seed files are missing", where=str(package), remedy="install again")


def read_sources(path: Path, *, origin: Origin = Origin.SEED) -> tuple[Source, ...]:
    """Return the sources of a file, in its order."""
    return _read(path, lambda item: _source(item, origin))


def read_officials(path: Path, *, origin: Origin = Origin.SEED) -> tuple[Official, ...]:
    """Return the officials of a file, in its order."""
    labels: set[str] = set()
    entries = read_yaml(read_bytes(path), path, origin).usable()
    for entry in entries:
        label = entry.official.label
        if label.casefold() in labels:
            what = f"'{label}' stands above already"
            remedy = "a 'distinction' tells namesakes apart"
            raise SettingsError(
                what, where=f"{entry.line}: name", expected="each name once", remedy=remedy
            )
        labels.add(label.casefold())
    return tuple(entry.official for entry in entries)


def read_topics(path: Path, *, origin: Origin = Origin.SEED) -> tuple[Topic, ...]:
    """Return the topics of a file, in its order."""
    return _read(path, lambda item: topic_of(item, origin))


def read_watches(path: Path, *, origin: Origin = Origin.SEED) -> tuple[Watch, ...]:
    """Return the watches of a file, in its order."""
    return _read(path, lambda item: _watch(item, origin))


def _read(path: Path, make: Callable[[Value], Named]) -> tuple[Named, ...]:
    """Make a thing of each item; names are unique without regard to case."""
    made: dict[str, Named] = {}
    for item in read_list(path):
        thing = make(item)
        if thing.name.casefold() in made:
            what = f"'{thing.name}' stands above already"
            raise Value(item.node, path, "name").wrong(what, "each name once")
        made[thing.name.casefold()] = thing
    return tuple(made.values())


def _source(item: Value, origin: Origin) -> Source:
    given = item.record(SOURCE_KEYS, required=("name", "title", "ways"))
    ways = tuple(_way(way) for way in given["ways"].items())
    if not ways:
        raise given["ways"].wrong("is empty", f"at least one of {', '.join(WAY_KINDS)}")
    return Source(
        name=_fit(given["name"], given["name"].text(), short_name),
        title=given["title"].text(),
        ways=ways,
        place=_fit(given["place"], given["place"].text(), province) if "place" in given else None,
        language=_text(given, "language") or "vi",
        profile=_text(given, "profile"),
        schedule=_schedule(given),
        pause=given["pause"].seconds() if "pause" in given else 5.0,
        allowed_hosts=given["allowed_hosts"].texts() if "allowed_hosts" in given else (),
        enabled=given["enabled"].flag() if "enabled" in given else True,
        origin=origin,
        domains=_domains(given),
    )


def _domains(given: Mapping[str, Value]) -> tuple[str, ...]:
    """Return the domains of a paper that has had several, the present one first."""
    items = given["domains"].items() if "domains" in given else ()
    return tuple(_fit(item, item.text(), domain_name) for item in items)


def _way(item: Value) -> Way:
    given = item.record((*WAY_KINDS, "pattern"))
    kinds = [kind for kind in WAY_KINDS if kind in given]
    if len(kinds) != 1:
        found = " and ".join(kinds) or "none"
        raise item.wrong(f"found {found}", f"exactly one of {', '.join(WAY_KINDS)}")
    kind = WayKind(kinds[0])
    address = given[kinds[0]]
    if "pattern" in given and kind not in (WayKind.LISTING, WayKind.SITEMAP):
        expected = "a pattern only with a listing or a sitemap"
        raise given["pattern"].wrong(f"a {kind} has no pattern", expected)
    if kind is WayKind.FOLDER:
        return Way(kind, (address.file.parent / Path(address.raw()).expanduser()).as_posix())
    return Way(kind, _fit(address, address.raw(), web_address), _pattern(given))


def _pattern(given: Mapping[str, Value]) -> str | None:
    return (
        _fit(given["pattern"], given["pattern"].raw(), link_pattern) if "pattern" in given else None
    )


def _fit(value: Value, text: str, check: Callable[[str], Fit]) -> Fit:
    """Return what a check makes of a text; what it refuses is told with file and line."""
    try:
        return check(text)
    except Unfit as error:
        raise value.wrong(error.what, error.expected, error.remedy) from error


def _schedule(given: Mapping[str, Value]) -> Schedule:
    if "every" in given and "cron" in given:
        raise given["cron"].wrong("'every' stands here too", "either 'every' or 'cron'")
    if "cron" in given:
        return Schedule(every=None, cron=_fit(given["cron"], given["cron"].text(), cron_line))
    if "every" not in given:
        return Schedule()
    return Schedule(every=_fit(given["every"], given["every"].raw(), interval))


def topic_of(item: Value, origin: Origin) -> Topic:
    """Return the topic that an item of a file is. Raises SettingsError."""
    given = item.record(TOPIC_KEYS, required=("name", "query"))
    name = _fit(given["name"], given["name"].text(), short_name)
    title = _fit(given["title"], given["title"].text(), topic_title) if "title" in given else ""
    return Topic(name, given["query"].text(), title, origin)


def _watch(item: Value, origin: Origin) -> Watch:
    given = item.record(WATCH_KEYS, required=("name", "query"))
    kinds = tuple(_kind(v) for v in given["kinds"].items()) if "kinds" in given else ()
    return Watch(
        name=given["name"].text(),
        query=given["query"].text() if given["query"].raw().strip() else "",
        kinds=kinds or OF_ARTICLES,
        channels=given["channels"].texts() if "channels" in given else (),
        state=_state(given["state"]) if "state" in given else WatchState.ACTIVE,
        origin=origin,
    )


def _kind(value: Value) -> AlertKind:
    return AlertKind(_one_of(value, [kind.value for kind in AlertKind]))


def _state(value: Value) -> WatchState:
    return WatchState(_one_of(value, [state.value for state in WatchState]))


def _one_of(value: Value, known: list[str]) -> str:
    text = value.text()
    if text not in known:
        raise value.wrong(f"found '{text[:60]}'", " or ".join(known), did_you_mean(text, known))
    return text


def _text(given: Mapping[str, Value], key: str) -> str | None:
    return given[key].text() if key in given else None
