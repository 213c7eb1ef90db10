"""Blogs on WordPress. May not be imported by another platform."""
