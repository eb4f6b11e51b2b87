"""The pages of this door, a list from each journey."""

from .check import urls as check_urls
from .home import urls as home_urls
from .jobs import urls as jobs_urls
from .rounds import urls as rounds_urls
from .verify import urls as verify_urls

app_name = "public"
JOURNEYS = [home_urls, jobs_urls, rounds_urls, check_urls, verify_urls]
urlpatterns = [pattern for journey in JOURNEYS for pattern in journey.urlpatterns]
