"""Opens a page without a browser, on the store that the environment names."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from tests.serving import ROOT

# Pages are known by their files only once one has run: this one reads least from the store.
FIRST = "../pages/update.py"


def opened(name: str, **address: str) -> AppTest:
    """Page ``name`` with the rest as its address."""
    app = AppTest.from_file(ROOT / "ui/main.py", default_timeout=120)
    app.switch_page(FIRST).run()
    app.switch_page(f"../pages/{name}.py")
    for key, value in address.items():
        app.query_params[key] = value
    return app.run()


def stand_on(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes ``day`` today, for pages and for the functions they call."""
    monkeypatch.setattr("ui.reads.current_store.today_of", lambda _: day)
