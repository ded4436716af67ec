"""What a person sees and changes of themselves, whichever partners they work for."""
