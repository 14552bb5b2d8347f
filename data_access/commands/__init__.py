"""The command line, by subject: the store as a whole, and files about cases."""
