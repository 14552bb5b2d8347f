"""The whole life of files that tell of somebody: what is left anywhere tells of nobody."""

import hashlib
import hmac
import logging

import pytest
from typer.testing import CliRunner

from data_access import maintenance
from data_access.__main__ import cli
from data_access.intake.privacy.case_key import make_key, normalised_reference
from data_access.reads import read_tallies
from data_access.store import open_store, sqlite_url
from tests.data_access.intake.privacy.planted import found_in
from tests.data_access.intake.reading.spreadsheets import xlsx
from tests.data_access.stores import AT

REFERENCE, NAME, FORENAME, ANSWER = "CR/97531/21", "Quillfeather", "Zebedee", "Ruritanian"
WHO = f"{FORENAME} {NAME}"
PLANTED = [REFERENCE, "97531/21", "CR-97531-21", "97531_21", NAME, FORENAME, ANSWER]
NAMED = f"{WHO} CR-97531-21"
HEADINGS = ["Crime Ref", "Date Reported", "OC", "Ethnicity (16+1)", f"Seen by {WHO}"]
GOOD = [REFERENCE, "16/07/2021", "16", ANSWER, "x"]
NOTICE = [REFERENCE, "police", "03/11/2021", "x"]
BAD = {
    "wrong columns": [WHO, REFERENCE, ANSWER, REFERENCE, WHO],
    "a wrong day": [REFERENCE, WHO, "16", ANSWER, "x"],
    "a wrong code": [REFERENCE, "16/07/2021", WHO, WHO, "x"],
    "a telephone": [REFERENCE, "16/07/2021", "01392 496 000", NAME, WHO],
}


def book(headings, *rows, sheet=WHO):
    """A workbook with the planted words round its table, in its own properties, on its sheet."""

    def fill(workbook):
        workbook.set_properties({"author": WHO, "title": REFERENCE, "comments": ANSWER})
        page = workbook.add_worksheet(sheet)
        for place, row in enumerate([[f"Extract of {WHO}, {REFERENCE}"], headings, *rows]):
            page.write_row(place, 0, row)
        page.write_comment(2, 0, WHO)
        page.write(len(rows) + 4, 0, f"Prepared for {WHO} ({ANSWER}), {REFERENCE}")

    return xlsx(fill)


@pytest.fixture
def office(file_store, tmp_path, monkeypatch):
    """A folder with a store, a key that lies apart from it, and the command line before both."""
    folder = tmp_path / "office"
    folder.mkdir()
    file_store.path.rename(folder / "office.db")
    key = make_key(tmp_path / "apart" / "case.key")
    monkeypatch.setenv("STORE_URL", f"sqlite:///{folder / 'office.db'}")
    monkeypatch.setenv("CASE_KEY_FILE", str(tmp_path / "apart" / "case.key"))
    monkeypatch.setenv("ACCEPT_NO_SIGN_IN", "yes")
    return folder, key


@pytest.fixture
def sent(tmp_path):
    """The folder of what was sent, which is not looked through."""
    folder = tmp_path / "sent"
    folder.mkdir()
    files = {
        "cases": book(HEADINGS, GOOD, ["CR/97532/21", "17/07/2021", "", "Declined", "x"]),
        "notices": book(["Crime Ref", "Decided by", "NFA Date", f"Of {NAME}"], NOTICE),
        **{name: book(HEADINGS, GOOD, row) for name, row in BAD.items()},
        "twice": book(HEADINGS, GOOD, GOOD),
        "unknown": book(["Crime Ref", "Decided by", "NFA Date"], ["CR-97531-21/9", *NOTICE[1:3]]),
        "shown": book([*HEADINGS, "Victim name"], [*GOOD, WHO]),
        "broken": book(HEADINGS, GOOD)[:3_000],
        "text": f'{WHO},{REFERENCE}\n"{ANSWER}'.encode(),
    }
    for name, content in files.items():
        (folder / f"{NAMED} {name}.xlsx").write_bytes(content)
    return lambda name: folder / f"{NAMED} {name}.xlsx"


@pytest.fixture
def give(office):
    """Gives a command; what it says is kept in the office's folder, and its code comes back."""

    def command(*words):
        result = CliRunner().invoke(cli, [str(word) for word in words])
        with (office[0] / "said.txt").open("a") as said:
            said.write(result.output)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.exit_code

    return command


def tried():
    """What somebody without the key might look for: plain hashes of a reference, by every habit."""
    written = {REFERENCE, "97531/21", normalised_reference(REFERENCE)}
    texts = [f"{before}{each}" for each in written for before in ("", "force", "force\n", "force/")]
    plain = [hash_(text.encode()).hexdigest() for text in texts for hash_ in HASHES]
    unkeyed = [
        hmac.digest(secret, text.encode(), "sha256").hex()
        for text in texts
        for secret in (b"", bytes(32), b"force")
    ]
    return [each[:32] for each in plain + unkeyed]


HASHES = (hashlib.md5, hashlib.sha1, hashlib.sha256, hashlib.sha512, hashlib.blake2b)


@pytest.mark.slow
def test_nothing_that_tells_of_somebody_is_left_by_any_command(office, sent, give, caplog):
    folder, key = office
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="sqlalchemy.engine")

    assert give("import", sent("notices"), sent("cases"), "--source", "Unifi") == 0
    for name in [*BAD, "twice", "unknown", "shown", "broken", "text", "missing"]:
        assert give("import", sent(name), "--report", folder / f"{name.replace(' ', '-')}.csv") == 1
    assert give("pseudonymise", sent("cases"), "--out", folder / "pseudonymous.csv") == 0
    assert give("pseudonymise", sent("missing")) == 1
    assert give("import", folder / "pseudonymous.csv", "--source", "the force") == 0
    assert give("export", folder / "export", "--with-case-rows") == 0
    assert give("backup", folder / "backup.db") == 0
    assert give("withdraw", "3", "1", "2") == 0
    assert give("restore", folder / "backup.db") == 0
    assert give("status") == give("check") == give("scrub") == 0
    assert give("purge", "--before", "2021-07-17") == 0
    (folder / "log.txt").write_text(caplog.text)

    assert "INSERT INTO import_batch" in caplog.text
    digests = [
        hash_(sent(name).read_bytes()).hexdigest()
        for name in ("cases", "notices")
        for hash_ in HASHES
    ]
    secret = [key.secret.hex(), key.secret.hex()[:16]]
    assert found_in([folder], [*PLANTED, *secret, *digests, *tried()]) == []


@pytest.mark.slow
def test_the_cases_themselves_are_there_all_the_while(office, sent, give):
    folder, _ = office
    give("import", sent("notices"), sent("cases"))
    store = open_store(sqlite_url(folder / "office.db"))

    tallies = read_tallies(store).tables
    assert tallies["investigation"]["race_asked"].to_list() == ["own account", "prefers not to say"]
    assert (
        tallies["notice"]["case_key"].to_list()
        == tallies["investigation"]["case_key"][:1].to_list()
    )
    maintenance.export_cases(store, folder / "export", by="a", at=AT)
    case = tallies["investigation"]["case_key"][0]
    assert {name.rsplit("/", 1)[-1] for name, _ in found_in([folder], [case])} >= {
        "office.db",
        "investigation.csv",
        "notice.csv",
    }
