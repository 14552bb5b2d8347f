"""A walk through Explore by its address: the page opens, and its link opens the same page."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.explorer_states import DAYS, sample_state, states
from tests.often import rounds
from tests.pages.conftest import captions, everything_said
from tests.pages.opening import closed_keys, opened
from tests.shown_tables import tables_of

FEW, MANY, LINKS = 6, 150, 50


@pytest.fixture(scope="module")
def explore(store_for):
    """Opens Explore over a kind of store, with all that is folded opened; and what it refused."""
    with pytest.MonkeyPatch.context() as patch:

        def explored(kind, address):
            patch.setenv("STORE_URL", store_for(kind))
            app = opened("explore", **address)
            refused = [warning.value for warning in app.warning]
            # A fold may stand where something refused stood before.
            for _ in range(2):
                for key in closed_keys(app):
                    app.session_state[key] = True
                app.run()
            return app, refused

        yield explored


def shown_on(page):
    """Everything that a reader sees of a result."""
    charts = [str(chart.proto) for chart in page.get("vega_lite_chart")]
    tables = [table.value.to_dict("records") for table in tables_of(page)]
    return everything_said(page), captions(page), charts, tables


def linked(page):
    """The address that *Copy link* gives, which is the last one on the page."""
    *_, address = [each.value for each in page.code]
    return dict(parse_qsl(urlsplit(address).query))


def opens_by_its_link(explore, state, kind, day):
    """Whether a page opens, and by its own link opens alike with nothing refused."""
    address = {key: value for key, value in state.items() if value is not None}
    page, _ = explore(kind, {"as_at": day, **address})
    assert [error.message for error in page.exception] == []
    assert [error.value for error in page.error] == []
    if kind == "empty":
        return True
    link = linked(page)
    again, refused = explore(kind, link)
    assert refused == []
    assert shown_on(again) == shown_on(page)
    assert linked(again) == link
    return True


KINDS = st.sampled_from(["demonstration"] * 8 + ["starter", "empty"])


@pytest.mark.often
@settings(max_examples=rounds(MANY, FEW))
@given(states(), KINDS, st.sampled_from(DAYS))
def test_whatever_stands_in_its_address_explore_opens_and_its_link_opens_the_same(
    explore, state, kind, day
):
    assert opens_by_its_link(explore, state, kind, day)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(rounds(LINKS, 20)))
def test_an_address_by_chance_opens_and_its_link_opens_the_same(explore, seed):
    assert opens_by_its_link(explore, sample_state(seed), "demonstration", DAYS[0])
