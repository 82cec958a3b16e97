"""The types of questions that people answer: how an answer is read, kept, shown and what it can be."""
