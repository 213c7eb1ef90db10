"""What is pressed, ticked, picked or typed into. May not know what for."""
