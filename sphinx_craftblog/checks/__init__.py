"""What can be said of an output folder by looking at its files."""
