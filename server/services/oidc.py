"""Logging in to the console by an identity provider: to it, and back."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Protocol

from sqlalchemy import Connection as DatabaseConnection

from server.clock import Clock
from server.domain import oidc
from server.domain.audit import Origin
from server.domain.oidc import OidcFailed, PendingLogin, Provider
from server.domain.throttle import Throttle, subscriber_of
from server.errors import NotFound, RateLimited, Unauthenticated, Unavailable
from server.event_log import logger
from server.services.sessions import NewSession, Sessions
from server.store import operators
from server.store.engine import Database

MAX_PENDING = 1_000
_DISCOVERY = "/.well-known/openid-configuration"
_FAILED = "the login at the identity provider did not succeed; try again"

log = logger()


class Documents(Protocol):
    """How the provider is asked. Both raise OidcFailed where it does not answer with a document."""

    async def get(self, url: str) -> bytes: ...

    async def post_form(self, url: str, fields: dict[str, str], *, user: str, password: str) -> bytes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """What the deployment is to the provider. `name_claim` of the ID token is the operator's name."""

    issuer: str
    client_id: str
    client_secret: str
    redirect_uri: str
    name_claim: str

    def __repr__(self) -> str:
        return f"Client({self.client_id})"


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunLogin:
    """Where the browser goes, and what it keeps until it is back."""

    url: str
    binding: str


class Oidc:
    """`client` None: there is no provider. Logins on their way are kept in this process, MAX_PENDING at most."""

    def __init__(
        self, database: Database, clock: Clock, sessions: Sessions, client: Client | None, documents: Documents
    ) -> None:
        self._database = database
        self._clock = clock
        self._sessions = sessions
        self._client = client
        self._documents = documents
        self._pending: OrderedDict[str, PendingLogin] = OrderedDict()
        self._by_address = Throttle(burst=20, interval=timedelta(seconds=5))

    @property
    def is_offered(self) -> bool:
        return self._client is not None

    async def begin(self, origin: Origin) -> BegunLogin:
        """Raises NotFound where there is no provider, RateLimited, and Unavailable where it does not answer."""
        client, now = self._required(), self._clock()
        self._count_try(subscriber_of(origin.address))
        provider = await self._provider(client)
        login = oidc.new_login(now)
        self._pending[login.state] = login
        if len(self._pending) > MAX_PENDING:
            self._pending.popitem(last=False)
        url = oidc.authorization_url(provider, login, client_id=client.client_id, redirect_uri=client.redirect_uri)
        return BegunLogin(url=url, binding=login.binding)

    async def finish(self, code: str, state: str, binding: str, origin: Origin) -> NewSession:
        """Raises Unauthenticated where the login is not this browser's, or nobody's, and Unavailable."""
        client = self._required()
        login = self._taken(state, binding)
        claims = await self._claims(client, login, code)
        name = oidc.operator_name_of(claims, client.name_claim)
        return await self._sessions.begin_trusted(
            name, lambda database, operator_id: _bind(database, operator_id, claims["sub"]), origin
        )

    def _required(self) -> Client:
        if self._client is None:
            raise NotFound("no identity provider is set; log in with a password")
        return self._client

    def _taken(self, state: str, binding: str) -> PendingLogin:
        """The login that this browser began; it can be finished once."""
        if oidc.state_of(binding) != state:
            raise Unauthenticated(_FAILED)
        login = self._pending.pop(state, None)
        if login is None or login.expires_at <= self._clock():
            raise Unauthenticated(_FAILED)
        return login

    async def _provider(self, client: Client) -> Provider:
        try:
            return oidc.read_provider(await self._documents.get(client.issuer.rstrip("/") + _DISCOVERY), client.issuer)
        except OidcFailed as fault:
            log.warning("oidc_failed", reason=str(fault))
            raise Unavailable("the identity provider does not answer; log in with a password, or try again") from fault

    async def _claims(self, client: Client, login: PendingLogin, code: str) -> dict[str, str]:
        provider = await self._provider(client)
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": client.redirect_uri,
            "code_verifier": login.verifier,
        }
        try:
            answer = await self._documents.post_form(
                provider.token_endpoint, form, user=client.client_id, password=client.client_secret
            )
            return oidc.verify_id_token(
                oidc.read_id_token(answer),
                await self._documents.get(provider.jwks_uri),
                issuer=client.issuer,
                client_id=client.client_id,
                nonce=login.nonce,
                now=self._clock(),
            )
        except OidcFailed as fault:
            log.warning("oidc_failed", reason=str(fault))
            raise Unauthenticated(_FAILED) from fault

    def _count_try(self, address: str) -> None:
        now = self._clock()
        wait = self._by_address.wait_of(address, now)
        if wait > timedelta(0):
            seconds = ceil(wait.total_seconds())
            raise RateLimited(f"too many logins were begun; wait {seconds} s", retry_after_seconds=seconds)
        self._by_address.note(address, now)


def _bind(database: DatabaseConnection, operator_id: str, subject: str) -> None:
    """The first login by the provider binds the operator to its account there: a name that another person is given
    later opens nothing. Raises Unauthenticated."""
    if not operators.bind_subject(database, operator_id, subject):
        raise Unauthenticated("this operator belongs to another account of the identity provider; ask an admin")
