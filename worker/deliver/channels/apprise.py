"""To mail, Telegram, Slack, Discord, Zalo and others, through Apprise.

Apprise sends with its own client, which our address guard does not see. So only services whose
host stands in Apprise's own code are let through, each with the few parameters known to be
harmless (a ``template=`` or ``pgpkey=`` makes Apprise read files or other addresses). The one
exception is mail: a mail server is named by the user by its nature.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Mapping
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from worker.deliver.messages.message import as_html, message, messages
from worker.deliver.messages.rendering import Templates
from worker.deliver.press_review.mail import DOCX, letter
from worker.deliver.redaction import redacted, without
from worker.errors import UsageError
from worker.model import Delivered, Failed, Outcome, Outgoing, Review

if TYPE_CHECKING:
    from apprise import AppriseResult, NotifyBase

_MAIL: Final = frozenset(
    {"to", "from", "name", "smtp", "mode", "reply", "cc", "bcc", "user", "pass", "verify"}
)
_TO: Final = frozenset({"to"})

SERVICES: Final[Mapping[str, frozenset[str]]] = {
    "mailto": _MAIL,
    "mailtos": _MAIL,
    "tgram": _TO | {"silent", "preview", "topic", "thread"},
    "slack": _TO | {"footer", "image"},
    "discord": frozenset({"thread", "avatar", "footer"}),
    "zalo": _TO,
    "gchat": frozenset({"thread"}),
    "lark": frozenset(),
    "line": _TO,
    "pbul": _TO,
    "pover": _TO | {"priority", "sound"},
    "viber": _TO | {"from"},
    "webex": _TO,
    "wxteams": _TO,
}
"""The schemes let through, and the parameters each may bear; read in Apprise 2.2.0's code."""

TIMEOUT: Final = 40.0
"""Seconds after which Apprise is waited for no longer; its own sockets give up sooner."""

_APP: Final = "Diem Tin"
"""How we name ourselves; it goes into HTTP headers, which take no Vietnamese letters."""

Taken = dict[str, tuple[int, int]]
"""Of deliveries that failed half way: how many of how many messages the service has taken.

Kept in memory: after a restart the whole delivery is sent again, as any other would be.
"""

_MARGIN: Final = 0.95
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*)://", re.I)
_TALKATIVE: Final = ("apprise", "urllib3", "requests_oauthlib", "oauthlib")
_CALLS: Final = re.compile(
    r"(?<=@)(?=everyone|here|channel|all)|(?<=<)(?=[@!#]|users/)|(?<=\])(?=\()"
)
_INERT: Final = "\u200b"
_RETRY_AFTER: Final = re.compile(r"retry after (\d{1,6})\b", re.I)
_TOO_LARGE: Final = re.compile(r"\berror=413\b")


def check_address(address: str) -> None:
    """Raise UsageError unless the address is one destination of a service let through.

    The error names the service and what is wrong, never the token or password.
    """
    _service(address)


async def deliver(
    outgoing: Outgoing,
    address: str | None,
    templates: Templates | None = None,
    taken: Taken | None = None,
) -> Outcome:
    """Send the delivery to the one destination that ``address`` names, in a thread.

    An alert longer than the service takes is shortened to one message, its address kept; a digest
    becomes several, and those that ``taken`` remembers from an earlier attempt are left out. Mail
    is a page with its text beside it.
    """
    if not address:
        return Failed(f"channel {outgoing.channel.name} has no address in the secrets")
    remembered = {} if taken is None else taken
    try:
        return await asyncio.to_thread(_send, outgoing, address, templates, remembered)
    except UsageError as error:
        return Failed(str(error))


def _send(outgoing: Outgoing, address: str, templates: Templates | None, taken: Taken) -> Outcome:
    library = _library()
    service = _service(address)
    if outgoing.review is not None and _is_mail(address):
        return _send_review(library, service, outgoing.review, address)
    if _is_mail(address):
        told = message(outgoing, templates=templates)
        page = as_html(outgoing, templates)
        html = library.NotifyFormat.HTML
        result = _notify(library, service, title=told.title, body=page, body_format=html)
        return Delivered() if result else _failed(result, address, service.password or "")
    parts = messages(outgoing, int(service.body_maxlen * _MARGIN), templates)
    before = taken.pop(outgoing.id, (0, 0))
    first = before[0] if before[1] == len(parts) else 0
    for number, told in enumerate(parts[first:], start=first):
        text = library.NotifyFormat.TEXT
        title, body = _inert(told.title), _inert(told.text)
        result = _notify(library, service, title=title, body=body, body_format=text)
        if not result:
            taken[outgoing.id] = (number, len(parts))
            return _failed(result, address, *_parts(address))
    return Delivered()


def _notify(library: ModuleType, service: NotifyBase, **said: object) -> AppriseResult:
    sender = library.Apprise(asset=service.asset)
    sender.add(service)
    result: AppriseResult = sender.notify(**said)
    return result


