"""Blogs of Pelican."""
