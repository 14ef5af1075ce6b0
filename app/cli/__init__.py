"""The command `samenhang`: calculating with files, and running the application."""

from typing import Any

import click

from app.cli import core
from app.cli.command import Failed, Group
from questionnaires.problems import QuestionnaireError


class Samenhang(Group):
    """The core commands, and those of the application, whose libraries are loaded when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *_application().commands})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return super().get_command(ctx, cmd_name) or _application().commands.get(cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except QuestionnaireError as error:
            raise Failed(error.problems) from error


def _application() -> click.Group:
    from app.cli.application import application
    from app.cli.impact import impact

    application.add_command(impact)
    return application


@click.group(cls=Samenhang)
def main() -> None:
    """Samenhang: hoe integraal is de aanpak van basisvaardigheden?"""


for command in core.COMMANDS:
    main.add_command(command)
