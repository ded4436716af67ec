"""Lines for runners that every display of a partner may show: "Well done!", "Water is to the left"."""
