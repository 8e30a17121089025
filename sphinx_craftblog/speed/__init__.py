"""What Sphinx need not do: work saved in every build, with the same bytes as its result."""
