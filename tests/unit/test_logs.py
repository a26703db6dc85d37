"""Lines of the log: whole, in order and all there. Each in a process of its own, whose standard error is a pipe."""

import json
import subprocess
import sys
from typing import Any

START = """
import asyncio, contextlib, json, os, sys, threading
import structlog
from server.logs import configure_logs, lines_of_passes
configure_logs("json", "info")
log = structlog.get_logger()
"""


def ran(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", START + script], capture_output=True, text=True, timeout=60, check=True
    )


def events(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


CROWD = """
LONG = "é" * 3000  # more bytes than a pipe takes in one piece
async def calls(task):
    for number in range(200):
        log.info("x", by=f"task{task}", number=number, fill=LONG if number % 50 == 0 else "short")
        if number % 3 == task % 3:
            await asyncio.sleep(0)
        if number % 40 == 0:
            log.error("x", by=f"errors{task}", number=number // 40)
def thread(which):
    for number in range(200):
        log.info("x", by=f"thread{which}", number=number, fill=LONG if number % 50 == 0 else "short")
async def main():
    threads = [threading.Thread(target=thread, args=(which,)) for which in range(4)]
    for each in threads:
        each.start()
    with lines_of_passes():
        await asyncio.gather(*(calls(task) for task in range(10)))
    await asyncio.gather(*(asyncio.to_thread(each.join) for each in threads))
other = threading.Thread(target=asyncio.run, args=(calls(10),))
other.start()
asyncio.run(main())
other.join()
"""


def test_each_line_is_whole_and_there_once_whoever_writes_beside_it() -> None:
    seen: dict[str, list[int]] = {}
    for event in events(ran(CROWD).stderr):
        seen.setdefault(event["by"], []).append(event["number"])
    crowd = {f"task{task}" for task in range(11)} | {f"thread{which}" for which in range(4)}
    assert seen.keys() == crowd | {f"errors{task}" for task in range(11)}
    assert all(sorted(numbers) == list(range(200)) for by, numbers in seen.items() if by in crowd)


ENDS = {
    "with the block": "async def end():\n    with lines_of_passes():\n        log.info('last')\n    os._exit(0)",
    "after the block": "async def end():\n    with lines_of_passes():\n        log.info('first')\n"
    "    log.info('last')\n    os._exit(0)",
    "by an exit within": "async def end():\n    with lines_of_passes():\n        log.info('last')\n        sys.exit(0)",
    "killed after a pass": "async def end():\n    with lines_of_passes():\n        log.info('last')\n"
    "        await asyncio.sleep(0)\n        os._exit(0)",
    "killed after an error": "async def end():\n    with lines_of_passes():\n        log.info('first')\n"
    "        log.error('last')\n        os._exit(0)",
    "killed after a thread": "async def end():\n    with lines_of_passes():\n        log.info('first')\n"
    "        await asyncio.to_thread(log.info, 'last')\n        os._exit(0)",
    "killed without a block": "async def end():\n    log.info('last')\n    os._exit(0)",
}


def test_however_a_process_ends_what_it_said_is_there() -> None:
    for how, script in ENDS.items():
        told = [event["event"] for event in events(ran(f"{script}\nasyncio.run(end())").stderr)]
        assert told in (["last"], ["first", "last"]), how


WRITES = """
class Recorder:
    def __init__(self): self.writes = []
    def write(self, text): self.writes.append(text)
    def flush(self): pass
recorder = Recorder()
async def main():
    sys.stderr = recorder
    with lines_of_passes():
        await logging()
    print(json.dumps(recorder.writes))
async def logging():
    for number in range(5): log.info("quiet", number=number)
    assert not recorder.writes
    await asyncio.sleep(0)
    for number in range(2): log.info("before", number=number)
    log.error("loud")
    log.info("after")
    await asyncio.sleep(0)
    for number in range(40): log.info("many", fill="x" * 300)
asyncio.run(main())
"""


def test_the_lines_of_one_pass_leave_together_and_an_error_at_once() -> None:
    first, second, third, *many = json.loads(ran(WRITES).stdout)
    assert [event["number"] for event in events(first)] == [0, 1, 2, 3, 4]
    assert [event["event"] for event in events(second)] == ["before", "before", "loud"]
    assert [event["event"] for event in events(third)] == ["after"]
    assert sum(len(events(piece)) for piece in many) == 40
    assert 2 < len(many) < 20
    assert max(len(piece) for piece in many) <= 4096


FULL = """
async def main():
    full = sys.stderr = open("/dev/full", "w")
    with lines_of_passes():
        log.info("lost")
        log.error("lost")
        log.info("lost")
        await asyncio.sleep(0.01)
    sys.stderr = sys.__stderr__
    log.info("back")
    with contextlib.suppress(OSError):
        full.close()
asyncio.run(main())
print("served on")
os._exit(0) if sys.stdout.flush() else None
"""


def test_a_full_disk_under_the_log_fails_nothing() -> None:
    run = ran(FULL)
    assert run.stdout == "served on\n"
    assert [event["event"] for event in events(run.stderr)] == ["back"]


def test_a_line_tells_event_level_and_time_in_utc() -> None:
    (line,) = events(ran("log.warning('x', at=object, of=None)").stderr)
    assert (line["event"], line["level"], line["of"]) == ("x", "warning", None)
    assert line["timestamp"].endswith("Z") and line["timestamp"][10] == "T"
