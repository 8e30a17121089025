"""From records to HTML: cards, lists, the header of a post, templates."""
