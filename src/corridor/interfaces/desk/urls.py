"""The pages of this door, a list from each journey."""

from .applications import urls as applications_urls
from .imports import urls as imports_urls
from .path import urls as path_urls
from .person import urls as person_urls
from .registration import urls as registration_urls
from .today import urls as today_urls

app_name = "desk"
JOURNEYS = [today_urls, registration_urls, person_urls, imports_urls, applications_urls, path_urls]
urlpatterns = [pattern for journey in JOURNEYS for pattern in journey.urlpatterns]
