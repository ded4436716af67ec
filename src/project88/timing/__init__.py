"""What was heard, and what we believe: raw reads, timing sessions, locations, passings."""
