"""What a person changes after the reads have come in, as rows; the verbs lie beside this folder."""
