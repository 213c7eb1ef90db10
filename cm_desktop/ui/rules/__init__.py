"""The rules on a workbench: packs, their text, why and why not, replay. May not match a text, nor read a file."""
