"""A pack that was given out is kept, and what reads otherwise since is listed."""

from datetime import date, timedelta

import pytest

from data_access import schemas, writes
from data_access.reads import read_sealed_content
from data_access.store import open_store
from tests.data_access.contents import rows
from tests.kept_stores import copied
from tests.pages.conftest import everything_said
from tests.pages.opening import opened
from tests.pages.test_documents import ADDRESS, DAY
from tests.shown_tables import tables_of
from tests.stopped_clock import NOW, stop_clock
from tests.ui.papers.paper_files import word_document
from ui import reads
from ui.elements.markdown import plain
from ui.papers.briefing_pack import briefing_pack
from ui.papers.briefing_view import briefing_view
from ui.papers.giving_out import TAKEN_OUT, columns_of, kept_paper, pack_again
from ui.papers.paper_command import document
from ui.papers.paper_content import paper_of

BOARD = "board-2022-01-26"
BY = "Policy officer"
GONE = "What it said was taken out of the store since, or the store was changed by hand."


def seal(to="The panel", meeting=None, on=DAY, at=NOW):
    """Keep the pack of a day as given out, and return its reference."""
    view = briefing_view(reads.store_state(), on, None)
    columns = columns_of(view, briefing_pack(view, ADDRESS))
    new = writes.validate(schemas.NewSealedDocument, meeting=meeting, given_to=to, **columns)
    return writes.record(reads.opened_store(), new, by=BY, at=at)


def record_position(url, **details):
    store = open_store(url)
    new = writes.validate(
        schemas.NewPosition,
        **{"requirement": "rape-1/1", "voice": "cps", "state": "under way", "effective_on": DAY}
        | details,
    )
    writes.record(store, new, by=BY, at=NOW)


def changed(page):
    (table,) = [each.value for each in tables_of(page) if each.alt == "What reads otherwise"]
    return [dict(zip(table.columns, row, strict=True)) for row in table.itertuples(index=False)]


@pytest.fixture(scope="module")
def sealed_once(store_for, tmp_path_factory):
    """The address of a demonstration of which a pack was given out before ``NOW``.

    Copy it, do not write.
    """
    url = copied(store_for("demonstration"), tmp_path_factory.mktemp("sealed") / "sealed.db")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORE_URL", url)
        stop_clock(NOW - timedelta(hours=1), patch)
        seal(at=NOW - timedelta(hours=1))
    return url


@pytest.fixture
def sealed_store(sealed_once, own_copy):
    """``sealed_once``, of the test's own."""
    return own_copy(sealed_once)


def test_a_pack_is_kept_as_its_file_says_it_unless_nobody_got_it(own_store):
    with pytest.raises(writes.Refused, match=r"Say to which meeting it was given, or to whom\.$"):
        seal(to=None)
    kept_as = seal()
    answer = document("pack", "docx", DAY, None, None, None, ADDRESS)
    store = open_store(own_store)
    (row,) = rows(store, "sealed_document")
    kept = paper_of(read_sealed_content(store, "G1") or "")

    assert (answer.fault, kept_as) == ("", "G1")
    assert (row["given_to"], row["recorded_by"]) == ("The panel", BY)
    assert row["reference"] == kept.reference
    assert word_document(answer.content).core_properties.keywords == kept.reference


@pytest.mark.usefixtures("sealed_store")
def test_where_nothing_was_recorded_since_nothing_reads_otherwise():
    page = opened("meetings", pack="G1")

    assert not page.exception
    assert any(
        "As at 28 February 2022, as known now, **nothing** reads otherwise." in each.value
        for each in page.markdown
    )
    assert [table.alt for table in tables_of(page)] == ["The pack"]


