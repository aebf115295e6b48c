"""What is asked in each step."""
