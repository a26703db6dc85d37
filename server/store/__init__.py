"""The database: SQLAlchemy only. Functions take a connection and never commit; `engine.Database` runs transactions."""
