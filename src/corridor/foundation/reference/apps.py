from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "corridor.foundation.reference"
    label = "reference"
