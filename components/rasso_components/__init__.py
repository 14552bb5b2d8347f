"""What RaSSO Oversight draws in the browser itself, as components of Streamlit."""
