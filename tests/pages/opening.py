"""Opens a page without a browser, on the store that the environment names."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from tests.serving import ROOT

# Pages are known by their files only once one has run: this one reads least from the store.
FIRST = "../pages/update.py"
# A value that is typed rather than in the address.
TYPED = "words"
MOST_FOLDS_WITHIN_FOLDS = 4


def opened(name: str, **address: str) -> AppTest:
    """Page ``name`` with the rest as its address."""
    app = AppTest.from_file(ROOT / "ui/main.py", default_timeout=120)
    app.switch_page(FIRST).run()
    app.switch_page(f"../pages/{name}.py")
    for key, value in address.items():
        app.query_params[key] = value
    return app.run()


def opened_whole(name: str, address: dict[str, str]) -> AppTest:
    """Page ``name`` at ``address``, with what is closed at first opened."""
    app = opened(name, **{key: value for key, value in address.items() if key != TYPED})
    if TYPED in address:
        app.text_input(key=TYPED).set_value(address[TYPED]).run()
    for _ in range(MOST_FOLDS_WITHIN_FOLDS):
        closed = list(closed_keys(app))
        if not closed:
            break
        for fold in closed:
            app.session_state[fold] = True
        app.run()
    return app


def closed_keys(page: AppTest) -> list[str]:
    """The keys of all that is closed on a page: folds and pop-ups."""
    return [
        fold.key
        for fold in (*page.expander, *page.get("popover"))
        if fold.key and not (page.session_state.get(fold.key))
    ]


def stand_on(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes ``day`` today, for pages and for the functions they call."""
    monkeypatch.setattr("ui.reads.today_of", lambda _: day)
