"""Makes results: reads what was heard, applies the rules of `race/`, stores and tells what changed."""
