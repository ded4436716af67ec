"""Results as people look at them: a page, one runner with all interval times, counts, teams, legs, a search by name."""
