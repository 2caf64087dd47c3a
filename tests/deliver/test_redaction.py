from __future__ import annotations

import pytest

from worker.deliver.redaction import redacted, without


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://hooks.example.org:8443/canary?k=canary#canary", "https://hooks.example.org/…"),
        ("http://[2001:db8::1]/canary", "http://[2001:db8::1]/…"),
        ("mailto://u:canary@smtp.example.org:587?pass=canary", "mailto://smtp.example.org/…"),
        ("mailto://u:canary@smtp.example.org?to=a@b.example", "mailto://smtp.example.org/…"),
        ("mailto://127.0.0.1:25?to=a@b.example", "mailto://127.0.0.1/…"),
        ("mailto://u:canary@smtp.example.org/a@b.example", "mailto://…"),
        ("mailto://u:x@canary/y@smtp.example.org", "mailto://…"),
        ("mailto://u:x@canary?y@smtp.example.org", "mailto://…"),
        ("mailtos://u:ca/nary@smtp.example.org", "mailtos://…"),
        ("mailto://u:12/canary@smtp.example.org", "mailto://u/…"),
        ("mailto://u:ca?nary@canary", "mailto://…"),
        ("tgram://123:canary/42", "tgram://…"),
        ("TGRAM://canary", "tgram://…"),
        ("canary", "…"),
        ("", "…"),
        ("canary canary://x", "…"),
        ("https://canary nary/", "https://…"),
    ],
)
def test_case_79_an_address_shows_its_scheme_and_at_most_its_host(address: str, shown: str) -> None:
    assert redacted(address) == shown


def test_case_79_secrets_are_taken_out_of_a_line() -> None:
    line = without(
        "no\nanswer from https://x.example/canary (canary-2)",
        "https://x.example/canary",
        "canary-2",
    )
    assert line == "no answer from https://x.example/… (***)"
    assert without("as it is", "") == "as it is"
