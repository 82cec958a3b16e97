"""Lists find a case whose citizen is hidden by its number alone; what was written for a job goes when it ends."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat, Replace

TEXT, WORDS = "text", "words"


def by_number_alone(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Of cases that are sealed or confidential."""
    hidden = apps.get_model("workflows", "Case").objects.filter(~Q(track="ordinary") | Q(confidential=True))
    bare = Replace(F("tracking"), Value("-"), Value(""))
    hidden.update(search_text=Concat(F("tracking"), Value(" "), bare, output_field=models.TextField()))
    texts = hidden.filter(pk=OuterRef("case_id")).values("search_text")
    work = apps.get_model("workflows", "Work")
    work.objects.filter(case__in=hidden).update(search_text=Subquery(texts))


def words_apart(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Of acts for many cases: those that wait keep them where the job lets go of them, the others lose them."""
    for job in apps.get_model("workflows", "Job").objects.filter(kind="together"):
        if TEXT in job.choices.get("said", {}):
            text = job.choices["said"].pop(TEXT)
            job.choices |= {WORDS: text} if job.state == "waiting" else {}
            job.save(update_fields=["choices"])


class Migration(migrations.Migration):

    dependencies = [
        ("workflows", "0071_notices"),
    ]

    operations = [
        migrations.AlterField(
            model_name="case",
            name="search_text",
            field=models.TextField(
                help_text="Number, subject and place, folded so that spellings meet; of one who is hidden the number."
            ),
        ),
        migrations.RunPython(by_number_alone, migrations.RunPython.noop),
        migrations.RunPython(words_apart, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.UniqueConstraint(
                condition=models.Q(("version", None)), fields=("kind", "digest"), name="own_job_asked_once"
            ),
        ),
    ]
