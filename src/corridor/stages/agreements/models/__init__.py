from .agreement import Agreement
from .dated_rule import DatedRule
from .scheme import Scheme, SchemeVersion
from .season import Season

__all__ = ["Agreement", "DatedRule", "Scheme", "SchemeVersion", "Season"]
