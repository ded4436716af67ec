"""Telling other systems what happened: signed, tried again, and never sent for what did not happen."""
