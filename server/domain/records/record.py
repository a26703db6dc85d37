"""What an import reads: records, deletions, and the parts that are neither."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from server.domain.fhir.rules import Rule

# A record's place in its connection: resource type and id.
Key = tuple[str, str]

# The source of records whose import named none.
NO_SOURCE = ""


class Record(NamedTuple):
    """A valid resource. `content` is UTF-8 JSON on one line, otherwise byte for byte as it was in the input.

    `version_id` is `meta.versionId`, or empty. `last_updated` is `meta.lastUpdated` in UTC. `classes`
    decide who may have it; see `server.domain.grants`. `file` and `line`, from 1, are its place in the input.

    An import makes one for each line: a tuple takes a quarter of the time of a frozen dataclass.
    """

    resource_type: str
    resource_id: str
    version_id: str
    last_updated: datetime | None
    content: bytes
    classes: int
    file: str = ""
    line: int = 0

    @property
    def key(self) -> Key:
        return self.resource_type, self.resource_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """A resource that its source has deleted. `moment` is the time of which this is known to be true, in UTC."""

    resource_type: str
    resource_id: str
    moment: datetime | None = None
    file: str = ""
    line: int = 0

    @property
    def key(self) -> Key:
        return self.resource_type, self.resource_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A part of the input that is not imported: its file, the line where it begins, from 1, and why, without its
    content."""

    file: str
    line: int
    reason: str
    rule: Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What is no fault, and counted: `count` of it stand in the resource that begins at `line`."""

    file: str
    line: int
    reason: str
    rule: Rule
    count: int = 1


Change = Record | Deletion
Reported = Rejected | Noted
Incoming = Change | Reported
