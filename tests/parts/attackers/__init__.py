"""What a hostile person does with Python and sockets: one file an attack, over loopback, bounded in count and time.

`tests.parts.attackers.process` runs any of them in a process of its own. `catalogue.py` lists them.
"""
