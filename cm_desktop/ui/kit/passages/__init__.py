"""Texts that strangers wrote, in lines, with what is to be seen in them. May not decide which passages."""
