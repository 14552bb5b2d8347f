"""We use Streamlit's public interface, but for the names that ``ui/streamlit_private.py`` lists."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import streamlit as st

from tests.source_trees import tree_of
from tests.test_layers import OURS, ROOT

HOME = "ui/streamlit_private.py"
FORWARD_MESSAGE = "streamlit.proto.ForwardMsg_pb2.ForwardMsg"
# At most eight.
PRIVATE = {
    "streamlit.auth_util.encode_provider_token",
    "streamlit.config.set_option",
    FORWARD_MESSAGE,
    f"{FORWARD_MESSAGE}.auth_redirect",
    f"{FORWARD_MESSAGE}.auth_redirect.url",
    "streamlit.runtime.scriptrunner_utils.script_run_context",
    "streamlit.web.server.server_util.AUTH_COOKIE_NAME",
}
# Two types, for annotations, and what registers a component, which Streamlit documents.
PUBLIC_MODULES = {"streamlit", "streamlit.components", "streamlit.components.v2"}
PUBLIC_NAMES = {
    "streamlit.components.v2.component",
    "streamlit.delta_generator.DeltaGenerator",
    "streamlit.runtime.uploaded_file_manager.UploadedFile",
}
# A message's own bytes, which protobuf documents.
PUBLIC_OF_PROTOBUF = {"SerializeToString", "FromString"}
# Underscored and yet public: of a named tuple.
OF_NAMED_TUPLES = {"_replace", "_asdict", "_fields", "_make"}
# These write Word with python-docx, whose paragraphs have their element in an underscored name.
WRITERS_OF_WORD = "ui/papers/word"
FOREIGN = "streamlit?"
IN_STRING = re.compile(r"streamlit(\.\w+)+")


def exported() -> set[str]:
    """The names that Streamlit's own source gives to ``st`` on purpose: ``as App``, or by ``=``."""
    names = set()
    for node in ast.parse(Path(st.__file__).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom):
            names |= {each.asname for each in node.names if each.asname}
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {each.id for each in targets if isinstance(each, ast.Name)}
    return {name for name in names if not name.startswith("_")}


# Of st.components nothing is used but what registers a component.
EXPORTED = exported() - {"components"}


def is_public(name: str) -> bool:
    """Whether a full name, such as streamlit.runtime.exists, belongs to the public interface."""
    if name in PUBLIC_MODULES | PUBLIC_NAMES:
        return True
    first, *others = name.split(".")[1:]
    if any(is_underscored(part) for part in (first, *others)):
        return False
    of_public = tuple(f"{each}." for each in PUBLIC_NAMES)
    is_dunder = first.startswith("__")
    return first in EXPORTED or first == "testing" or is_dunder or name.startswith(of_public)


