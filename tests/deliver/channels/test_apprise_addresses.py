"""Which Apprise addresses are let through, and how the others are refused."""

from __future__ import annotations

import pytest

from tests.deliver.channels.test_apprise import ADDRESSES, TOKEN, to
from worker.deliver.channels.apprise import SERVICES, check_address, deliver
from worker.errors import UsageError
from worker.model import Failed

pytestmark = [
    # Apprise 2.2 imports a module that Python 3.13 no longer has, where it is there.
    pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning"),
]

# --- which addresses -------------------------------------------------------------------


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_services_with_fixed_hosts_are_let_through(address: str) -> None:
    check_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "mailto://tin:pass@smtp.sonbinh.example?to=a@b.example&name=Tin",
        "mailtos://tin:pass@sonbinh.example?smtp=smtp.sonbinh.example&to=a@b.example&cc=c@d.example",
        "MAILTO://tin:pass@gmail.com",
    ],
)
def test_mail_servers_are_named_by_the_user(address: str) -> None:
    check_address(address)


@pytest.mark.parametrize(
    "scheme",
    [
        *("json", "jsons", "xml", "xmls", "form", "forms", "apprise", "gotify", "ntfy", "matrix"),
        *("mmost", "rocket", "mqtt", "syslog", "rsyslog", "hassio", "file", "http", "https", "irc"),
        *("dbus", "windows", "macosx", "zulip", "nctalk", "synology", "workflows", "ifttt", "x-y"),
    ],
)
async def test_case_67_services_whose_host_the_user_names_are_refused(scheme: str) -> None:
    address = f"{scheme}://127.0.0.1/canary-token"
    with pytest.raises(UsageError) as raised:
        check_address(address)
    assert "tgram" in raised.value.expected
    assert "canary" not in str(raised.value)
    outcome = await deliver(to(), address)
    assert isinstance(outcome, Failed)
    assert "\n" not in outcome.error


@pytest.mark.parametrize("scheme", sorted(set(SERVICES) - {"mailto", "mailtos"}))
@pytest.mark.parametrize(
    "parameter",
    ["template=/etc/passwd", "redirect=yes", "verify=no", "retry=5", "+x=y", ":a=b", "-a=b"],
)
def test_parameters_that_reach_elsewhere_are_refused(scheme: str, parameter: str) -> None:
    address = ADDRESSES.get(scheme, f"{scheme}://{'c' * 64}")
    with pytest.raises(UsageError):
        check_address(f"{address}?{parameter}")


@pytest.mark.parametrize(
    "address",
    [
        "mailto://a:canary@b.example?pgppub=http://127.0.0.1/key",
        "mailto://a:canary@b.example?wkd=yes",
        "mailto://a:canary@b.example?to=c@d.example&+Bcc=x@y.example",
        "mailto://a:canary@b.example?to=c@d.example;template=x",
        "mailto://a:canary@b.example?to=c@d.example,e@f.example",
        "mailto://a:canary@b.example/c@d.example/e@f.example",
        "mailto://a:canary@b.example?name=x%0d%0aBcc:y",
        "mailto://a:canary@b.example\n",
        "mailto://",
        f"tgram://{TOKEN}",
        f"tgram://{TOKEN}/1/2",
        "tgram://canary",
        "discord://canary",
        "zalo://canary",
        "json://x/tgram://canary",
        " tgram://canary/1",
        "canary",
        "",
    ],
)
def test_incomplete_several_or_odd_addresses_are_refused_in_one_line(address: str) -> None:
    with pytest.raises(UsageError) as raised:
        check_address(address)
    assert "canary" not in str(raised.value)
    assert "\n" not in str(raised.value)
