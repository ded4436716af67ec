"""Who works for a timing partner, in which role, and how they come and go."""
