"""Blogs of Jekyll."""
