"""Settings common to every way of running; each value has a default that works."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from whitenoise.compress import Compressor

from geo_directory.settings.libraries import bundled_library

BASE_DIR = Path(__file__).resolve().parent.parent.parent
LOCAL_DIR = BASE_DIR / ".local"
env = environ.Env()

SECRET_KEY = env("SECRET_KEY", default="only-for-a-machine-that-nobody-else-reaches-" + "x" * 20)
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])

INSTALLED_APPS = [
    "geo_directory.admin_apps.GestionConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.gis",
    "django.contrib.postgres",
    "rest_framework",
    "rest_framework_gis",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "corsheaders",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "simple_history",
    "foundations",
    "territories",
    "diseases",
    "structures",
    "resources",
    "routing",
    "importers",
    "accounts",
    "contributions",
    "directory",
    "observatory",
    "upkeep",
    "geo_directory",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "geo_directory.middleware.SameOriginPosts",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "geo_directory.urls"
WSGI_APPLICATION = "geo_directory.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# The private cluster listens on a socket in .local/ (or where first_run says); any PostGIS does.
DATABASES = {
    "default": env.db_url(
        "DATABASE_URL", default=f"postgis://esmara@/esmara?host={LOCAL_DIR / 'postgres' / 'socket'}"
    )
}
# Commands may take their time; the web process says 10s (geo_directory/wsgi.py).
STATEMENT_TIMEOUT = env("STATEMENT_TIMEOUT", default="300s")
DATABASES["default"]["ENGINE"] = "django.contrib.gis.db.backends.postgis"
DATABASES["default"]["CONN_MAX_AGE"] = None
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"].setdefault("OPTIONS", {}).setdefault(
    "options", f"-c statement_timeout={STATEMENT_TIMEOUT} -c lock_timeout=5s -c jit=off"
)
DATABASES["default"]["OPTIONS"].setdefault("prepare_threshold", 5)  # foundations.prepared
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# GDAL and GEOS come inside the pyogrio and shapely wheels: no system package but the database.
GDAL_LIBRARY_PATH = bundled_library("pyogrio", "libgdal")
GEOS_LIBRARY_PATH = bundled_library("shapely", "libgeos_c")

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "geo_directory" / "locale"]
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = LOCAL_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "assets"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Source maps are for developers' tools: half the time of a first run went into squeezing them.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [*Compressor.SKIP_COMPRESS_EXTENSIONS, "map"]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
# A working day. The cookies go to the back office only: no public question bears a name.
SESSION_COOKIE_AGE = 10 * 3600
SESSION_COOKIE_PATH = "/gestion/"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_PATH = "/gestion/"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
OTP_TOTP_ISSUER = "ESMARA"
LOGIN_URL = "/gestion/login/"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 1  # hour
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False  # accounts.admin has a page in French, where a wait is lifted
AXES_LOCKOUT_TEMPLATE = "admin/locked_out.html"
# By the address alone, eight wrong passwords behind a proxy would lock everybody out.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]

# No page asks anything of another host; MapLibre's worker and images come from here too.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CORS_ALLOW_ALL_ORIGINS = True  # public and read-only: no cookie and no credential goes with it
CORS_URLS_REGEX = r"^/(api|tiles)/.*$"
CORS_ALLOW_CREDENTIALS = False

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "geo_directory.api.problem_handler",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "ESMARA: trouver où consulter pour une maladie rare",
    "DESCRIPTION": (
        "Structures, maladies, lieux et orientations. Une maladie et un lieu privé ne figurent "
        "jamais ensemble dans une adresse : utilisez POST."
    ),
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SCHEMA_PATH_PREFIX": r"/api/v1",
}

# What people ask is never written down: no query string, no address, no body.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"path_only": {"()": "geo_directory.logs.PathOnly"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["path_only"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # It quotes the addresses of images, and ours hold a drawing of where a person lives.
        "weasyprint": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
DEFAULT_EXCEPTION_REPORTER_FILTER = "geo_directory.logs.WithoutRequestData"
# The only service of others that we may ask: where the address of a structure is, never a person's.
# Nothing is asked unless it is switched on, and never from a public page (upkeep.geocoding).
GEOCODER = env.bool("GEOCODER", default=False)
GEOCODER_SCHEME = env("GEOCODER_SCHEME", default="https")
# api-adresse.data.gouv.fr closed in January 2026: the same service, at IGN's Géoplateforme.
GEOCODER_DOMAIN = env("GEOCODER_DOMAIN", default="data.geopf.fr/geocodage")
GEOCODER_DELAY = env.float("GEOCODER_DELAY", default=0.2)  # s between two questions
GEOCODER_TIMEOUT = env.float("GEOCODER_TIMEOUT", default=10)  # s

# A search of sites to open tells its best choice after that long (observatory.siting).
SITING_TIME_LIMIT = env.float("SITING_TIME_LIMIT", default=30)  # s
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
# Behind a proxy: the header in which it writes the visitor's address, "X-Real-IP" for example.
# Only a proxy that overwrites what the visitor sends may be trusted (contributions.rate).
CLIENT_ADDRESS_HEADER = env("CLIENT_ADDRESS_HEADER", default="")
DATA_DIR = BASE_DIR / "data"
