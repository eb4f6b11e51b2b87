from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    name = "corridor.foundation.database"
    label = "database"
