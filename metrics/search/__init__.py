"""What can be looked for on a day: each thing once, with its words and where it stands."""
