"""The records of all documents, and what one build works with."""
