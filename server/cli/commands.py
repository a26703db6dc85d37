"""The commands of `curae`: where each is, and what it is for. A command is imported when it is called.

Most calls read a few rows. Importing the modules of all commands would take ten times as long as such a call.
"""

import os
from collections.abc import Iterator, MutableMapping
from functools import cache
from importlib import import_module
from typing import Annotated, Any, cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

_DISTRIBUTION = "curae"
# Parts that run by themselves, as a container or systemd runs them. They print nothing on standard output.
PARTS = ("serve", "worker", "envoy")

# name: (module and object, the first line of its help)
_COMMANDS = {
    "up": ("server.cli.up.command:up", "Bring up Envoy, server and worker on one data folder, and keep them up."),
    "demo": ("server.cli.demo.command:demo", "Do the main job once on a private stack, and check every result."),
    "serve": ("server.cli.parts.serve:serve", "Run the gRPC server in the foreground."),
    "worker": ("server.cli.parts.worker:worker", "Run the worker, which writes queued exports, in the foreground."),
    "envoy": ("server.cli.parts.envoy:envoy", "Run Envoy, the front door, in the foreground."),
    "doctor": (
        "server.cli.doctor.command:doctor",
        "Check a deployment: installation, settings, database, storage, Envoy, clock, disks, open files, modes, keys.",
    ),
    "health": ("server.cli.health:health", "Ask one part whether it serves, as a container's health check does."),
    "backup": (
        "server.cli.backup:backup",
        "Copy a deployment on SQLite while it runs: database, artifacts, signing key.",
    ),
    "restore": ("server.cli.backup:restore", "Restore a backup to a new folder."),
    "db": ("server.cli.db:app", "Migrate the database, or show its revision."),
    "tenants": (
        "server.cli.tenants:app",
        "Apps. A key and a connection belong to one app and cannot access another app.",
    ),
    "keys": ("server.cli.keys:app", "API keys. Only a hash is stored: a key is shown only once, when it is created."),
    "clients": (
        "server.cli.clients:app",
        "Clients of SMART Backend Services: they sign with a key of their own, and get access tokens for /fhir.",
    ),
    "operators": (
        "server.cli.operators:app",
        "People who may open the console. Only a hash of a password is stored.",
    ),
    "connections": ("server.cli.connections:app", "People's connections to apps, and what each grants."),
    "groups": (
        "server.cli.groups:app",
        "Named groups of an app's connections, for FHIR exports of these people alone.",
    ),
    "data-packages": (
        "server.cli.data_packages:data_packages",
        "List the data packages: what each grants, by FHIR resource type and category.",
    ),
    "records": ("server.cli.records:app", "People's FHIR records."),
    "schemas": ("server.cli.schemas:app", "Payload schemas of signals: JSON Schema 2020-12, versioned, one a type."),
    "signals": ("server.cli.signals.command:app", "Stored signals: read them, and set how long they are kept."),
    "audit": (
        "server.cli.audit.command:app",
        "Who did what to which connection and export: read the trail, verify it, export it.",
    ),
    "exports": (
        "server.cli.exports.command:app",
        "Create, watch and download exports over gRPC, with CURAE_API_KEY or the key of curae up --demo.",
    ),
    "webhooks": ("server.cli.webhooks.command:app", "Webhook endpoints of apps, and what was delivered to them."),
}


class _Commands(MutableMapping[str, Any]):
    """Each command as `curae --help` and a shell's completion need it: its name and its first line."""

    def __getitem__(self, name: str) -> TyperCommand:
        return TyperCommand(name, help=_COMMANDS[name][1], rich_markup_mode="rich")

    def __iter__(self) -> Iterator[str]:
        return iter(_COMMANDS)

    def __len__(self) -> int:
        return len(_COMMANDS)

    def __setitem__(self, name: str, command: object) -> None:
        raise TypeError(name)

    def __delitem__(self, name: str) -> None:
        raise TypeError(name)


class _OnDemand(TyperGroup):
    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.commands = cast(dict[str, Any], _Commands())

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name, _, rest = super().resolve_command(ctx, args)
        return name, None if name is None else load(name), rest


def load(name: str) -> Any:
    """The command with all it has. Raises KeyError."""
    module, _, attribute = _COMMANDS[name][0].partition(":")
    found = getattr(import_module(module), attribute)
    above = typer.Typer(rich_markup_mode="rich", add_completion=False)
    if isinstance(found, typer.Typer):
        above.add_typer(found, name=name, help=_COMMANDS[name][1])
    else:
        above.command(name)(found)
        above.callback()(lambda: None)  # without it a lone command would take the place of the group
    return cast(TyperGroup, get_command(above)).commands[name]


def names() -> list[str]:
    return list(_COMMANDS)


@cache
def curae() -> TyperGroup:
    """The whole command."""
    if os.environ.get("NO_COLOR"):  # which rich takes to mean colours, and goes on with bold
        os.environ["_TYPER_FORCE_DISABLE_TERMINAL"] = "1"
    # A rich traceback shows local variables: keys and records.
    app = typer.Typer(
        name="curae", cls=_OnDemand, no_args_is_help=True, rich_markup_mode="rich", pretty_exceptions_enable=False
    )
    app.callback()(_options)
    return cast(TyperGroup, get_command(app))


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415 - slow, and for this alone

        print(f"curae {version(_DISTRIBUTION)}")
        raise typer.Exit


def _options(
    *,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Export a connected person's FHIR records and take in signals. Begin with: curae up --demo"""
