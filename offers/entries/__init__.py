"""My entries: where an organisation keeps what it has in the directory, behind a mailed link."""
