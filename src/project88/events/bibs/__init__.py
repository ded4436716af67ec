"""Bibs: ranges, giving them out, and the swap at the last minute."""
