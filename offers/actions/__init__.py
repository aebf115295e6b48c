"""What happens when somebody does something with a record of the domain."""
