"""The whole product from a terminal, on the same core as the window. May not decide anything of its own."""
