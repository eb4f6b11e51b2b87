from django.urls import URLPattern

from corridor.interfaces.kit.navigation import Link

urlpatterns: list[URLPattern] = []
LINKS: list[Link] = []
