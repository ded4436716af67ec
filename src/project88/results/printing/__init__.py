"""Documents to print: letters of every script, and a process apart for long ones."""
