"""What supervision needs of the outside: signing, sealing, the carriers of signed events. No other room has cryptography."""
