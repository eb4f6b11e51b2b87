from django.apps import AppConfig


class ScopesConfig(AppConfig):
    name = "corridor.foundation.scopes"
    label = "scopes"
