"""What a request passes before anything reads it: who sends it, how large it is, whether we can answer at all."""