def _failed(result: AppriseResult, address: str, *secrets: str) -> Failed:
    said = _said(result)
    error = f"{redacted(address)}: {said[-1] if said else 'not sent'}"
    return Failed(
        without(error, address, *secrets),
        lasting=_TOO_LARGE.search(error) is not None,
        retry_after=_asked_to_wait(said),
    )


def _send_review(library: ModuleType, service: NotifyBase, review: Review, address: str) -> Outcome:
    """Mail a press review as a page, with the Word document attached."""
    told = letter(review)
    document = library.attachment.memory.AttachMemory(
        content=told.document, name=told.document_name, mimetype=DOCX
    )
    result = _notify(
        library,
        service,
        title=told.subject,
        body=told.page,
        body_format=library.NotifyFormat.HTML,
        attach=library.AppriseAttachment(document),
    )
    return Delivered() if result else _failed(result, address, service.password or "")


def _is_mail(address: str) -> bool:
    return address.lower().startswith("mailto")


def _inert(text: str) -> str:
    """Break what would call a whole room (``@everyone``) or hide an address (``[a](b)``)."""
    return _CALLS.sub(_INERT, text)


def _said(result: AppriseResult) -> list[str]:
    """Return what Apprise had to say about a failed delivery, the last thing last."""
    return [entry.message for service in result.results for entry in service.logs()]


def _asked_to_wait(said: list[str]) -> float | None:
    """Return the seconds that a service asked for; Telegram says them in words.

    (https://core.telegram.org/bots/api#responseparameters). Apprise passes no header on.
    """
    found = [_RETRY_AFTER.search(line) for line in said]
    return max((float(one[1]) for one in found if one), default=None)


def _parts(address: str) -> tuple[str, ...]:
    """Return the pieces of an address that may be tokens; the library may quote any of them."""
    rest = address.partition("://")[2]
    return tuple(part for part in re.split(r"[/?&=@:#,]", rest) if len(part) >= 8)


# --- which addresses -----------------------------------------------------------------------


def _service(address: str) -> NotifyBase:
    """Return Apprise's object for the address, built from the very reading that was checked."""
    scheme = _scheme(address)
    library = _library()
    read = library.plugins.url_to_dict(address)
    if not read or read.get("schema") != scheme:
        raise _refused(address, "Apprise cannot read this address")
    _check_parameters(address, scheme, read)
    read |= {"format": "html" if _is_mail(address) else "text", "detect_owner": False}
    service: NotifyBase | None = library.Apprise.instantiate(read, asset=_asset(library))
    if service is None:
        raise _refused(address, f"not a complete {scheme} address")
    _check_one_destination(address, service)
    return service


def _scheme(address: str) -> str:
    found = _SCHEME.match(address)
    scheme = found[1].lower() if found else ""
    if scheme not in SERVICES:
        known = ", ".join(SERVICES)
        raise _refused(address, "not a service that alerts may go through", f"one of {known}")
    if any(ord(char) < ord(" ") for char in unquote(address)):
        raise _refused(address, "control characters in the address")
    return scheme


def _check_parameters(address: str, scheme: str, read: Mapping[str, Any]) -> None:
    """Refuse every parameter not known to be harmless, ``+header`` and ``:token`` ones included."""
    unknown = sorted(set(read.get("qsd") or ()) - SERVICES[scheme])
    if unknown:
        allowed = ", ".join(sorted(SERVICES[scheme])) or "no parameters"
        raise _refused(address, f"parameter {unknown[0]!r} is not allowed", allowed)


def _check_one_destination(address: str, service: NotifyBase) -> None:
    """Refuse none and several: one that fails would have the others told twice."""
    count = len(service.targets) if hasattr(service, "targets") else len(service)
    if count > 1:
        raise _refused(address, f"{count} destinations", "one a channel")
    if count == 0 and address.lower().startswith("tgram"):
        raise _refused(address, "no chat", "tgram://TOKEN/CHAT_ID")


def _refused(address: str, what: str, expected: str = "") -> UsageError:
    return UsageError(what, where=redacted(address), expected=expected)


# --- the library ---------------------------------------------------------------------------


@cache
def _library() -> ModuleType:
    """Import Apprise (0.4 s) when it is first needed, and keep its talk out of our log.

    It, and the client under it, log addresses with their tokens; what matters is in the result.
    """
    import apprise

    for name in _TALKATIVE:
        talker = logging.getLogger(name)
        talker.addHandler(logging.NullHandler())
        talker.propagate = False
    return apprise


def _asset(library: ModuleType) -> Any:
    """Return settings under which Apprise follows no redirect, keeps no file, retries nothing."""
    return library.AppriseAsset(
        app_id=_APP,
        app_desc=_APP,
        image_url_mask=None,
        image_url_logo=None,
        http_redirects=False,
        allow_templates=False,
        storage_mode="memory",
        default_service_retry=0,
        service_timeout=TIMEOUT,
        pgp_autogen=False,
        pem_autogen=False,
    )
