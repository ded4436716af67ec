"""Pictures, fonts, films and sounds of templates: taken in, looked at, kept, and made small.

What a file is, is decided by its content. The original is kept as it came; screens get what was
made from it. Everything belongs to one timing partner, and none learns what another has.
"""