def is_underscored(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name not in OF_NAMED_TUPLES


def private_names(path: str, source: str) -> set[str]:
    """The full names of Streamlit that a module uses and that are not public, attributes too.

    An underscored name of what may be Streamlit's begins with ``streamlit?``.
    """
    tree = tree_of(source)
    holds = dict(imported(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and (name := full_name(node.value, holds)):
            holds |= {each.id: name for each in node.targets if isinstance(each, ast.Name)}
    used = {*holds.values(), *names_in_strings(tree)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute) or node.attr in PUBLIC_OF_PROTOBUF:
            continue
        if name := full_name(node, holds):
            used.add(name)
        elif may_be_of_streamlit(node, path):
            used.add(f"{FOREIGN}.{node.attr}")
    return {name for name in used if not is_public(name)}


def imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Each name in a module that holds something of Streamlit, and the full name of that."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for each in node.names:
                if each.name.partition(".")[0] == "streamlit":
                    yield each.asname or each.name, each.name
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if module.partition(".")[0] == "streamlit" and not node.level:
                for each in node.names:
                    yield each.asname or each.name, f"{module}.{each.name}"


def full_name(node: ast.expr, holds: Mapping[str, str]) -> str | None:
    """The full name of what an expression takes from Streamlit; null if it takes nothing.

    What a call returns, or an index finds, is named as what is called or indexed.
    """
    match node:
        case ast.Name():
            # After "import streamlit.config" the name of the package is there too.
            return holds.get(node.id) or ("streamlit" if node.id == "streamlit" else None)
        case ast.Attribute():
            name = full_name(node.value, holds)
            return f"{name}.{node.attr}" if name else None
        case ast.Call():
            return full_name(node.func, holds)
        case ast.Subscript():
            return full_name(node.value, holds)
    return None


def names_in_strings(tree: ast.Module) -> Iterator[str]:
    """Names of Streamlit in strings, and underscored names that getattr or setattr is given."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if IN_STRING.fullmatch(node.value):
                yield node.value
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("getattr", "setattr"):
            for each in node.args[1:2]:
                name = each.value if isinstance(each, ast.Constant) else None
                if isinstance(name, str) and is_underscored(name):
                    yield f"{FOREIGN}.{name}"


def may_be_of_streamlit(node: ast.Attribute, path: str) -> bool:
    """Whether an underscored name is taken of something that is not the module's own object."""
    is_own = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
    is_screen = path.startswith(("ui/", "pages/", "app.py")) and not path.startswith(
        WRITERS_OF_WORD
    )
    return is_screen and is_underscored(node.attr) and not is_own


def test_only_one_module_uses_private_names_and_no_others():
    found = {path: private_names(path, (ROOT / path).read_text(encoding="utf-8")) for path in OURS}

    assert {path: names for path, names in found.items() if names} == {HOME: PRIVATE}


@pytest.mark.parametrize(
    ("added", "name"),
    [
        ("from streamlit.runtime import exists", "streamlit.runtime.exists"),
        ("message.session_event", "ForwardMsg.session_event"),
        ("set_option.cache", "streamlit.config.set_option.cache"),
        ("logging.getLogger('streamlit.logger')", "streamlit.logger"),
    ],
)
def test_one_more_name_in_the_module_is_found(added, name):
    source = (ROOT / HOME).read_text(encoding="utf-8")

    (more,) = private_names(HOME, f"{source}\nmessage = ForwardMsg()\n{added}\n") - PRIVATE

    assert more.endswith(name)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        # An import
        ("from streamlit import config", {"streamlit.config"}),
        ("import streamlit.config", {"streamlit.config"}),
        ("import streamlit.runtime as runtime", {"streamlit.runtime"}),
        ("def late():\n    from streamlit.runtime import exists", {"streamlit.runtime.exists"}),
        ("from streamlit.delta_generator import main_dg", {"streamlit.delta_generator.main_dg"}),
        (
            "from streamlit.components.v2 import get_bidi_component_manager",
            {"streamlit.components.v2.get_bidi_component_manager"},
        ),
        (
            "import streamlit as st\nst.components.v1.html('')",
            {"streamlit.components.v1", "streamlit.components.v1.html"},
        ),
        # An attribute
        ("import streamlit as st\nst._main", {"streamlit._main"}),
        (
            "import streamlit as st\nst.runtime.exists()",
            {"streamlit.runtime", "streamlit.runtime.exists"},
        ),
        ("import streamlit as st\nst.empty()._cursor", {"streamlit.empty._cursor"}),
        ("import streamlit as st\nplace = st.empty()\nplace._cursor", {"streamlit.empty._cursor"}),
        (
            "from streamlit.delta_generator import DeltaGenerator as Place\nPlace._enqueue = None",
            {"streamlit.delta_generator.DeltaGenerator._enqueue"},
        ),
        ("def draw(place):\n    place._cursor.is_locked", {"streamlit?._cursor"}),
        ("def draw(place):\n    getattr(place, '_cursor', None)", {"streamlit?._cursor"}),
        # What came from a private import
        (
            "from streamlit.runtime import get_instance\nrun = get_instance()\nrun.stop()",
            {"streamlit.runtime.get_instance", "streamlit.runtime.get_instance.stop"},
        ),
        # In a string
        ("import_module('streamlit.runtime.state')", {"streamlit.runtime.state"}),
        ("getLogger('streamlit.web')", {"streamlit.web"}),
    ],
)
def test_what_is_not_public_is_found(source, names):
    assert private_names("ui/made_up.py", source) == names


@pytest.mark.parametrize(
    "source",
    [
        "import streamlit as st\nst.write(st.session_state['a'].b)",
        "import streamlit as st\nst.column_config.TextColumn('a')\nst.context.headers.get('b')",
        "from streamlit.delta_generator import DeltaGenerator\nDeltaGenerator.write",
        "from streamlit.testing.v1 import AppTest",
        "import streamlit as st\nst.components.v2.component('outcomes')(data={})",
        "import streamlit as st\nst.__file__",
        "class Own:\n    def get(self):\n        return self._own",
        "print('python -m streamlit run app.py')",
        "def of(row):\n    return row._replace(a=1)",
    ],
)
def test_what_is_public_is_not_found(source):
    assert private_names("ui/made_up.py", source) == set()
