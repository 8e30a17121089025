"""What a change touches: pages that show something else than they did, and files that are gone."""
