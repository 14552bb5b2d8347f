"""The application. Open it with ``streamlit run app.py`` (or ``make run``)."""

import streamlit as st

from ui.serving import malloc_tuning, merged_pieces, server

malloc_tuning.keep_few_arenas()
server.refuse_to_serve_others()
merged_pieces.merge_pieces()

app = st.App(
    "ui/main.py",
    lifespan=server.lifespan,
    middleware=server.middleware(),
    routes=server.routes(),
    on_script_error=server.on_script_error,
)
