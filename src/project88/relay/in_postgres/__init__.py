"""Sessions, limits and wake-ups on the database that is there anyway."""
