"""The process that timing hardware connects to: keeps every read, says how it is."""
