"""The rows of people: made once, disabled but never deleted, behind the hub door alone."""
