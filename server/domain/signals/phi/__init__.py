"""The PHI guard: finds what identifies a person or tells their health, in the keys and values of a signal payload.

How a text is read: `normalize` folds it, `decode` undoes its encodings, `scan` runs the detectors of `contact`,
`identifiers`, `places`, `credentials`, `clinical`, `people` and `phrases` over each reading, with `medications`,
`owners` and `prose`. `topics` with `by_key` add what the key says, `pieces` what the items of an array hold together,
`combined` what the members of an object do. `guard` walks the payload. Every pattern is matched by RE2, or bounded, so
that no payload costs more than linear time.
"""
