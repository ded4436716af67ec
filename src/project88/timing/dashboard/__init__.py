"""What a timer wants to know of an event while it runs: what comes in, from whom, and what is wrong."""
