"""Blogs of Nikola."""
