"""Questions in plain words, and the choices that they become."""
