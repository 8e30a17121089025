"""What authors write: one file a directive, and the placeholder nodes that they leave."""
