"""What most teams would write instead: FastAPI and async SQLAlchemy, a session and a commit a request.

`python -m benchmarks.peer_fastapi DATABASE_URL PORT`, the URL for aiosqlite or asyncpg. It takes what Envoy's REST door
takes, POST /api/sdk/v1/signals, and holds a signal to the same checks: API key, connection, canonical form, PHI guard,
schema, idempotency. Its tables are few and narrow. Prints its key and connection as JSON once it is ready.
"""

import hashlib
import hmac
import json
import secrets
import sys
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import uvicorn
from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from server.demo import content
from server.domain.signals.payload import canonical
from server.domain.signals.phi.guard import guard
from server.domain.signals.schema import CompiledSchema
from server.errors import CuraeError
from server.problems import PROBLEMS

SCHEMAS = {(signal.namespace, signal.signal_type): CompiledSchema(signal.schema) for signal in content.signals()}
KEPT = timedelta(hours=24)


class Base(DeclarativeBase):
    pass


class ApiKey(Base):
    __tablename__ = "api_keys"
    lookup: Mapped[str] = mapped_column(primary_key=True)
    secret_hash: Mapped[bytes]
    tenant_id: Mapped[str]


class Connection(Base):
    __tablename__ = "connections"
    id: Mapped[str] = mapped_column(primary_key=True)
    tenant_id: Mapped[str]
    active: Mapped[bool]


class Signal(Base):
    __tablename__ = "signals"
    id: Mapped[str] = mapped_column(primary_key=True)
    connection_id: Mapped[str] = mapped_column(index=True)
    namespace: Mapped[str] = mapped_column(index=True)
    signal_type: Mapped[str]
    received_at: Mapped[str]
    payload: Mapped[str]


class IdempotencyKey(Base):
    __tablename__ = "idempotency_keys"
    digest: Mapped[bytes] = mapped_column(primary_key=True)
    fingerprint: Mapped[bytes]
    response: Mapped[str]
    expires_at: Mapped[str] = mapped_column(index=True)


class Order(BaseModel):
    model_config = ConfigDict(extra="forbid")
    connection_id: uuid.UUID = Field(alias="connectionId")
    namespace: str = Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")
    signal_type: str = Field(alias="signalType", pattern=r"^[a-z][a-z0-9_]{0,63}$")
    payload: dict[str, Any]


routes = APIRouter()


async def session(request: Request) -> AsyncIterator[AsyncSession]:
    async with request.app.state.sessions() as opened:
        yield opened


Session = Annotated[AsyncSession, Depends(session)]


async def tenant(session: Session, authorization: Annotated[str, Header()] = "") -> str:
    presented = authorization.removeprefix("Bearer ")
    key = await session.get(ApiKey, presented[:12])
    if key is None or not hmac.compare_digest(key.secret_hash, _hash(presented.encode())):
        raise HTTPException(401)
    return key.tenant_id


@routes.post("/api/sdk/v1/signals", status_code=201)
async def ingest(
    order: Order,
    response: Response,
    session: Session,
    tenant_id: Annotated[str, Depends(tenant)],
    idempotency_key: Annotated[str, Header(min_length=1, max_length=255)],
) -> Any:
    body = _judge(order)
    connection = await session.get(Connection, str(order.connection_id))
    if connection is None or connection.tenant_id != tenant_id or not connection.active:
        raise HTTPException(404)
    digest = _hash(json.dumps([tenant_id, "IngestSignal", idempotency_key]).encode())
    fingerprint = _hash(json.dumps([str(order.connection_id), order.namespace, order.signal_type, body]).encode())
    kept = await session.get(IdempotencyKey, digest)
    if kept is None:
        answer = await _store(session, order, body, digest, fingerprint)
        if answer is not None:
            return answer
        kept = await session.get(IdempotencyKey, digest)
    if kept is None or kept.fingerprint != fingerprint:
        raise HTTPException(422, "IDEMPOTENCY_KEY_REUSED")
    response.headers["Idempotency-Replayed"] = "true"
    return json.loads(kept.response)


def _judge(order: Order) -> str:
    schema = SCHEMAS.get((order.namespace, order.signal_type))
    if schema is None:
        raise HTTPException(422, "SDK_SIGNAL_NAMESPACE_UNKNOWN")
    try:
        body = canonical(order.payload)
        guard(order.payload)
    except CuraeError as refusal:
        raise HTTPException(PROBLEMS[refusal.code].http, refusal.detail) from refusal
    if not schema.accepts(order.payload):
        raise HTTPException(422, [violation.field for violation in schema.violations(order.payload)])
    return body.decode()


async def _store(session: AsyncSession, order: Order, body: str, digest: bytes, fingerprint: bytes) -> Any:
    """The answer once it is durable; None where another request with this key came first."""
    now = datetime.now(UTC)
    signal = Signal(
        id=str(uuid.uuid4()),
        connection_id=str(order.connection_id),
        namespace=order.namespace,
        signal_type=order.signal_type,
        received_at=now.isoformat(),
        payload=body,
    )
    named = {"id": signal.id, "connectionId": signal.connection_id, "namespace": signal.namespace}
    answer = {"signal": named | {"signalType": signal.signal_type, "receivedAt": signal.received_at}}
    kept = IdempotencyKey(
        digest=digest, fingerprint=fingerprint, response=json.dumps(answer), expires_at=(now + KEPT).isoformat()
    )
    session.add_all([signal, kept])
    try:
        await session.commit()
    except IntegrityError:
        await session.rollback()
        return None
    return answer


def _hash(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _prepare_sqlite(connection: Any, _record: object) -> None:
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "busy_timeout = 30000"):
        connection.execute(f"PRAGMA {pragma}")


def build(database_url: str, api_key: str, connection_id: str) -> FastAPI:
    engine = create_async_engine(database_url, pool_size=20)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
        app.state.sessions = async_sessionmaker(engine, expire_on_commit=False)
        async with app.state.sessions.begin() as session:
            session.add(ApiKey(lookup=api_key[:12], secret_hash=_hash(api_key.encode()), tenant_id="tenant"))
            session.add(Connection(id=connection_id, tenant_id="tenant", active=True))
        print(json.dumps({"apiKey": api_key, "connectionId": connection_id}), flush=True)
        yield
        await engine.dispose()

    app = FastAPI(lifespan=lifespan)
    app.include_router(routes)
    return app


def main() -> None:
    database_url, port = sys.argv[1:]
    app = build(database_url, secrets.token_hex(24), str(uuid.uuid4()))
    uvicorn.run(app, host="127.0.0.1", port=int(port), log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
