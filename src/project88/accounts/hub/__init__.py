"""What hub administrators do: manage partners and users, without seeing what is the partners'."""
