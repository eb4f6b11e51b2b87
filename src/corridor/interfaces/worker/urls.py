"""The pages of this door, a list from each journey."""

from .applications import urls as applications_urls
from .centre import urls as centre_urls
from .contracts import urls as contracts_urls
from .file import urls as file_urls
from .home import urls as home_urls
from .interviews import urls as interviews_urls
from .offers import urls as offers_urls
from .path import urls as path_urls

app_name = "worker"
JOURNEYS = [
    home_urls,
    file_urls,
    applications_urls,
    offers_urls,
    contracts_urls,
    path_urls,
    centre_urls,
    interviews_urls,
]
urlpatterns = [pattern for journey in JOURNEYS for pattern in journey.urlpatterns]
