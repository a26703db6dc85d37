"""A full collection passes by what the start has made. In a process of its own: what is frozen stays so."""

import json
import subprocess
import sys

STARTED = """
import gc, json, os
from server.cli.parts import running, serve
reading, writing = os.pipe()
before = len(gc.get_objects())
running.tell(writing)({"grpc": 1})
print(json.dumps([before, len(gc.get_objects()), os.read(reading, 100).decode()]))
"""


def test_a_part_leaves_its_start_out_of_collections_before_it_says_that_it_is_ready() -> None:
    run = subprocess.run([sys.executable, "-c", STARTED], check=True, capture_output=True, text=True, timeout=60)
    before, after, told = json.loads(run.stdout)
    assert before > 50_000 and after < before / 20
    assert json.loads(told) == {"grpc": 1}
