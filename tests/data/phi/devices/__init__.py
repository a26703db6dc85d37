"""Held-out payloads in the shapes that health devices, their clouds, questionnaires and SDKs send.

Two corpora, each made in memory from a seed: `FIRST`, which the guard is mended by, and `KEPT`, of other sources, other
words and another seed, which nobody looks at while mending. Both were written before the guard was changed.
"""
