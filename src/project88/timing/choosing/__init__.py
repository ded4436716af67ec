"""Choosing the timing session that feeds a display: which there are, and a look before binding."""
