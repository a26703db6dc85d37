"""`curae operators`: who may open the console."""

from typing import Annotated

import typer

from server.cli.data_folder import DEFAULT_DATA, DataOption
from server.cli.deployment import open_database
from server.cli.terminal import JsonOption, print_list, print_record, say
from server.clock import uuid7
from server.domain.operator import Role
from server.services.operators import Operators

app = typer.Typer(no_args_is_help=True)

_Name = Annotated[str, typer.Argument(help="The operator's name, such as ada or ada@example.org.")]

_Role = Annotated[Role, typer.Option("--role", help="What the operator may do.")]
_NewRole = Annotated[Role, typer.Argument(help="What the operator may do from now on.")]


@app.command()
def create(
    name: _Name, role: _Role = Role.VIEWER, data: DataOption = DEFAULT_DATA, as_json: JsonOption = False
) -> None:
    """Create an operator. The password is shown only once.

    A viewer reads. An operator also retries, cancels, replays and revokes. An admin also creates apps and keys, and
    manages operators.

    Examples:

      curae operators create ada

      curae operators create grace --role admin
    """
    with open_database(data) as database:
        new = Operators(database, database.clock, uuid7).create(name, role)
    print_record({"name": new.operator.name, "role": str(role), "password": new.password}, as_json=as_json)
    say("The password is shown only once and cannot be recovered; store it now.")


@app.command("list")
def list_all(data: DataOption = DEFAULT_DATA, as_json: JsonOption = False) -> None:
    """List operators, with those that were revoked.

    Example: curae operators list --json
    """
    with open_database(data) as database:
        known = Operators(database, database.clock, uuid7).list_all()
    rows = [
        {
            "name": each.name,
            "role": str(each.role),
            "secondFactor": each.has_second_factor,
            "lastLoginAt": each.last_login_at,
            "createdAt": each.created_at,
            "revokedAt": each.revoked_at,
        }
        for each in known
    ]
    print_list(rows, as_json=as_json, empty="no operators; make one with: curae operators create NAME")


@app.command("set-role")
def set_role(name: _Name, role: _NewRole, data: DataOption = DEFAULT_DATA) -> None:
    """Change what an operator may do: viewer, operator or admin. It holds from the next act on.

    Example: curae operators set-role ada operator
    """
    with open_database(data) as database:
        Operators(database, database.clock, uuid7).set_role(name, role)
    say(f"{name} has the role {role}")


@app.command("reset-second-factor")
def reset_second_factor(name: _Name, data: DataOption = DEFAULT_DATA) -> None:
    """Remove the second factor of an operator who has lost it. Sessions end at once.

    Example: curae operators reset-second-factor ada
    """
    with open_database(data) as database:
        Operators(database, database.clock, uuid7).reset_second_factor(name)
    say(f"{name} logs in with the password alone; add a second factor again in the console")


@app.command()
def revoke(name: _Name, data: DataOption = DEFAULT_DATA) -> None:
    """Revoke an operator. Sessions end immediately. The name can be given again.

    Example: curae operators revoke ada
    """
    with open_database(data) as database:
        Operators(database, database.clock, uuid7).revoke(name)
    say(f"revoked {name}")
