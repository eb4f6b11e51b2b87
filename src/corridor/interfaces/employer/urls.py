"""The pages of this door, a list from each journey."""

from .candidates import urls as candidates_urls
from .contracts import urls as contracts_urls
from .mandates import urls as mandates_urls
from .orders import urls as orders_urls
from .overview import urls as overview_urls
from .workers import urls as workers_urls

app_name = "employer"
JOURNEYS = [overview_urls, orders_urls, candidates_urls, contracts_urls, workers_urls, mandates_urls]
urlpatterns = [pattern for journey in JOURNEYS for pattern in journey.urlpatterns]
