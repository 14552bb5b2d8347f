"""Protected counts lie with the rows of a large store that they are of, for the next start."""

import shutil
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from polars.testing import assert_frame_equal

from data_access import maintenance
from data_access.arrow_cache import folder_of, keep_counted, newest_tallies, read_counted
from data_access.reads import read_tallies
from metrics.victims.period_counts import (
    FRAMES,
    PeriodCounts,
    counts_from_frames,
    frames_of_counts,
    periods_to_show,
)
from tests.data_access.stores import AT
from tests.made_up_cases import STARTER_LIMITS
from tests.tally_builders import load
from tests.victim_stores import (
    AUTUMN,
    COUNTED_AT,
    SUMMER,
    counted_periods,
    decided,
    tables_of,
)
from ui.reads import victims
from ui.reads.victims import disk_key, protected_counts

EVERY_STORE = 0
QUARTERS = [(first, COUNTED_AT[first]) for first in (SUMMER, AUTUMN)]
PERIODS = [*COUNTED_AT.items()]


@pytest.fixture
def large(starter_store):
    """A store that is read from its snapshot, as a large one is."""
    told = [{"case": case, "decided_on": "2021-08-02", "told_on": "2021-08-03"} for case in (1, 2)]
    load(starter_store, "investigation", *({"case": case, "area": "Devon"} for case in (1, 2)))
    load(starter_store, "notice", *told, {"case": 2, "number": 2, "decided_on": "2021-11-01"})
    return starter_store


@pytest.fixture
def tallies(large):
    return newest_tallies(large, above=EVERY_STORE).tables


@pytest.fixture(scope="module")
def found():
    """The counts of ``PERIODS`` of some victims, counted once."""
    tables = tables_of(notice=[decided("Devon", SUMMER, in_time=30, untold=20)])
    return [
        PeriodCounts(str(place), each.numbers, each.protected_counts)
        for place, each in enumerate(counted_periods(tables, STARTER_LIMITS, PERIODS), start=1)
    ]


def kept_with(store):
    """The folder of cached protected counts."""
    return [*folder_of(store).glob("*/counted-*")]


def read_protected(tallies, limits, periods):
    """The counts of ``periods`` on disk; null where there are none that are complete."""
    frames = read_counted(tallies, disk_key(limits, periods), FRAMES)
    return frames and counts_from_frames(frames, len(periods_to_show(periods)))


def keep_protected(tallies, limits, periods, counts):
    keep_counted(tallies, disk_key(limits, periods), frames_of_counts(counts))


def assert_alike(found, other):
    assert [each.key for each in found] == [each.key for each in other]
    for mine, theirs in zip(found, other, strict=True):
        assert_frame_equal(mine.numbers, theirs.numbers)
        assert list(mine.protected_counts) == list(theirs.protected_counts)
        for kind, count_table in theirs.protected_counts.items():
            assert_frame_equal(mine.protected_counts[kind], count_table)


def test_what_was_counted_is_read_again_as_it_was_and_is_for_its_owner_alone(large, tallies, found):
    keep_protected(tallies, STARTER_LIMITS, PERIODS, found)
    (place,) = kept_with(large)

    assert_alike(read_protected(tallies, STARTER_LIMITS, PERIODS) or [], found)
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in place.iterdir()} == {0o600}


def test_a_start_counts_nothing_that_is_kept(tallies, monkeypatch):
    first = protected_counts(tallies, STARTER_LIMITS, PERIODS)
    monkeypatch.setattr("data_access.worker.sys.executable", "no such program")
    victims._COUNTS.clear()

    assert_alike(protected_counts(tallies, STARTER_LIMITS, PERIODS), first)


def test_counts_are_not_read_for_other_periods_limits_thresholds_or_code(
    tallies, monkeypatch, found
):
    keep_protected(tallies, STARTER_LIMITS, PERIODS, found)
    fewer_days = STARTER_LIMITS.with_columns(days=STARTER_LIMITS["days"] - 1)

    assert read_protected(tallies, STARTER_LIMITS, QUARTERS) is None
    assert read_protected(tallies, fewer_days, PERIODS) is None
    monkeypatch.setattr(victims, "THRESHOLD", 10)
    assert read_protected(tallies, STARTER_LIMITS, PERIODS) is None
    monkeypatch.undo()
    monkeypatch.setattr(victims, "CODE", ("metrics/*.py",))
    assert read_protected(tallies, STARTER_LIMITS, PERIODS) is None
    monkeypatch.undo()
    assert read_protected(tallies, STARTER_LIMITS, PERIODS) is not None


def test_counts_of_rows_that_have_changed_are_read_no_more(large, tallies, found):
    keep_protected(tallies, STARTER_LIMITS, PERIODS, found)
    load(large, "notice", {"case": 1, "decided_on": "2021-08-02", "told_on": "2021-08-31"})
    newer = newest_tallies(large, above=EVERY_STORE).tables

    assert read_protected(newer, STARTER_LIMITS, PERIODS) is None
    assert kept_with(large) == []


def test_counts_of_rows_taken_out_go_with_them_and_do_not_come_back(large, tallies, found):
    keep_protected(tallies, STARTER_LIMITS, PERIODS, found)
    maintenance.purge(large, date(2000, 1, 1), by="A. Writer", at=AT)
    keep_protected(tallies, STARTER_LIMITS, PERIODS, found)

    assert not folder_of(large).exists()


def test_a_small_store_keeps_no_counts(large, found):
    tables = read_tallies(large).tables
    keep_protected(tables, STARTER_LIMITS, PERIODS, found)

    assert read_protected(tables, STARTER_LIMITS, PERIODS) is None
    assert not folder_of(large).exists()


def cut_short(place):
    file = place / "counts.arrow"
    file.write_bytes(file.read_bytes()[:-8])


@pytest.mark.parametrize(
    "damage",
    [
        shutil.rmtree,
        cut_short,
        lambda place: (place / "numbers.arrow").unlink(),
        lambda place: (place / "contents.json").write_text("{"),
        lambda place: place.rename(place.with_name("counted-another")),
    ],
)
def test_counts_that_are_not_whole_are_counted_again(large, tallies, damage, found):
    keep_protected(tallies, STARTER_LIMITS, PERIODS, found)
    damage(*kept_with(large))

    assert read_protected(tallies, STARTER_LIMITS, PERIODS) is None
    keep_protected(tallies, STARTER_LIMITS, PERIODS, found)
    assert_alike(read_protected(tallies, STARTER_LIMITS, PERIODS) or [], found)


@pytest.mark.slow
def test_of_several_that_keep_at_once_one_stays_whole(large, tallies, found):

    def keep(_turn):
        keep_protected(tallies, STARTER_LIMITS, PERIODS, found)
        return read_protected(tallies, STARTER_LIMITS, PERIODS)

    with ThreadPoolExecutor(4) as several:
        read = [*several.map(keep, range(12))]

    for each in read:
        assert_alike(each or [], found)
    assert len(kept_with(large)) == 1
    assert [*folder_of(large).glob("*/unfinished-*")] == []
