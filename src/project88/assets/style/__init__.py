"""Borrowing the style of a website: its title, colours and fonts, as suggestions for a template."""
