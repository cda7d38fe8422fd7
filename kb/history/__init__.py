"""What changed in the text files from commit to commit: read from git, compared, put in words."""
