"""Help while a reply is written: what is kept to be used again, what is still to be filled in, how the client speaks."""
