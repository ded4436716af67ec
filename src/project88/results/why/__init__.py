"""“Why is this my time?”: from any result to the reads behind it and the rules that were applied."""
