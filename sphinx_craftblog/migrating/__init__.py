"""From another tool's blog to one of ours: what to change in its files, and what people must do."""
