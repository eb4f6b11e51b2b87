from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "corridor.foundation.jobs"
    label = "jobs"
