"""What can be said of a site once it is built; a module for each check."""
