"""What words mean: pure functions from text to tokens, for every engine the same."""
