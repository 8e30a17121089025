"""From pages to the world: what others than readers of a page look for."""
