"""What several importers need: texts, addresses, dates, and the plan of a new site."""
