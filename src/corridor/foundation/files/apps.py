from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "corridor.foundation.files"
    label = "files"
