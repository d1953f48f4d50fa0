"""Finds all tables, so that none is forgotten: a table exists for Alembic when its module was imported."""

import importlib
import pkgutil

import models


def import_tables() -> None:
    """Import every module of models."""
    for module in pkgutil.iter_modules(models.__path__):
        importlib.import_module(f"models.{module.name}")
