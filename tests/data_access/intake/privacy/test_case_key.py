"""A reference becomes a keyed hash: the same case always, and nothing of the key or reference."""

import copy
import hashlib
import hmac
import logging
import pickle
import re
import traceback
from datetime import UTC, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_series_equal
from sqlalchemy import select
from sqlmodel import col

from data_access.intake.privacy.case_key import CaseKey, check_same_key, normalised_reference
from data_access.store import StoreProblem
from data_access.tables import Setting

SECRET = bytes(range(32))
KEY = CaseKey(SECRET)
OTHER = CaseKey(SECRET[::-1])
NOW = datetime(2022, 1, 31, 9, tzinfo=UTC)
REFERENCE = "50/1234/21"


def keys(*references, force="force", key=KEY):
    return key.case_keys(force, pl.Series("c0", references, dtype=pl.String)).to_list()


def by_hand(force, normalised):
    message = f"{force}\n{normalised}".encode()
    return hmac.new(SECRET, message, hashlib.sha256).hexdigest()[:32]


def test_a_case_key_is_the_hash_of_force_and_reference_under_the_key():
    assert keys("50/1234/21", None, "CR-99", "50/1234/21") == [
        by_hand("force", "50/1234/21"),
        None,
        by_hand("force", "cr/99"),
        by_hand("force", "50/1234/21"),
    ]


@pytest.mark.parametrize("references", [[], [None], [None, None]])
def test_no_reference_has_no_case_key(references):
    hashed = KEY.case_keys("force", pl.Series("c0", references, dtype=pl.String))

    assert_series_equal(hashed, pl.Series("case_key", references, dtype=pl.String))


@pytest.mark.parametrize("reference", ["", "  ", "-", " / ", "–"])
def test_a_reference_without_letter_or_digit_has_no_case_key(reference):
    assert keys(reference) == [None]


@pytest.mark.parametrize(
    "written",
    [
        "CR/0123456/21",
        "cr/0123456/21",
        " CR-0123456-21 ",
        "CR 0123456 21",
        "CR_0123456.21",
        "CR / 0123456 / 21",
        "CR–0123456—21",
        "CR\u00a00123456/21",
        "ＣＲ/0123456/21",
        "CR//0123456//21/",
    ],
)
def test_a_reference_is_the_same_case_however_it_is_written(written):
    assert normalised_reference(written) == "cr/0123456/21"
    assert keys(written) == keys("CR/0123456/21")


@pytest.mark.parametrize("other", ["CR/123456/21", "CR/0123456/22", "CR/012345621"])
def test_another_reference_is_another_case(other):
    assert keys(other) != keys("CR/0123456/21")


def test_the_same_reference_of_two_forces_or_under_two_keys_is_two_cases():
    three = {*keys(REFERENCE), *keys(REFERENCE, force="other"), *keys(REFERENCE, key=OTHER)}

    assert len(three) == 3


@given(st.lists(st.none() | st.text(max_size=20), max_size=20))
def test_every_reference_gets_the_key_it_would_get_alone(references):
    assert keys(*references) == [key for each in references for key in keys(each)]


def test_what_is_hashed_for_another_purpose_never_equals_a_case():
    digest = KEY.keyed_digest(b"50/1234/21")

    assert len(digest) == 64
    assert len(KEY.fingerprint) == 16
    assert len({digest[:16], keys(REFERENCE)[0][:16], KEY.fingerprint}) == 3
    assert digest != OTHER.keyed_digest(b"50/1234/21")
    assert digest != hashlib.sha256(b"50/1234/21").hexdigest()
    assert KEY.fingerprint != OTHER.fingerprint


def test_the_key_is_shown_by_nothing(caplog):
    logging.getLogger("test").warning("%s %r", KEY, [KEY])
    shown = [repr(KEY), str(KEY), f"{KEY}", f"{KEY!r:>80}", caplog.text, KEY.fingerprint]

    assert repr(KEY) == "CaseKey()"
    assert re.search("000102|\\\\x00|CaseKey\\([^)]", "".join(shown)) is None


def test_a_key_is_equal_to_its_copies_and_cannot_be_changed():
    assert KEY == copy.deepcopy(KEY) == pickle.loads(pickle.dumps(KEY))
    with pytest.raises(AttributeError):
        setattr(KEY, "secret", b"")  # noqa: B010 - what the types forbid is tried


def mark(store, key):
    with store.writing("a test", "import", "notice", at=NOW) as session:
        check_same_key(session, key)


def test_the_first_key_is_marked_in_the_store_and_the_same_one_let_in_again(starter_store):
    mark(starter_store, KEY)
    mark(starter_store, KEY)

    with starter_store.reading() as connection:
        marked = connection.execute(
            select(col(Setting.value)).where(col(Setting.key) == "case_key_fingerprint")
        ).all()
    assert marked == [(KEY.fingerprint,)]


def test_another_key_is_refused_in_plain_words_and_nothing_is_written(file_store):
    mark(file_store, KEY)
    before = file_store.path.read_bytes()

    with pytest.raises(StoreProblem, match=r"^This is not the key that the cases in") as refused:
        mark(file_store, OTHER)

    told = "".join(traceback.format_exception(refused.value))
    assert OTHER.fingerprint not in told
    assert KEY.fingerprint not in told
    assert file_store.path.read_bytes() == before
