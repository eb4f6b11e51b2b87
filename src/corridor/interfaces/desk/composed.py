"""What the journeys of this door give to its first page and to the whole file of a person, in one list."""

from types import ModuleType

from .applications import compose as applications
from .imports import compose as imports
from .path import compose as path
from .person import compose as person
from .registration import compose as registration
from .today import compose as today

JOURNEYS: list[ModuleType] = [today, registration, person, imports, applications, path]
