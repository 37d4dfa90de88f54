"""Random small worlds of records with histories, and a plain reference that says what must come of them."""
