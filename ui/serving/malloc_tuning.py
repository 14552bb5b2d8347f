"""Settings of glibc's allocator, which keeps memory after Python has freed it."""

import ctypes
import sys
from functools import cache

# The number of M_ARENA_MAX in malloc.h.
M_ARENA_MAX = -8
# Streamlit runs each script in its own thread, and each thread would keep its own arena.
ARENAS = 2


@cache
def _library() -> ctypes.CDLL | None:
    """The C library; null if it is not glibc."""
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") else None


def keep_few_arenas() -> None:
    """Let threads share a few arenas. Call it before there are many threads."""
    if library := _library():
        library.mallopt(M_ARENA_MAX, ARENAS)


def give_back() -> None:
    """Give free memory back to the system."""
    if library := _library():
        library.malloc_trim(0)
