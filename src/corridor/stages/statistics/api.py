"""The door of the stage statistics: counts, never persons."""

from .selectors import LEAST, ROUNDED_TO, STAGES, SeasonCounts, StageCount, season_counts

__all__ = ["LEAST", "ROUNDED_TO", "STAGES", "SeasonCounts", "StageCount", "season_counts"]
