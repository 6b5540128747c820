"""What every package writes: changes, what is still to be done about them, and addresses."""
