"""Having acts validated: asked, carried, answered, followed, and asked for once more before anything leaves.

outside.py     what the outer parts bring: keys, carriers, files
opening.py     our copies of events, opened and checked once
records.py     what is known of each team, opened once
pen.py         the only thing that signs
rounds.py      shared folders and our own copies, brought to the same
batches.py     a folder's sheets a few at a time
strangers.py   what is heard of devices that take no part
asking.py      requests of the outbox, signed
pointless.py   what makes a request or an approval pointless
following.py   what somebody decided, made into acts
acts.py        the act that follows from a decision
gate.py        asked before anything leaves
answering.py   the side of those who validate, and what is declared
founding.py    how a team begins, and how this device asks to take part
teams.py       who takes part
leaving.py     how this device leaves a team, and another one is seen off
files.py       what leaves as a file, comes in as one, or is erased everywhere
views.py       a case as it is shown
supervision.py the desk's side of all of it
"""
