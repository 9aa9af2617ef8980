"""The law as rules, one institution a file. Importing this package reads every file of it and so fills the rulebook."""

from importlib import import_module
from pkgutil import iter_modules

from autograder.rules.not_modelled import require_modelled

__all__ = ["require_modelled"]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
