"""Settings from the environment only (docs/operate.md). Nothing here knows which PostgreSQL server it is."""

import base64
import os
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

BASE = Path(__file__).resolve().parents[3]


def _secret(name: str) -> bytes:
    value = os.environ.get(name)
    if not value:
        raise RuntimeError(f"{name} is not set. Start with ./corridor up, or set it as docs/operate.md says.")
    return base64.b64decode(value)


def _database(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "")),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": int(os.environ.get("CORRIDOR_POOL", "8"))}, **query}
        if os.environ.get("CORRIDOR_POOL")
        else query,
        "CONN_MAX_AGE": 0 if os.environ.get("CORRIDOR_POOL") else 60,
    }


DATABASES = {"default": _database(os.environ["DATABASE_URL"])}
CORRIDOR_APP_ROLE = os.environ.get("CORRIDOR_APP_ROLE", "corridor_app")
CORRIDOR_CONTEXT_KEY = _secret("CORRIDOR_CONTEXT_KEY")
CORRIDOR_MASTER_KEY = _secret("CORRIDOR_MASTER_KEY")
CORRIDOR_VAR = os.environ.get("CORRIDOR_VAR", str(BASE / "var"))
CORRIDOR_DEMO = os.environ.get("CORRIDOR_DEMO") == "1"
SECRET_KEY = os.environ["CORRIDOR_SECRET_KEY"]
DEBUG = os.environ.get("CORRIDOR_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("CORRIDOR_HOSTS", "localhost,127.0.0.1").split(",")
_PROXIES = os.environ.get("CORRIDOR_TRUSTED_PROXIES", "").split(",")
CORRIDOR_TRUSTED_PROXIES = [ip_network(one.strip()) for one in _PROXIES if one.strip()]
_HTTPS = os.environ.get("CORRIDOR_HTTPS") == "1"

FOUNDATION = [
    "database",
    "i18n",
    "reference",
    "events",
    "audit",
    "scopes",
    "accounts",
    "files",
    "documents",
    "jobs",
    "outbox",
]
STAGES = ["agreements", "registry", "demand", "selection", "contracts", "journeys", "returns", "statistics"]
INTERFACES = ["kit", "exchange", "public", "worker", "desk", "employer", "office"]


def _present(storey: str, names: list[str]) -> list[str]:
    root = BASE / "src" / "corridor" / storey
    return [f"corridor.{storey}.{name}" for name in names if (root / name / "__init__.py").exists()]


INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "procrastinate.contrib.django",
    *_present("foundation", FOUNDATION),
    *_present("stages", STAGES),
    *_present("interfaces", INTERFACES),
    "corridor.config",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corridor.interfaces.kit.middleware.HeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "corridor.interfaces.kit.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "corridor.config.urls"
WSGI_APPLICATION = "corridor.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "corridor.interfaces.kit.context.page",
            ],
        },
    }
]
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
if os.environ.get("CORRIDOR_FAST_PASSWORDS") == "1":  # throw-away test databases only
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
OTP_TOTP_ISSUER = "Corridor"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
CSRF_FAILURE_VIEW = "corridor.interfaces.kit.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if _HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
CORRIDOR_IDLE_SECONDS = 30 * 60

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español"), ("ar", "العربية")]
LOCALE_PATHS: list[str] = []
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("CORRIDOR_LOG", "WARNING")},
}
