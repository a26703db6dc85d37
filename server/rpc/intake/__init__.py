"""The intake process: each server has one beside it that judges and stores its signals.

Judging a signal and storing it are work for the processor, and Python runs one thread at a time. In a process of its
own that work holds up no other call of the server, and is done while the server takes the next ones in.
"""
