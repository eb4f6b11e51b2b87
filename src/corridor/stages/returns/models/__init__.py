from .interview import ExitInterview, RatingReply
from .return_ import Return

__all__ = ["ExitInterview", "RatingReply", "Return"]
