from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "corridor.foundation.events"
    label = "events"
