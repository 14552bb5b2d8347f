"""Components of our own, drawn in the browser by a script in ``ui/elements/browser``.

The scripts are files of this server's, as its content security policy demands: Streamlit makes a
blob of a script that is given as text.
"""

from functools import lru_cache
from pathlib import Path

from streamlit.components.v2 import component
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest
from streamlit.components.v2.types import ComponentRenderer

PROJECT = "rasso"
CHOICE_BOXES, MENU_BAR, POP_UP_BUTTONS = "choice_boxes", "menu_bar", "pop_up_buttons"


def full_name(name: str) -> str:
    """The name of a component in what the server sends."""
    return f"{PROJECT}.{name}"


def renderer_of(name: str) -> ComponentRenderer:
    """The function that draws the component ``name``.

    Its data are given as a list: Streamlit looks for frames in a dictionary, and loads pandas.
    """
    return _renderers(get_bidi_component_manager())[name]


def serve_scripts() -> None:
    """Let the server answer with the scripts before any page has drawn a component."""
    _renderers(get_bidi_component_manager())


@lru_cache(maxsize=4)
def _renderers(manager: BidiComponentManager) -> dict[str, ComponentRenderer]:
    names = (CHOICE_BOXES, MENU_BAR, POP_UP_BUTTONS)
    configs = [ComponentConfig(name, "browser") for name in names]
    manager.register_from_manifest(ComponentManifest(PROJECT, "", configs), Path(__file__).parent)
    return {
        name: component(full_name(name), js=f"{name}.js", isolate_styles=False) for name in names
    }
