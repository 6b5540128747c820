"""What is stored on a reader's device: the choice, the notice, and the statements about it."""
