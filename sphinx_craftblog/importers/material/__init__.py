"""Blogs of Material for MkDocs."""
