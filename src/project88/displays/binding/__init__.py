"""Which timing sessions feed which display session: chosen, bound, changed and let go."""
