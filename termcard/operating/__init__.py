"""What must visit every other package: the demonstration programme, health, the installation."""
