"""Setting up who moderates and validates together: founding, inviting, joining, and what each client wants validated."""
