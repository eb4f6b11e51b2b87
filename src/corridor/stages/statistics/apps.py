from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "corridor.stages.statistics"
    label = "statistics"
