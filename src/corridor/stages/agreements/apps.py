from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "corridor.stages.agreements"
    label = "agreements"
