"""What is wrong with a file of the demo content, said so that its author finds the place."""


class DemoContentError(Exception):
    """A file names something that does not exist, or lacks something it needs."""
