"""`curae webhooks`: the endpoints that apps receive events at."""

import asyncio
from datetime import timedelta
from typing import Annotated

import typer

from server.cli.arguments import choice_argument, duration_argument, uuid_argument
from server.cli.data_folder import DEFAULT_DATA, DataOption
from server.cli.deployment import open_account_lists, open_database
from server.cli.faults import CommandFailed
from server.cli.tenants import OfTenantOption, TenantOption, resolve_tenant
from server.cli.terminal import JsonOption, print_list, print_record, say
from server.cli.webhooks.opening import open_webhooks
from server.cli.webhooks.rows import DELIVERY_WORTH, ENDPOINT_WORTH, delivery_row, endpoint_row, new_secret_row
from server.domain.webhooks.endpoint import ROTATION_OVERLAP, DeliveryStatus
from server.domain.webhooks.events import SUBSCRIBABLE, EventType
from server.services.account_lists import AccountLists
from server.services.webhook_lists import WebhookLists
from server.store.engine import Database

app = typer.Typer(
    no_args_is_help=True,
    epilog="""A receiver splits CuraeAI-Signature (t=SECONDS,v1=HEX,...), computes HMAC-SHA256 of "SECONDS." + the raw
    body with the whole secret as key, and accepts the event if any v1 equals it and SECONDS is at most 5 minutes ago.
    It answers 2xx within 10 seconds, and ignores an event whose CuraeAI-Event-Id it has seen: each event is delivered
    at least once, in no promised order.""",
)

_Id = Annotated[str, typer.Argument(parser=uuid_argument, metavar="ID", help="The endpoint's id, as the list has it.")]
_OfEndpoint = Annotated[
    str | None, typer.Option("--endpoint", parser=uuid_argument, metavar="ID", help="Only of this endpoint.")
]


def _event_type(text: str) -> EventType:
    return EventType(choice_argument("event", SUBSCRIBABLE)(text))


@app.command()
def create(
    *,
    tenant: TenantOption,
    url: Annotated[str, typer.Argument(metavar="URL", help="https, on a public address.")],
    event: Annotated[
        list[EventType] | None,
        typer.Option(
            "--event", parser=_event_type, metavar="EVENT", help="Only this event; repeat the option for several."
        ),
    ] = None,
    data: DataOption = DEFAULT_DATA,
    as_json: JsonOption = False,
) -> None:
    """Create an endpoint of an app. Its secret is shown only once.

    The app verifies with it (docs/webhooks.md has a receiver):

      expected = hmac.new(secret.encode(), t.encode() + b"." + body, "sha256").hexdigest()

    Example: curae webhooks create --tenant "Sleep diary" https://app.example/curae --event records.export_ready
    """
    with open_account_lists(data) as accounts:
        tenant_id = resolve_tenant(accounts, tenant)
    with open_webhooks(data) as webhooks:
        new = asyncio.run(webhooks.create(tenant_id, url, frozenset(event or SUBSCRIBABLE)))
    print_record(new_secret_row(new), as_json=as_json)
    say("The secret is shown only once; give it to the app now. To replace a lost secret: curae webhooks rotate")


@app.command("list")
def list_all(tenant: OfTenantOption = None, data: DataOption = DEFAULT_DATA, as_json: JsonOption = False) -> None:
    """List endpoints, without their secrets. An endpoint that answered 410 Gone is DISABLED.

    Example: curae webhooks list --tenant "Sleep diary" --json
    """
    with open_database(data) as database:
        endpoints = asyncio.run(WebhookLists(database).endpoints(_tenant_id(database, tenant)))
    empty = "no endpoints; make one with: curae webhooks create --help"
    print_list([endpoint_row(each) for each in endpoints], as_json=as_json, empty=empty, first=ENDPOINT_WORTH)


