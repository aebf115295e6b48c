"""The door: how an association enters an offer, step by step and without an account."""
