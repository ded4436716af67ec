"""Templates: what operators draw for their screens, every version of it, and what goes in and out."""
