"""Race set-up: what a timer says of a race before and while it is run; see ``editing``."""
