"""What `--demo` fills a fresh deployment with: synthetic patients, and the signal schemas of one namespace."""
