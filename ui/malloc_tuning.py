"""Memory that the C library holds on to after it was given back, where that library is glibc."""

import ctypes
import sys
from functools import cache

# As malloc.h numbers it.
M_ARENA_MAX = -8
# Each script runs in a thread of its own, and each thread would take an arena that is never whole.
ARENAS = 2


@cache
def _library() -> ctypes.CDLL | None:
    """Nulls: on another system, or with another C library, there is none."""
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") else None


def keep_few_arenas() -> None:
    """Before threads are many: they share what memory is taken from."""
    if library := _library():
        library.mallopt(M_ARENA_MAX, ARENAS)


def give_back() -> None:
    """What is free goes back to the system."""
    if library := _library():
        library.malloc_trim(0)
