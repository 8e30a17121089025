"""From records to pages: cards, lists, the header of a post, the pages of terms."""
