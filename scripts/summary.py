"""Say what a build made: placeholder until the marts exist."""
