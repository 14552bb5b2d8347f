"""A grid of text whose cells are typed into: Streamlit's own, filled without pandas.

``st.data_editor`` loads pandas and pyarrow, which a process then holds for good (decision 44). The
piece of the page, and what a browser answers, are those of ``st.data_editor``.
"""

from collections.abc import Collection, Mapping
from typing import Any

import polars as pl
from streamlit.delta_generator_singletons import get_dg_singleton_instance
from streamlit.elements.lib.column_config_utils import (
    INDEX_IDENTIFIER,
    marshall_column_config,
    process_config_mapping,
    update_column_config,
)
from streamlit.elements.lib.form_utils import current_form_id
from streamlit.elements.lib.layout_utils import Height, LayoutConfig
from streamlit.elements.lib.utils import compute_and_register_element_id
from streamlit.elements.widgets.data_editor import DataEditorSerde
from streamlit.proto.Dataframe_pb2 import Dataframe
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state import register_widget

from ui.page.charts import arrow_stream

TextCells = list[dict[str, str | None]]


def draw(
    text: pl.DataFrame,
    *,
    key: str,
    alt: str,
    only_read: Collection[str],
    columns: Mapping[str, Any],
    row_height: int,
    height: Height,
) -> TextCells:
    """Draw ``text``, columns of text, and return its cells as they were typed over.

    ``only_read``: the columns that nobody types into. ``columns``: how columns are drawn
    (``st.column_config``), by name. ``row_height``: in pixels, as ``height`` if a number. A page in
    a form has the cells once that is sent.
    """
    page = get_dg_singleton_instance().main_dg
    config = process_config_mapping(dict(columns))
    update_column_config(config, INDEX_IDENTIFIER, {"hidden": True})
    for name in only_read:
        update_column_config(config, name, {"disabled": True})
    sent = Dataframe(
        id=compute_and_register_element_id(
            "data_editor",
            user_key=key,
            key_as_main_identity={"names", "rows"},
            dg=None,
            names=text.columns,
            rows=text.height,
        ),
        alt=alt,
        row_height=row_height,
        placeholder="",
        editing_mode=Dataframe.EditingMode.FIXED,
        form_id=current_form_id(page),
    )
    sent.arrow_data.data = arrow_stream(text)
    marshall_column_config(sent, config)
    serde = DataEditorSerde()
    typed = register_widget(
        sent.id,
        deserializer=serde.deserialize,
        serializer=serde.serialize,
        ctx=get_script_run_ctx(),
        value_type="string_value",
    ).value
    layout = LayoutConfig(width="stretch", height=height)
    page._enqueue("dataframe", sent, layout_config=layout)
    return typed_over(text.to_dicts(), typed["edited_rows"], set(text.columns) - set(only_read))


def typed_over(
    cells: TextCells, typed: Mapping[int, Mapping[str, Any]], names: Collection[str]
) -> TextCells:
    """``cells`` with what a browser says was typed, by the place of the row and the column.

    What it says of other rows and columns than ``names`` is left out.
    """
    return [
        row | {name: _text(value) for name, value in typed.get(place, {}).items() if name in names}
        for place, row in enumerate(cells)
    ]


def _text(value: object) -> str | None:
    return None if value is None else str(value)
