"""Having an act validated by somebody else: who may, what was asked and answered, and what follows. Pure; may sign nothing.

people.py    persons, their devices, roles, how sure a decision is
events.py    what happened: immutable, each in its author's chain
papers.py    the texts that go with an event, which can be erased while its chain stays whole
terms.py     on which terms somebody is asked
policy.py    what a client wants validated, by whom
fold.py      events in, the standing of everything out, whatever their order; its steps are chains.py, membership.py,
             policies.py, versions.py, rulings.py, course.py and erasures.py
gate.py      whether an act may leave
differences.py   what changed from one text to another
views.py     a team, a case and its answers, as they are shown
supervising.py   what the window and the command line ask of all this; ports.py, pairing.py and paperwork.py what it asks
             of the outside
keeping.py   what a workspace keeps beside: its own copy of all that is carried, and what was done about each case
"""
