from collections.abc import Iterator

import pytest

from ui.elements import composition


@pytest.fixture(autouse=True)
def sent_together() -> Iterator[None]:
    """Has things sent together as on a page, where tests of pages ran before in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(composition, "IS_COMPOSED", True)
        yield
