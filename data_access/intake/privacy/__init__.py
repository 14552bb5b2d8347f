"""Case keys in place of references, and files and file names without names of people."""
