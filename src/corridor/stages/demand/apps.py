from django.apps import AppConfig


class DemandConfig(AppConfig):
    name = "corridor.stages.demand"
    label = "demand"
