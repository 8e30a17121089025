"""Blogs of Hugo."""
