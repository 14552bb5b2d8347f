"""The files that a page offers while it is open."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager

# Files that are no text; tests of their own read them.
NOT_READ = (".png", ".docx", ".pdf")


@contextmanager
def files_offered() -> Iterator[dict[str, Callable[[], Any]]]:
    """By its name, what makes each file that a page offers meanwhile."""
    files: dict[str, Callable[[], Any]] = {}
    register = MediaFileManager.add_deferred

    def offer(manager: MediaFileManager, make: Any, *about: Any, **named: Any) -> str:
        files[named["file_name"]] = make
        return register(manager, make, *about, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MediaFileManager, "add_deferred", offer)
        yield files
