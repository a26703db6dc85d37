"""The composition root of the server: builds every part once, in order, and wires them."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from server.app.process import Ready, metrics, opened_traces, storage
from server.artifacts.store import ArtifactStore
from server.clock import uuid7
from server.config import Settings
from server.databases import deployment_of
from server.domain.data_packages import catalogue
from server.domain.signals.times import TimeBounds
from server.domain.smart.keys import MAX_JWKS_BYTES
from server.event_log import logger
from server.file_limit import raise_file_limit
from server.limits import (
    JWKS_FETCH_SECONDS,
    MAX_ADMIN_MESSAGE_BYTES,
    MAX_ADMIN_RECEIVE_BYTES,
    MAX_IMPORTS,
    MAX_IMPORTS_OF_A_KEY,
    MAX_RECEIVED_BYTES,
)
from server.logs import configure_logs, lines_of_passes
from server.metrics import watch_signals
from server.rpc.admin.apps import AppsServicer, WebhooksServicer
from server.rpc.admin.audit import AuditServicer
from server.rpc.admin.calls import calls_of_apps
from server.rpc.admin.figures import SignalFiguresServicer
from server.rpc.admin.groups import GroupsServicer
from server.rpc.admin.imports import ImportsServicer
from server.rpc.admin.operators import OperatorsServicer
from server.rpc.admin.persons import PersonsServicer
from server.rpc.admin.server import AdminServer, Servicers
from server.rpc.admin.servicer import AdminServicer
from server.rpc.admin.session import operator_authentication
from server.rpc.fhir.bulk_data import BulkDataServicer
from server.rpc.fhir.smart import SmartServicer
from server.rpc.imports import ImportServicer
from server.rpc.intake.client import Intake, environment_of
from server.rpc.interceptors import around, interceptors
from server.rpc.origin import ClientAddresses, parse_networks
from server.rpc.receiving import Receiving
from server.rpc.records import RecordsServicer
from server.rpc.server import GrpcServer
from server.rpc.signals import SignalsServicer
from server.rpc.tls import server_credentials
from server.services.access_tokens import AccessTokens
from server.services.actors import this_server
from server.services.apps import Apps
from server.services.audit_pages import AuditPages
from server.services.authentication import Authentication
from server.services.bulk_data import BulkData
from server.services.client_keys import ClientKeys
from server.services.connection_groups import ConnectionGroups
from server.services.downloads import Downloads
from server.services.exports import Exports, PendingShares
from server.services.history import History
from server.services.key_uses import KeyUses
from server.services.links import Links
from server.services.listing import Listing
from server.services.oidc import Client, Oidc
from server.services.operators import Operators
from server.services.oversight import Oversight
from server.services.overview import Overview
from server.services.persons import Persons
from server.services.readiness import Readiness
from server.services.rechecks import Rechecks
from server.services.record_imports import RecordImports
from server.services.refusals import Refusals
from server.services.schemas import Schemas
from server.services.second_factors import SecondFactors
from server.services.sessions import Sessions
from server.services.shares import Shares
from server.services.signal_batches import SignalBatches
from server.services.signals import Signals
from server.services.stored_signals import StoredSignals
from server.services.transfers import Transfers
from server.services.watching import Watching
from server.stop_signals import stop_signals
from server.store.engine import Database
from server.tracing import Tracing
from server.vitals import Vitals
from server.webhooks.fetcher import Fetcher
from server.webhooks.oidc_documents import OidcDocuments

log = logger()


async def serve(settings: Settings, *, ready: Ready | None = None) -> None:
    """Runs the gRPC server until SIGTERM or SIGINT, then lets running calls finish.

    SIGTERM is for one server among several: it goes on for a while as it tells Envoy that it is going, so that no call
    meets its end. SIGINT is for a server to which nothing is sent any more.

    Raises DatabaseVersionError, DeploymentMismatch, Unavailable, ArtifactError or OSError where it cannot start.
    """
    configure_logs(settings.log_format, settings.log_level)
    raise_file_limit()
    vitals = Vitals()
    with (
        lines_of_passes(),
        storage(settings) as (database, artifacts),
        metrics(settings, database, vitals) as ports,
        opened_traces("curae-server") as traces,
    ):
        deployment_of(settings, database).join()
        async with _intake(settings) as intake:
            server = build_server(settings, database, artifacts, intake, traces)
            admin = build_admin_server(settings, database, traces) if settings.admin_address else None
            with stop_signals() as stopping:
                await server.start(settings.grpc_address, shared=settings.grpc_shared_address)
                if admin is not None:
                    await admin.start(settings.admin_address or "")
                vitals.started(server.is_serving)
                log.info("server_started", port=server.port, environment=str(settings.environment))
                if ready is not None:
                    ready({"grpc": server.port} | ports)
                following = asyncio.create_task(Readiness(database, server.say_database_is_usable).follow())
                beating = asyncio.create_task(vitals.beat())
                number = await stopping.get()
                following.cancel()
                log.info("server_draining")
                if number is signal.SIGTERM:
                    await server.step_aside(settings.drain_seconds)
                if admin is not None:
                    await admin.stop()
                await server.stop(settings.shutdown_grace_seconds)
                beating.cancel()
        log.info("server_stopped")


def build_server(
    settings: Settings,
    database: Database,
    artifacts: ArtifactStore,
    intake: Intake,
    traces: Tracing | None = None,
) -> GrpcServer:
    catalogue()  # before the first call: faults in the packages of data keep a server from starting
    clock = database.clock
    schemas = Schemas(database, clock)
    shares = PendingShares(
        of_connection=settings.max_pending_exports_of_connection, of_tenant=settings.max_pending_exports_of_tenant
    )
    exports = Exports(database, clock, uuid7, shares, since_max_age=timedelta(seconds=settings.since_max_age_seconds))
    links = Links(
        clock,
        signing_key=settings.signing_key_bytes,
        ttl_seconds=settings.download_url_ttl_seconds,
    )
    refusals = Refusals(database, clock, this_server())
    uses = KeyUses(database)
    transfers = Transfers(database, clock, uuid7)
    rechecks = Rechecks(database, clock)
    downloads = Downloads(
        database,
        artifacts,
        clock,
        links=links,
        transfers=transfers,
        rechecks=rechecks,
        shares=Shares("downloads", in_all=settings.max_downloads, of_a_key=settings.max_downloads_of_key),
    )
    watching = Watching(
        database,
        clock,
        links=links,
        rechecks=rechecks,
        shares=Shares("watches", in_all=settings.max_watches, of_a_key=settings.max_watches_of_key),
    )
    bounds = TimeBounds(
        past=timedelta(days=settings.signal_past_days), future=timedelta(seconds=settings.signal_future_seconds)
    )
    bulk_data = BulkData(database, clock, uuid7, exports=exports, downloads=downloads)
    imports = ImportServicer(
        RecordImports(database, clock, uuid7),
        Shares("imports", in_all=MAX_IMPORTS, of_a_key=MAX_IMPORTS_OF_A_KEY),
    )
    server = GrpcServer(
        RecordsServicer(exports, downloads, watching, settings),
        SignalsServicer(
            intake,
            SignalBatches(database, clock, uuid7),
            schemas,
            refusals,
            StoredSignals(database, schemas, clock, Signals(database, schemas, clock, uuid7, bounds)),
        ),
        imports,
        BulkDataServicer(bulk_data, downloads, clock, settings),
        SmartServicer(build_access_tokens(settings, database), settings),
        interceptors=interceptors(
            Authentication(database, clock, settings.environment, refusals, uses),
            refusals,
            ClientAddresses(parse_networks(settings.trusted_proxies)),
            Receiving(budget_bytes=settings.receive_bytes, message_bytes=MAX_RECEIVED_BYTES),
            traces,
        ),
        closing=(imports.close, transfers.close, refusals.close, uses.close),
        shares_ports=settings.grpc_shared_address is not None,
        credentials=server_credentials(settings),
    )
    intake.on_stall(server.say_signals_stall)
    return server


def build_access_tokens(settings: Settings, database: Database) -> AccessTokens:
    fetcher = Fetcher(
        timeout_seconds=JWKS_FETCH_SECONDS, allow_private=settings.webhooks_allow_private, max_bytes=MAX_JWKS_BYTES
    )
    return AccessTokens(database, database.clock, ClientKeys(fetcher.get, database.clock), settings.environment)


def oidc_client(settings: Settings) -> Client | None:
    """None where no identity provider is set."""
    if settings.oidc_issuer is None or settings.oidc_client_secret is None:
        return None
    return Client(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id or "",
        client_secret=settings.oidc_client_secret.get_secret_value(),
        redirect_uri=f"{(settings.console_url or '').rstrip('/')}/",
        name_claim=settings.oidc_name_claim,
    )


def build_admin_server(settings: Settings, database: Database, traces: Tracing | None = None) -> AdminServer:
    clock = database.clock
    factors = SecondFactors(database, clock, signing_key=settings.signing_key_bytes)
    sessions = Sessions(database, clock, factors)
    overview = Overview(database, clock, calls_of_apps)
    listing, history = Listing(database, clock), History(database, clock)
    apps = Apps(database, clock, uuid7, settings.environment, private_urls=settings.webhooks_allow_private)
    servicers = Servicers(
        admin=AdminServicer(
            sessions,
            Oidc(database, clock, sessions, oidc_client(settings), OidcDocuments()),
            listing=listing,
            oversight=Oversight(database, clock, uuid7),
            overview=overview,
            history=history,
        ),
        apps=AppsServicer(apps, listing),
        audit=AuditServicer(AuditPages(database, clock)),
        groups=GroupsServicer(lambda by: ConnectionGroups(database, clock, uuid7, by)),
        imports=ImportsServicer(listing),
        operators=OperatorsServicer(lambda by: Operators(database, clock, uuid7, by), factors),
        persons=PersonsServicer(Persons(database, clock, lease=timedelta(seconds=settings.lease_seconds))),
        signals=SignalFiguresServicer(history, clock()),
        webhooks=WebhooksServicer(apps),
    )
    return AdminServer(
        servicers,
        overview,
        interceptors=around(
            operator_authentication(sessions),
            Refusals(database, clock, this_server()),
            ClientAddresses(parse_networks(settings.trusted_proxies)),
            Receiving(budget_bytes=MAX_ADMIN_RECEIVE_BYTES, message_bytes=MAX_ADMIN_MESSAGE_BYTES),
            traces,
        ),
    )


@asynccontextmanager
async def _intake(settings: Settings) -> AsyncIterator[Intake]:
    """Taking signals from the start on; what was sent to it is stored before it ends. Raises Unavailable."""
    intake = Intake(environment_of(settings))
    watch_signals(lambda: intake.room.signals)
    try:
        await intake.start()
        yield intake
    finally:
        await intake.close()
