"""The words of an event that a drawing must have room for; see ``routes``."""
