"""Requests with trailers that gRPC does not allow."""

from tests.parts.attackers.attack import Attack
from tests.parts.attackers.http2 import fields, http2

TRAILERS = [("x-hostile", "1"), ("grpc-status", "0"), ("content-length", "5")]


class RequestTrailers(Attack):
    hands = 2

    async def turn(self, number: int) -> None:
        path = f"/api/sdk/v1/records/exports/{self.target.export_id}"
        more = [self.target.authorization] if number % 2 else []
        async with http2(self.target, self.counts) as connection:
            stream = connection.open(fields(self.target, "GET", path, more), ends=False)
            connection.http2.send_headers(stream, TRAILERS, end_stream=True)
            await connection.flush()
            await connection.until_ended()
