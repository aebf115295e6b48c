"""What happens when somebody does something on a page."""
