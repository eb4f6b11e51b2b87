from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "corridor.stages.registry"
    label = "registry"
