"""Places that a ceremony relies on, kept as they were. What changes later is shown to the timer, and
to nobody else before the timer lets go."""
