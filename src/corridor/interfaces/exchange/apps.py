from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "corridor.interfaces.exchange"
    label = "exchange"
