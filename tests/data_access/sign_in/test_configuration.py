"""The file that says how people sign in is refused, in one sentence, wherever it is unsafe."""

import pytest

from data_access.sign_in.configuration import Misconfigured, sign_in
from data_access.vocabulary import Role
from tests.sign_in import SECRET, claims, sign_in_file

ADDRESS = "https://rasso.example.org"


@pytest.fixture
def configured(tmp_path, monkeypatch):
    """A function that reads a valid file in which one text was replaced by another."""

    def read(was="", will_be="", **ours):
        file = sign_in_file(tmp_path, ADDRESS, **ours)
        text = file.read_text()
        assert was in text
        file = tmp_path / "changed.toml"
        file.write_text(text.replace(was, will_be, 1) if was else text)
        monkeypatch.setenv("SIGN_IN_FILE", str(file))
        return sign_in()

    return read


def test_without_the_setting_nobody_signs_in(monkeypatch):
    monkeypatch.delenv("SIGN_IN_FILE", raising=False)

    assert sign_in() is None


def test_the_public_address_is_that_to_which_the_provider_sends_people_back(configured):
    settings = configured(hours=4)

    assert (settings.address, settings.host) == (ADDRESS, "rasso.example.org")
    assert settings.lasts.total_seconds() == 4 * 3600


def test_the_secret_is_in_no_message_of_the_settings(configured):
    assert SECRET not in repr(configured())


@pytest.mark.parametrize(
    ("was", "will_be", "sentence"),
    [
        ("[auth]", "[auth", "is not written in TOML"),
        ("[auth]", "[other]", "has no section \\[auth\\]"),
        ('client_id = "rasso"', "", "lacks client_id"),
        (SECRET, SECRET[:31], "cookie_secret has fewer than 32 characters"),
        (f"{ADDRESS}/oauth2callback", f"{ADDRESS}/", "redirect_uri must be"),
        (f"{ADDRESS}/oauth", "http://rasso.example.org/oauth", "redirect_uri must be"),
        (f"{ADDRESS}/oauth", "https://me@rasso.example.org/oauth", "redirect_uri must be"),
        (f"{ADDRESS}/oauth", "https://Rasso.example.org/oauth", "redirect_uri must be"),
        ("https://login", "http://login", "server_metadata_url must begin with https://"),
        ("[sign_in]", "[sign_in]\nminutes = 5", "knows no minutes"),
        ("[sign_in]", "[sign_in]\nhours = 25", "hours must be a whole number from 1 to 24"),
        ("[sign_in]", "[sign_in]\nhours = true", "hours must be a whole number"),
        ('= "cps"', "= 5", "reference of one organisation"),
        ('["Readers"]', '"Readers"', "reader in \\[sign_in.roles\\] must be a list"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(configured, was, will_be, sentence):
    with pytest.raises(Misconfigured, match=sentence):
        configured(was, will_be)


def test_a_file_that_is_not_there_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("SIGN_IN_FILE", str(tmp_path / "none.toml"))

    with pytest.raises(Misconfigured, match="cannot be read"):
        sign_in()


def test_roles_come_from_the_claim_that_the_file_names(configured):
    settings = configured(claim="groups")

    assert settings.person(claims(groups=["Recorders", "Stewards", 5, "Others"])).roles == {
        Role.RECORDER,
        Role.STEWARD,
    }
    assert settings.person(claims(groups="Readers")).roles == {Role.READER}
    assert settings.person(claims(Role.ADMINISTRATOR)).roles == frozenset()


@pytest.mark.parametrize("word", ["auditor", "readers", "contributor"])
def test_a_role_that_there_is_not_is_nobodys_and_locks_nobody_out(configured, caplog, word):
    settings = configured("reader = ", f'{word} = ["Readers", "Others"]\nreader = ')

    assert settings.person(claims(roles=["Readers"])).roles == {Role.READER}
    assert settings.person(claims(roles=["Others"])).roles == frozenset()
    assert caplog.messages == [
        f"[sign_in.roles] knows no {word}, which gives nothing. It has: reader, recorder, "
        "data_steward, administrator."
    ]


def test_a_file_without_any_role_that_there_is_is_refused(tmp_path, monkeypatch):
    file = sign_in_file(tmp_path, ADDRESS)
    text = file.read_text()
    roles = text[text.index("[sign_in.roles]") : text.index("[sign_in.contributors]")]
    file.write_text(text.replace(roles, '[sign_in.roles]\nauditor = ["Readers"]\n'))
    monkeypatch.setenv("SIGN_IN_FILE", str(file))

    with pytest.raises(Misconfigured, match="must name whom the provider lets in as what: reader"):
        sign_in()


def test_a_contributor_is_of_the_organisation_that_the_file_gives_and_never_of_two(configured):
    settings = configured()
    of_both = ["Contributors of the force", "Contributors of the CPS"]

    of_cps = settings.person(claims(roles=["Readers", "Contributors of the CPS"]))

    assert (of_cps.roles, of_cps.organisation) == ({Role.READER, Role.CONTRIBUTOR}, "cps")
    for names in (of_both, ["Readers"]):
        someone = settings.person(claims(roles=names))
        assert (Role.CONTRIBUTOR in someone.roles, someone.organisation) == (False, None)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"name": "  Rita   Reader "}, "Rita Reader"),
        ({"name": None, "preferred_username": "r.reader@example.org"}, "r.reader"),
        ({"name": "the app", "email": "rita@example.org"}, "rita"),
        ({"name": "07700 900123"}, "person rita"),
        ({"name": "Rita\u202eReader"}, "person rita"),
        ({"name": "R" * 81}, "person rita"),
    ],
)
def test_entries_bear_a_name_that_may_be_recorded(configured, said, name):
    assert configured().person(claims(**said)).name == name
