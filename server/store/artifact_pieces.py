"""The checksums of an artifact's pieces. An artifact of an older release has none until it is first downloaded."""

from sqlalchemy import Connection, bindparam, delete, insert, select

from server.domain.checksums import Checksums
from server.domain.exports import Artifact, ArtifactKind, ExportStatus
from server.store.prepared import Statement
from server.store.tables import artifact_pieces, deletions_pieces, exports

_TABLES = {ArtifactKind.RECORDS: artifact_pieces, ArtifactKind.DELETIONS: deletions_pieces}
_PIECES = {
    kind: Statement(
        select(table.c.digests, table.c.piece_bytes, table.c.seals).where(table.c.export_id == bindparam("export_id"))
    )
    for kind, table in _TABLES.items()
}


def insert_pieces(connection: Connection, export_id: str, kind: ArtifactKind, checksums: Checksums) -> None:
    connection.execute(
        insert(_TABLES[kind]).values(
            export_id=export_id,
            piece_bytes=checksums.piece_bytes,
            digests=checksums.pieces,
            seals=checksums.seals,
        )
    )


def add_missing_pieces(connection: Connection, export_id: str, artifact: Artifact, checksums: Checksums) -> None:
    """`insert_pieces` of an export's records where it still has this artifact and nobody else has added them."""
    current = select(exports.c.id).where(
        exports.c.id == export_id,
        exports.c.status == str(ExportStatus.READY),
        exports.c.artifact_key == artifact.key,
    )
    if connection.execute(current.with_for_update()).one_or_none() is None:
        return
    if find_checksums(connection, export_id, ArtifactKind.RECORDS, artifact) is None:
        insert_pieces(connection, export_id, ArtifactKind.RECORDS, checksums)


def find_checksums(connection: Connection, export_id: str, kind: ArtifactKind, artifact: Artifact) -> Checksums | None:
    """What this artifact of the export must be, where its pieces are known."""
    found = _PIECES[kind].rows(connection, export_id=export_id)
    if not found:
        return None
    ((digests, piece_bytes, seals),) = found
    return Checksums(
        byte_size=artifact.byte_size, sha256=artifact.sha256, pieces=digests, piece_bytes=piece_bytes, seals=seals
    )


def delete_pieces(connection: Connection, export_id: str) -> None:
    """Of all artifacts of the export."""
    for table in _TABLES.values():
        connection.execute(delete(table).where(table.c.export_id == export_id))
