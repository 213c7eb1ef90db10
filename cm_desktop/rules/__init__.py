"""The judge: rule packs and a text in, a verdict and the passages that made it out. May not read a clock or a network."""
