from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "corridor.foundation.audit"
    label = "audit"
