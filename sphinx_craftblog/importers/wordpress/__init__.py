"""Blogs of WordPress."""
