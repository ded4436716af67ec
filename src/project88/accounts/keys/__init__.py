"""Keys for programs that call the API: made, listed, revoked. How one is checked: ``callers/keys``."""
