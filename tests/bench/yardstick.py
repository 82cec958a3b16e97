"""A fixed piece of work, done again before each measurement: how fast this machine is at that moment.

The same code on the same machine has cost twice as much an hour later, beside whatever else ran there. So a figure of
CPU is judged as a multiple of the yardstick's own cost then, times what that is on a quiet machine (``figures.QUIET``).
"""

from __future__ import annotations

import json

from django.contrib.auth.models import Permission
from django.db import connection
from django.template import Context, Engine

_PAGE = Engine().from_string(
    "{% for row in rows %}<tr class='{% cycle 'odd' 'even' %}'>{% if row.number > 3 %}<td>{{ row.number|add:1 }}</td>"
    "{% endif %}<td>{{ row.name|upper|truncatechars:12 }}</td>{% for each in row.words %}<td>{{ each }}</td>"
    "{% endfor %}</tr>{% endfor %}"
)
_COUNTED = (
    "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 3000)"
    " SELECT n % 7, count(*), sum(n) FROM numbers GROUP BY n % 7 ORDER BY 1"
)


def work() -> None:
    """One yardstick: about equal parts of plain Python, templates, building statements, and the database."""
    rows = [
        {"number": number, "name": f"row {number} of many", "words": ["a", "b<c", str(number)]} for number in range(60)
    ]
    for _turn in range(6):
        rows = json.loads(json.dumps(sorted(rows, key=lambda row: str(row["name"]))))
    _PAGE.render(Context({"rows": rows}))
    for _turn in range(3):
        list(Permission.objects.filter(content_type__app_label="auth", codename__in=["add_user", "add_group"]))
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED)
        cursor.fetchall()
