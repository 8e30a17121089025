"""The bundled theme, and the Python that it needs."""
