"""One transaction object over SQLAlchemy Core: SQLite by default, PostgreSQL by URL. SQL stands nowhere else."""
