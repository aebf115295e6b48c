"""Finding: what a query means, which offers match it, and how the index is kept true."""
