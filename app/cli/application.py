"""The commands of the application, with the web and the database behind them."""

from app.cli.dutch import Group

application = Group()
