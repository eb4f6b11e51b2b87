from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "corridor.foundation.accounts"
    label = "accounts"
