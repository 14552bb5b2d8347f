"""The application. Open it with ``streamlit run app.py`` (or ``make run``)."""

import streamlit as st

from ui.serving import malloc_tuning, server

malloc_tuning.keep_few_arenas()
server.refuse_to_serve_others()

app = st.App(
    "ui/main.py",
    lifespan=server.lifespan,
    middleware=server.middleware(),
    routes=server.routes(),
    on_script_error=server.on_script_error,
)
