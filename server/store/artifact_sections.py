"""The sections of an artifact, as long as the artifact is there. An artifact of an older release has none."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select

from server.domain.sections import Section
from server.store.prepared import Prepared
from server.store.tables import artifact_sections
from server.store.types import Fields


def insert_sections(connection: Connection, export_id: str, sections: Sequence[Section]) -> None:
    rows = [
        {
            "export_id": export_id,
            "resource_type": section.resource_type,
            "byte_offset": section.offset,
            "byte_size": section.byte_size,
            "records": section.records,
            "sha256": section.sha256,
            "seal": section.seal,
        }
        for section in sections
    ]
    if rows:
        connection.execute(insert(artifact_sections), rows)


def sections_of(connection: Connection, export_ids: Collection[str]) -> dict[str, list[Section]]:
    """The sections of each export, in the order of the artifact."""
    query = (
        select(artifact_sections)
        .where(artifact_sections.c.export_id.in_(list(export_ids)))
        .order_by(artifact_sections.c.export_id, artifact_sections.c.byte_offset)
    )
    found: dict[str, list[Section]] = {}
    for row in connection.execute(query).mappings():
        found.setdefault(row["export_id"], []).append(_from_row(row))
    return found


def sections_of_type(connection: Connection, export_id: str, resource_type: str) -> list[Section]:
    """The sections of an export that hold this type: one, or none."""
    return _OF_TYPE.all(connection, export_id=export_id, resource_type=resource_type)


def delete_sections(connection: Connection, export_id: str) -> None:
    connection.execute(delete(artifact_sections).where(artifact_sections.c.export_id == export_id))


def _from_row(row: Fields) -> Section:
    return Section(
        resource_type=row["resource_type"],
        offset=row["byte_offset"],
        byte_size=row["byte_size"],
        records=row["records"],
        sha256=row["sha256"],
        seal=row["seal"],
    )


_OF_TYPE = Prepared(
    select(artifact_sections).where(
        artifact_sections.c.export_id == bindparam("export_id"),
        artifact_sections.c.resource_type == bindparam("resource_type"),
    ),
    (artifact_sections,),
    _from_row,
)
