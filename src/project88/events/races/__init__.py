"""Races of an event, their waves and their divisions."""
