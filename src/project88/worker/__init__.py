"""The process for what nobody waits for: room for the reads to come, old reads, silent sessions."""
