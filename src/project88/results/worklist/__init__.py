"""What a timer should look at before results are official; see ``kinds`` for what there is."""
