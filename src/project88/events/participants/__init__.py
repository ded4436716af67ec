"""People on the roster of an event: find, correct, add, take off, hide; with undo and history."""
