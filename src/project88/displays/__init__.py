"""Display addresses: eight characters that make any screen a display of one timing session.

The address is the whole permission, so it is drawn at random, lives for a day by default, and an
address that has expired answers exactly as one that never was.
"""
