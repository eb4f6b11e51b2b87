"""The only door of this stage."""

from .models import ExitInterview, RatingReply, Return
from .models.return_ import CHANNELS
from .questions import ANSWERS, QUESTIONS
from .selectors import (
    LEAST_RATINGS,
    NextSeason,
    Rating,
    awaited,
    interview_of,
    plan,
    rating_of,
    return_of,
    returns,
)
from .services.receive import confirm, exit_interview, record_returns, reply_to_rating

__all__ = [
    "ANSWERS",
    "CHANNELS",
    "LEAST_RATINGS",
    "QUESTIONS",
    "ExitInterview",
    "NextSeason",
    "Rating",
    "RatingReply",
    "Return",
    "awaited",
    "confirm",
    "exit_interview",
    "interview_of",
    "plan",
    "rating_of",
    "record_returns",
    "reply_to_rating",
    "return_of",
    "returns",
]