def test_an_entry_made_afterwards_reads_otherwise_and_is_listed_once(sealed_store):
    record_position(sealed_store)
    page = opened("meetings", pack="G1")
    (lead,) = [each.value for each in page.markdown if "otherwise." in each.value]

    assert not page.exception
    cps = [
        row for row in changed(page) if row["What"].startswith("1") and "CPS says" in row["What"]
    ]
    assert [row["Now"] for row in cps] == ["under way"] * len({row["What"] for row in cps})
    assert lead.count("As at 28 February 2022") == 1
    assert [table.alt for table in tables_of(page)] == ["The pack", "What reads otherwise"]


@pytest.mark.usefixtures("own_store")
def test_an_earlier_pack_is_compared_for_its_own_day_and_with_its_own_meeting():
    seal(on=date(2022, 1, 26))
    view = briefing_view(reads.store_state(), None, None)
    (sealed,) = view.state.tables["sealed_document"].to_dicts()

    for paper in (kept_paper(sealed), pack_again(view, sealed)):
        assert dict(paper.facts)["As at"] == "26 January 2022"
        assert dict(paper.facts)["Compared with"] == "Accountability board, 24 November 2021"
    assert [table.alt for table in tables_of(opened("meetings", pack="G1"))] == ["The pack"]


def test_a_pack_says_which_of_its_figures_were_withdrawn_since_and_stays_as_it_was(sealed_store):
    store = open_store(sealed_store)
    before = read_sealed_content(store, "G1")
    entry = schemas.ReleaseWithdrawn(first=date(2020, 4, 1), months=12, reason="A wrong file")
    writes.record(store, entry, by="Data officer", at=NOW + timedelta(hours=1))

    for page in (opened("meetings"), opened("meetings", pack="G1")):
        said = (
            "G1. It quotes figures about people of April 2020 to March 2021, withdrawn on "
            "27 November 2026 by Data officer: A wrong file."
        )
        assert plain(said) in everything_said(page)
    assert read_sealed_content(store, "G1") == before


@pytest.mark.usefixtures("sealed_store")
def test_every_pack_that_is_kept_is_listed_with_a_link_to_its_changes():
    seal(meeting=BOARD, to=None)
    page = opened("meetings")
    (listed,) = [table.value for table in tables_of(page) if table.alt == "Packs given out"]

    assert [*listed["Ref."]] == ["G2", "G1"]
    assert [*listed["Given to"]] == ["Accountability board, 26 January 2022", "The panel"]


def test_the_press_on_the_briefing_keeps_what_it_shows(own_store):
    page = opened("briefing")
    for fold in ("fold-documents", "fold-given-out"):
        page.session_state[fold] = True
        page.run()
    for label, text in (("To whom else", "The panel"), ("Your name", BY)):
        next(box for box in page.text_input if box.label.startswith(label)).set_value(text)
    for label in ("Review", "Save"):
        next(button for button in page.button if button.label == label).click().run()

    assert not page.exception
    (row,) = rows(open_store(own_store), "sealed_document")
    assert (row["as_at"], row["given_to"], row["recorded_by"]) == ("2022-02-28", "The panel", BY)


def test_a_pack_whose_words_were_blanked_says_so(sealed_store):
    store = open_store(sealed_store)
    with store.writing(BY, "redact", "sealed_content 1", at=NOW) as session:
        session.connection().exec_driver_sql("UPDATE sealed_content SET content = '{}'")
    page = opened("meetings", pack="G1")

    assert [each.value for each in page.warning] == [GONE]


def test_a_pack_said_to_be_given_to_somebody_else_is_not_as_it_was_given_out(sealed_store):
    store = open_store(sealed_store)
    with store.writing(BY, "redact", "sealed_document 1", at=NOW) as session:
        session.connection().exec_driver_sql("UPDATE sealed_document SET given_to = 'The force'")
    page = opened("meetings", pack="G1")
    page.session_state["fold-documents"] = True
    page.run()

    assert [each.value for each in page.warning] == [TAKEN_OUT]
    labels = [each.proto.label for each in page.get("download_button")]
    assert "The pack as it is kept now (PDF)" in labels
