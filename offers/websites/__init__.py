"""Whether the websites that strangers name answer; asked by the server, so with care whom it asks."""
