"""The pages of this door, a list from each journey."""

from .administration import urls as administration_urls
from .contracts import urls as contracts_urls
from .corridors import urls as corridors_urls
from .departures import urls as departures_urls
from .employers import urls as employers_urls
from .orders import urls as orders_urls
from .rounds import urls as rounds_urls
from .situation import urls as situation_urls

app_name = "office"
JOURNEYS = [
    situation_urls,
    orders_urls,
    employers_urls,
    rounds_urls,
    corridors_urls,
    contracts_urls,
    departures_urls,
    administration_urls,
]
urlpatterns = [pattern for journey in JOURNEYS for pattern in journey.urlpatterns]
