"""What a blog is: plain records and the rules between them, no Sphinx, no docutils."""
