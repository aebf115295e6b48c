"""The desk: what waits for a decision of the municipality that is responsible for it."""
