"""The checksums of an artifact's pieces. An artifact of an older release has none until it is first downloaded."""

from sqlalchemy import Connection, delete, insert, select

from server.domain.checksums import Checksums
from server.domain.exports import Artifact, ExportStatus
from server.store.tables import artifact_pieces, exports


def insert_pieces(connection: Connection, export_id: str, checksums: Checksums) -> None:
    connection.execute(
        insert(artifact_pieces).values(export_id=export_id, piece_bytes=checksums.piece_bytes, digests=checksums.pieces)
    )


def add_missing_pieces(connection: Connection, export_id: str, artifact: Artifact, checksums: Checksums) -> None:
    """`insert_pieces` where the export still has this artifact and nobody else has added them."""
    current = select(exports.c.id).where(
        exports.c.id == export_id,
        exports.c.status == str(ExportStatus.READY),
        exports.c.artifact_key == artifact.key,
    )
    if connection.execute(current.with_for_update()).one_or_none() is None:
        return
    if find_checksums(connection, export_id, artifact) is None:
        insert_pieces(connection, export_id, checksums)


def find_checksums(connection: Connection, export_id: str, artifact: Artifact) -> Checksums | None:
    """What the artifact of this export must be, where its pieces are known."""
    query = select(artifact_pieces).where(artifact_pieces.c.export_id == export_id)
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    return Checksums(
        byte_size=artifact.byte_size, sha256=artifact.sha256, pieces=row.digests, piece_bytes=row.piece_bytes
    )


def delete_pieces(connection: Connection, export_id: str) -> None:
    connection.execute(delete(artifact_pieces).where(artifact_pieces.c.export_id == export_id))
