"""The Flask extensions, made once and bound to the application in create_app()."""

from flask_alembic import Alembic
from flask_login import LoginManager
from flask_sqlalchemy_lite import SQLAlchemy
from flask_wtf.csrf import CSRFProtect

db = SQLAlchemy(session_options={"expire_on_commit": False})
alembic = Alembic(run_mkdir=False)
csrf = CSRFProtect()
login = LoginManager()
