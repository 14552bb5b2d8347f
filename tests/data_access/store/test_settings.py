"""The store is where the environment says, as it says now."""

import pytest

from data_access.store import StoreProblem, settings, sqlite_url, store_url


@pytest.mark.parametrize(
    "given", ["nonsense", "sqlite://", "sqlite:///:memory:", "sqlite:///file:x", "oracle://a/b"]
)
def test_an_address_that_names_no_store_is_refused(monkeypatch, given):
    monkeypatch.setenv("STORE_URL", given)

    with pytest.raises(StoreProblem, match=r"Write it like sqlite:///var/office\.db"):
        store_url()


def test_an_address_that_changes_is_followed_at_once(monkeypatch, tmp_path):
    office, other = (sqlite_url(tmp_path / name) for name in ("office.db", "other.db"))
    monkeypatch.setattr(settings, "OFFICE_STORE", tmp_path / "office.db")
    (tmp_path / "office.db").touch()

    found = []
    for given in (str(other), "", f" {office} "):
        monkeypatch.setenv("STORE_URL", given)
        found.append(store_url())
    monkeypatch.delenv("STORE_URL")
    found.append(store_url())

    assert found == [other, office, office, office]


def test_the_demonstration_is_opened_until_there_is_an_office_store(monkeypatch, tmp_path):
    office, demonstration = (tmp_path / name for name in ("office.db", "demo.db"))
    monkeypatch.delenv("STORE_URL", raising=False)
    monkeypatch.setattr(settings, "OFFICE_STORE", office)
    monkeypatch.setattr(settings, "DEMONSTRATION_STORE", demonstration)

    before = store_url()
    office.touch()

    assert (before, store_url()) == (sqlite_url(demonstration), sqlite_url(office))
