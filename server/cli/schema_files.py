"""Schemas as files: one, or a folder of NAMESPACE/TYPE.json."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from server.cli.faults import CommandFailed

if TYPE_CHECKING:
    from server.services.schemas import Draft

_DEPTH = 2  # NAMESPACE/TYPE.json


def draft_of(file: Path, namespace: str, signal_type: str) -> "Draft":
    """Raises CommandFailed where `file`, or standard input as `-`, holds no JSON object."""
    from server.services.schemas import Draft  # noqa: PLC0415 - lists compile no schema

    return Draft(namespace=namespace, signal_type=signal_type, schema=_read_schema(file), source=str(file))


def drafts_below(folder: Path) -> "list[Draft]":
    """Every schema of `folder`. Raises CommandFailed with the faults of all files where one cannot be read."""
    if not folder.is_dir():
        raise CommandFailed(
            f"{folder} is not a folder of schemas; give NAMESPACE TYPE FILE, or a folder that holds NAMESPACE/TYPE.json"
        )
    drafts, faults = [], []
    for file in sorted(folder.rglob("*.json")):
        if len(file.relative_to(folder).parts) != _DEPTH:
            faults.append(f"{file} is not at NAMESPACE/TYPE.json below {folder}; move it, or take it away")
            continue
        try:
            drafts.append(draft_of(file, file.parent.name, file.stem))
        except CommandFailed as fault:
            faults.append(str(fault))
    if faults:
        from server.services.schemas import faults_of  # noqa: PLC0415 - as above

        others = [f"{fault.field}: {fault.description}" for fault in faults_of(drafts)]
        raise CommandFailed("\n".join([*faults, *others, "nothing was put"]))
    if not drafts:
        raise CommandFailed(f"{folder} holds no schema; put them at NAMESPACE/TYPE.json below it")
    return drafts


def samples_in(file: Path) -> list[dict[str, Any]]:
    """The payloads of `file`, or of standard input as `-`: one JSON object, an array of them, or one a line.

    Raises CommandFailed, which names the line or the item and holds nothing of it.
    """
    text = _text_of(file)
    try:
        whole = json.loads(text, object_pairs_hook=_each_name_once)
    except (ValueError, RecursionError):
        return [_sample(f"line {number} of {file}", line) for number, line in _lines(text)]
    found = whole if isinstance(whole, list) else [whole]
    for number, each in enumerate(found, 1):
        if not isinstance(each, dict):
            raise CommandFailed(f"item {number} of {file} is not a JSON object; a payload is one")
    return found


def _lines(text: str) -> list[tuple[int, str]]:
    return [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def _sample(place: str, line: str) -> dict[str, Any]:
    try:
        sample = json.loads(line, object_pairs_hook=_each_name_once)
    except (ValueError, RecursionError):
        sample = None
    if not isinstance(sample, dict):
        raise CommandFailed(f"{place} is not a JSON object; give one payload, an array of payloads, or one a line")
    return sample


def _text_of(file: Path) -> str:
    try:
        return sys.stdin.buffer.read().decode() if file == Path("-") else file.read_text(encoding="utf-8")
    except OSError as fault:
        raise CommandFailed(f"{file} cannot be read: {fault.strerror}") from fault
    except UnicodeDecodeError:
        raise CommandFailed(f"{file} is not UTF-8; write it in UTF-8") from None


def _read_schema(file: Path) -> dict[str, Any]:
    text = _text_of(file)
    try:
        schema = json.loads(text, object_pairs_hook=_each_name_once)
    except (ValueError, RecursionError) as fault:
        raise CommandFailed(f"{file} is not JSON: {fault}") from fault
    if not isinstance(schema, dict):
        raise CommandFailed(f"{file} is not a JSON object; a schema is one")
    return schema


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if len({*names}) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"one object has the name {json.dumps(twice)} twice")
    return dict(pairs)