@app.command()
def rotate(
    endpoint: _Id,
    overlap: Annotated[
        timedelta | None,
        typer.Option(
            "--overlap",
            parser=duration_argument,
            metavar="TIME",
            help="How long the old secret is also used to sign: 12h, 0m; default: 24h.",
        ),
    ] = None,
    data: DataOption = DEFAULT_DATA,
    as_json: JsonOption = False,
) -> None:
    """Give an endpoint a new secret. It is shown only once.

    Until the overlap is over each event carries two v1 signatures, so a receiver with either secret verifies it.

    Example: curae webhooks rotate 0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b --overlap 12h
    """
    with open_webhooks(data) as webhooks:
        new = asyncio.run(webhooks.rotate(endpoint, ROTATION_OVERLAP if overlap is None else overlap))
    print_record(new_secret_row(new), as_json=as_json)
    say("The secret is shown only once; give it to the app now.")


@app.command()
def revoke(endpoint: _Id, data: DataOption = DEFAULT_DATA) -> None:
    """Revoke an endpoint. Nothing more is sent to it. Deliveries that wait are given up.

    Example: curae webhooks revoke 0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b
    """
    with open_webhooks(data) as webhooks:
        given_up = asyncio.run(webhooks.revoke(endpoint))
    say(f"revoked {endpoint}; deliveries given up: {given_up}")


@app.command()
def test(endpoint: _Id, data: DataOption = DEFAULT_DATA, as_json: JsonOption = False) -> None:
    """Send a signed `webhook.test` event now, once, from this machine. Fails unless the answer is 2xx.

    Example: curae webhooks test 0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b
    """
    with open_webhooks(data) as webhooks:
        outcome = asyncio.run(webhooks.test(endpoint))
    print_record(
        {
            "delivered": outcome.is_delivered,
            "httpStatus": outcome.status,
            "error": None if outcome.error is None else str(outcome.error),
        },
        as_json=as_json,
    )
    if not outcome.is_delivered:
        raise CommandFailed("the endpoint did not accept the test event; docs/webhooks.md says what each error means")


@app.command()
def replay(
    event: Annotated[
        str,
        typer.Argument(
            parser=uuid_argument, metavar="EVENT", help="The event's id, as `curae webhooks deliveries` shows it."
        ),
    ],
    endpoint: _OfEndpoint = None,
    data: DataOption = DEFAULT_DATA,
    as_json: JsonOption = False,
) -> None:
    """Send an event again, with the same CuraeAI-Event-Id, for another 24 hours. Workers send it.

    Example: curae webhooks replay 0190a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b
    """
    with open_webhooks(data) as webhooks:
        rows = [endpoint_row(each) for each in asyncio.run(webhooks.replay(event, endpoint))]
    print_list(rows, as_json=as_json, empty="nothing to send")


@app.command()
def deliveries(
    *,
    tenant: OfTenantOption = None,
    endpoint: _OfEndpoint = None,
    event: Annotated[
        str | None, typer.Option("--event", parser=uuid_argument, metavar="ID", help="Only of this event.")
    ] = None,
    status: Annotated[DeliveryStatus | None, typer.Option("--status", help="Only in this state.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=1000, help="At most so many.")] = 50,
    data: DataOption = DEFAULT_DATA,
    as_json: JsonOption = False,
) -> None:
    """List deliveries, newest first: attempts, the last answer, and when the next is due. Kept for 30 days.

    Example: curae webhooks deliveries --status GIVEN_UP --json
    """
    with open_database(data) as database:
        found = asyncio.run(
            WebhookLists(database).deliveries(
                tenant_id=_tenant_id(database, tenant), endpoint_id=endpoint, event_id=event, status=status, limit=limit
            )
        )
    rows = [delivery_row(each) for each in found]
    print_list(rows, as_json=as_json, empty="no deliveries", first=DELIVERY_WORTH)


def _tenant_id(database: Database, tenant: str | None) -> str | None:
    return None if tenant is None else resolve_tenant(AccountLists(database, database.clock), tenant)
