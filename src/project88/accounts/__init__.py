"""Who the hub serves: timing partners, and the ports on which their hardware arrives."""
