"""How the tests open a page without a browser, over the store that is named in the environment."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from tests.serving import ROOT

# Pages are known by their files only once one has run: this one asks the store for least.
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
    """Lets ``day`` be today, for pages and for what they read."""
    monkeypatch.setattr("ui.reads.current_store.today_of", lambda _: day)
