"""How a source that was found, and the pages it leads to, are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from worker.cli.printed.output import iso, plural, when
from worker.deliver.excerpt import headline, one_line

if TYPE_CHECKING:
    from worker.archive.sources.sources import StoredSource
    from worker.flow.sources.find_out import Proposal
    from worker.flow.sources.samples import Sample
    from worker.flow.sources.trying import TriedWay
    from worker.model import Schedule


def every(schedule: Schedule) -> str:
    """Return when a source is polled, as people read it."""
    if schedule.cron:
        return f"cron {schedule.cron}"
    if schedule.every is None:
        return "as it publishes"
    return f"every {_length(schedule.every)}"


def polled(stored: StoredSource) -> str:
    """Return when a source is polled; as it publishes, how long it is between two polls now."""
    run = stored.last_run
    if not stored.source.schedule.adaptive or stored.poll_after is None or run is None:
        return every(stored.source.schedule)
    minutes = (stored.poll_after - run.started_at).total_seconds() / 60
    exact = minutes if minutes < 120 else 60 * round(minutes / 60)
    return f"as it publishes, now every {_length(max(round(exact), 1) * 60)}"


def _length(seconds: int) -> str:
    for unit, length in (("d", 86400), ("h", 3600), ("m", 60)):
        if seconds % length == 0:
            return f"{seconds // length}{unit}"
    return f"{seconds}s"


def tell_proposal(proposal: Proposal) -> None:
    """Print a source that was found: what it is, how it is asked, its newest articles."""
    one = proposal.source
    for what, said in (
        ("name", one.name),
        ("title", one.title),
        ("place", one.place or "none found, or national; say --place if there is one"),
        ("language", one.language),
        ("polled", f"{every(one.schedule)}, {one.pause:g} s between pages"),
        ("profile", _profile(proposal)),
        ("address", _address(proposal)),
    ):
        click.echo(f"{what:9} {one_line(said)}")
    for tried in proposal.ways:
        click.echo(f"{tried.way.kind:9} {one_line(tried.way.address)}")
        click.echo(f"          {one_line(way_told(tried))}")
    for vain in proposal.vain:
        click.echo(f"not used  {one_line(vain)}")
    click.echo(f"its newest {plural(len(proposal.samples), 'page')}, as they would be stored:")
    for sample in proposal.samples:
        tell_sample(sample)


def _address(proposal: Proposal) -> str:
    """Return where the paper is; and that it was asked for elsewhere, if it was."""
    from worker.discover.sites import host_and_port

    asked = proposal.asked if "://" in proposal.asked else f"https://{proposal.asked}"
    if host_and_port(asked) == host_and_port(proposal.address):
        return proposal.address
    return f"{proposal.address}, where {proposal.asked} leads"


def _profile(proposal: Proposal) -> str:
    if proposal.profile is None:
        return "none for its domain: general rules"
    by = "" if proposal.source.profile else ", by its domain"
    return f"{proposal.profile}{by}"


def way_told(tried: TriedWay) -> str:
    """Return in one line what a way led to."""
    told = plural(len(tried.found), "article")
    if tried.asked is not None:
        told += f" among {plural(tried.asked, 'link')}"
    if tried.newest is not None:
        told += f", the newest of {when(tried.newest)}"
    if tried.way.pattern is not None:
        told += f"; links that match {tried.way.pattern}"
    return told


def tell_sample(sample: Sample) -> None:
    """Print one page as it was read, or why it was not."""
    if sample.reading is None:
        click.echo(f"  –  {one_line(sample.url)}")
        click.echo(f"     {one_line(sample.reason)}")
        return
    from worker.flow.sources.check import particulars, short_id

    click.echo(f"  {short_id(sample.reading)}  {headline(sample.reading.article.title)}")
    click.echo(f"     {one_line(particulars(sample.reading))}")
    click.echo(f"     {one_line(sample.url)}")
    click.echo(f"     {one_line(witnesses(sample))}")


def witnesses(sample: Sample) -> str:
    """Return from which witness each field was read, fields of one witness together."""
    assert sample.reading is not None
    by: dict[str, list[str]] = {}
    for name, witness in sample.reading.witnesses.items():
        by.setdefault(witness, []).append(name)
    return "; ".join(f"{', '.join(names)} by {witness}" for witness, names in by.items())


def sample_json(sample: Sample) -> dict[str, object]:
    """Return one page as it was read, with the keys of ``extract --json``."""
    if sample.reading is None:
        return {"url": sample.url, "article": False, "reason": sample.reason}
    from worker.identify.content_hash import content_hash

    reading = sample.reading
    return {
        "url": sample.url,
        "article": True,
        "title": reading.article.title,
        "lead": reading.article.lead,
        "published_at": iso(reading.published.at) if reading.published else None,
        "published_precision": reading.published.precision if reading.published else "none",
        "byline": reading.byline,
        "category": reading.category,
        "paragraphs": len(reading.article.paragraphs),
        "content_hash": content_hash(reading.article),
        "witnesses": dict(reading.witnesses),
    }


def way_json(tried: TriedWay) -> dict[str, object]:
    """Return one way with what it led to."""
    return {
        "kind": tried.way.kind,
        "address": tried.way.address,
        "pattern": tried.way.pattern,
        "articles": len(tried.found),
        "newest": iso(tried.newest),
    }


def proposal_json(proposal: Proposal) -> dict[str, object]:
    """Return a source that was found as one object."""
    one = proposal.source
    return {
        "name": one.name,
        "title": one.title,
        "place": one.place,
        "language": one.language,
        "address": proposal.address,
        "ways": [way_json(tried) for tried in proposal.ways],
        "profile": proposal.profile,
        "every": one.schedule.every,
        "cron": one.schedule.cron,
        "pause": one.pause,
        "allowed_hosts": list(one.allowed_hosts),
        "not_used": list(proposal.vain),
        "articles": [sample_json(sample) for sample in proposal.samples],
    }
