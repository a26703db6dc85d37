"""Watches of an export, with a key, whose events nobody reads."""

from tests.parts.attackers.unread_downloads import UnreadDownloads


class UnreadWatches(UnreadDownloads):
    hands = 50
    every_seconds = 1.0

    def path(self) -> str:
        return f"/api/sdk/v1/records/exports/{self.target.export_id}/events"
