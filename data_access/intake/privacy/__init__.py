"""Case keys for references, and files and file names that name nobody."""
