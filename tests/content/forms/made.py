"""What these tests are made of: a form with every kind of question, and small true files of each type."""

from __future__ import annotations

import base64
import html
import io
import re
import zipfile
from typing import Any
from uuid import uuid4

import pillow_heif
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl.comments import Comment
from pikepdf import Pdf
from PIL import ExifTags, Image
from wagtail.models import Locale, Page, Site

from content.forms import portable
from content.forms.blocks import QuestionsBlock
from content.forms.fields import PublicBody
from content.forms.file_types import PDF as FILE_PDF
from content.forms.form import FilingForm, FormSchema, build_form
from content.forms.page import FormPage
from content.forms.questions import questions_of
from content.forms.texts import FORMS
from content.pages.models import FilingPage, HomePage
from content.pages.texts.home import HOME
from content.pages.written import arabic, english
from tests.content.forms.documents_made import docx_parts
from tests.made_once import made_once
from tests.scenes import Country, country
from tests.seeded_site import pages_and_forms

BODIES = [
    PublicBody("moh", "وزارة الصحة", "", "Ministry of Health", 0),
    PublicBody("hospitals", "إدارة المستشفيات", "وزارة الصحة", "Hospitals", 1),
]


def in_base64(content: bytes) -> str:
    """As it is handed to a script."""
    return base64.b64encode(content).decode()


def question(kind: str, **values: Any) -> dict[str, Any]:
    """A stream block of ``kind`` as it lies in the database."""
    return {"type": kind, "id": str(uuid4()), "value": {"label": f"سؤال {kind}", "help_text": ""} | values}


def options(*pairs: tuple[str, str]) -> list[dict[str, Any]]:
    """The answers of a choice, (key, label), as they lie in the database."""
    return [{"type": "item", "id": str(uuid4()), "value": {"key": key, "label": label}} for key, label in pairs]


def condition(*tests: tuple[str, str, str], together: str = "all") -> dict[str, Any]:
    """A condition of tests (key, test, values a line each), as it lies in the database."""
    values = [{"question": key, "test": test, "values": given} for key, test, given in tests]
    return {"together": together, "tests": [_item(value) for value in values]}


def route(test: str, values: str, to: str) -> dict[str, Any]:
    """Where an answer leads, as it lies in the database."""
    return _item({"test": test, "values": values, "to": to})


def _item(value: dict[str, str]) -> dict[str, Any]:
    return {"type": "item", "id": str(uuid4()), "value": value}


def every_kind() -> list[dict[str, Any]]:
    """A form that asks one question of each kind; only subject and statement must be answered."""
    colours = options(("red", "أحمر"), ("green", "أخضر"), ("blue", "أزرق"))
    return [
        question("agency", label="الجهة"),
        question("subject", label="الموضوع"),
        question("text", label="اشرح ما حدث"),
        question("place", label="المكان"),
        question("short_text", key="file_number", label="رقم المعاملة"),
        question("long_text", key="asked_before", label="ماذا طلبت من قبل؟"),
        question("choice", key="colour", label="أي لون؟", options=colours),
        question("choices", key="colours", label="أي ألوان؟", options=colours),
        question("yes_no", key="visited", label="هل راجعت الجهة؟"),
        question("date", key="visited_on", label="متى؟"),
        question("number", key="times", label="كم مرة؟", least="1", most="100"),
        question("files", label="ملفات"),
        question("concerns", label="هل يتعلّق بشخص يعمل هناك؟"),
        question("contact", label="كيف نصل إليك؟", ask_name=True),
    ]


def schema(raw: list[dict[str, Any]] | None = None, language: str = "ar") -> FormSchema:
    """The schema of the form in ``raw`` (default: of every kind)."""
    return FormSchema("complaint", language, questions_of(stream(raw)))


def stream(raw: list[dict[str, Any]] | None = None) -> Any:
    return QuestionsBlock().to_python(every_kind() if raw is None else raw)


GOOD: dict[str, Any] = {"agency": "moh", "subject": "موعد مؤجّل", "text": "أُجّل الموعد ثلاث مرات."}


def filled(raw: list[dict[str, Any]] | None = None, language: str = "ar", **data: Any) -> FilingForm:
    """The form as sent, with good answers to what must be answered and ``data`` besides."""
    return build_form(schema(raw, language))(GOOD | data, bodies=BODIES)


def sentences(form: FilingForm, key: str) -> list[str]:
    """The errors of one field."""
    return [str(sentence) for sentence in form.errors.get(key, [])]


