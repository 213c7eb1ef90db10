"""Comments from files and pasted text: read, mapped, put on the shelf. May not judge them, nor touch a database or a network.

file -> shape -> rows -> Transcriber -> Arrival on the Shelf -> AssistedSource.fetch, and from there as for any platform.
"""
