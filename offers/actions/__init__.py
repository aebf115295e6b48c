"""What people do with the records, each as one step."""
