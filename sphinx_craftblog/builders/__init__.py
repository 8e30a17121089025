"""What is special to EPUB, to a single page, and to a book of one series."""