def picture(kind: str = "JPEG", colour: str = "teal") -> bytes:
    """A small true picture: JPEG, PNG or WEBP."""
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(buffer, kind)
    return buffer.getvalue()


def photo(orientation: int = 1) -> bytes:
    """A JPEG of 64 by 32, red above and blue below as the camera saw it, with the place and the device in its Exif."""
    image = Image.new("RGB", (64, 32), "red")
    image.paste("blue", (0, 16, 64, 32))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=85, exif=place_and_device(orientation), comment=b"taken at home")
    return buffer.getvalue()


def heic_photo() -> bytes:
    """As ``photo``, in HEIC."""
    return heic_of(place_and_device(1))


def heic_of(exif: bytes) -> bytes:
    """A HEIC with this Exif."""
    pillow_heif.register_heif_opener(thumbnails=False)
    buffer = io.BytesIO()
    Image.new("RGB", (64, 64), "red").save(buffer, "HEIF", exif=exif)
    return buffer.getvalue()


def place_and_device(orientation: int) -> bytes:
    """What a phone writes into its photos: here 31.95 N, 35.93 E, and a name."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "Telltale"
    exif[ExifTags.IFD.GPSInfo] = {1: "N", 2: (31.0, 57.0, 0.0), 3: "E", 4: (35.0, 55.0, 48.0)}
    return exif.tobytes()


def package(parts: dict[str, bytes]) -> bytes:
    """A zip file with ``parts``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return buffer.getvalue()


DOCX_PARTS = {name: content.encode() if isinstance(content, str) else content for name, content in docx_parts().items()}
PLAIN_PDF = (
    b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n"
    b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"
)


def settled_pdf(content: bytes) -> bytes:
    """A PDF of one page that draws ``content``, as it is stored: filing it changes no byte of it."""
    written = io.BytesIO()
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(99, 99)).Contents = pdf.make_stream(content)
        pdf.save(written)
    settled = io.BytesIO()
    portable.write_anew(written, FILE_PDF, settled)
    return settled.getvalue()


PDF = settled_pdf(b"")


HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 32


def opened(content: bytes) -> Image.Image:
    """The picture, decoded."""
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def remark(text: str, author: str) -> Comment:
    """On a cell of a workbook."""
    return Comment(text, author)


def plain(sentence: object) -> str:
    """A sentence without the marks that isolate names in it."""
    return str(sentence).translate({0x2068: None, 0x2069: None})


def sent(name: str, content: bytes, claimed: str = "application/octet-stream") -> SimpleUploadedFile:
    """A file as it comes with a request."""
    return SimpleUploadedFile(name, content, content_type=claimed)


def pdf_sent(name: str) -> SimpleUploadedFile:
    """A PDF that came as no other did, though all are kept as the same."""
    return sent(name, PDF + b"\n%" + name.encode())


def published_forms() -> Country:
    """The small country with the page tree and the six forms, published in both languages."""
    country_made = country()
    pages_and_forms()
    return country_made


@made_once
def english_forms(*kinds: str) -> Country:
    """The small country with an English site that has the forms of ``kinds`` and no page besides."""
    country_made = country()
    locale = Locale.objects.get_or_create(language_code="en")[0]
    home = HomePage(slug="insaf", locale=locale, **{name: both.en for name, both in HOME.items()})
    Page.get_first_root_node().add_child(instance=home)
    Site.objects.update_or_create(is_default_site=True, defaults={"root_page": home, "hostname": "localhost"})
    above = FilingPage(slug="file", locale=locale, title="File a request", intro="Choose.")
    home.add_child(instance=above)
    for written in FORMS:
        if written.kind in kinds:
            words = [written.title, written.heading, written.summary, written.intro, written.send, written.questions]
            title, heading, summary, intro, send, questions = _in_english(arabic(words), english(words))
            above.add_child(
                instance=FormPage(
                    slug=written.kind, kind=written.kind, locale=locale, title=title, heading=heading, summary=summary,
                    intro=intro, send_label=send, questions=questions,
                )
            )  # fmt: skip
    return country_made


def _in_english(value: Any, words: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _in_english(each, words) for key, each in value.items()}
    if isinstance(value, list):
        return [_in_english(each, words) for each in value]
    return words.get(value, value)


def hidden_values(content: str, name: str) -> list[str]:
    """The values of the hidden inputs ``name`` in a page, as a browser would send them."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', content)
    return [html.unescape(value) for each, value in found if each == name]
