"""From source to record: front matter, excerpt, reading time."""
