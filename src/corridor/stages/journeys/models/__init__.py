from .abroad import CheckIn, Incident, Leaving
from .clearance import Clearance
from .placement import Placement
from .step import Step

__all__ = ["CheckIn", "Clearance", "Incident", "Leaving", "Placement", "Step"]
