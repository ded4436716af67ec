"""The same person twice on a roster: found, told with the reason, and made one."""
