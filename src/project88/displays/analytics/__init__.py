"""How displays did: opened, heard, shown, and how long from a read to the screen."""
