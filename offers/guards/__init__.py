"""What keeps programs from filling the portal: a trap, a moment, a limit, and work that nobody has to do."""
