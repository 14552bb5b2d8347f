"""What our files consist of, read without running them."""

import ast
import gc


def tree_of(source: str) -> ast.Module:
    """The syntax tree of ``source``.

    Python 3.11 takes a tree for damaged if another thread builds one meanwhile
    (https://github.com/python/cpython/issues/106905), as an app in the same process may while
    rubbish is collected: none is collected until the tree is built.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        return ast.parse(source)
    finally:
        if was_on:
            gc.enable()
