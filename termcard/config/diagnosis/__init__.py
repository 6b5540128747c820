"""What can be wrong with an installation, each with how it is mended."""
