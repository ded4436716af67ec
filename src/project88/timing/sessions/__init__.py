"""The timing sessions of a partner as its people see them, and which event each belongs to."""
