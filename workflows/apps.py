"""How Django finds this floor, and what its topics bring at start-up."""

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from permissions.audit import triggers


class WorkflowsConfig(AppConfig):
    name = "workflows"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models must be there before these can be imported.
        from permissions.access import accused, delegating, naming, two_people
        from permissions.proving.listening import prove_all
        from permissions.writing import zone
        from workflows.calendars.publishable import CALENDARS
        from workflows.calls import services as calls
        from workflows.cases import wiping
        from workflows.cases.categories import CATEGORIES
        from workflows.cases.designation import KINDS, kinds_worked_by
        from workflows.cases.facts import FACTS, fields_asked
        from workflows.cases.kind_order import ORDER
        from workflows.cases.proving.services import prove_parties
        from workflows.cases.retention import RETENTION
        from workflows.danger_words.definition import DANGER_WORDS, tells_number
        from workflows.escalation.publishable import LADDERS, LIMITS
        from workflows.facts import catalogue
        from workflows.figures.in_force import MEASURES, figures_are_kept_by, measures_are_named_by
        from workflows.jobs import services as jobs
        from workflows.notifications import short_links, to_askers, to_deputies, to_holders, to_owners
        from workflows.notifications.transports.push import devices
        from workflows.notifications.wording.in_force import WORDINGS
        from workflows.own_data import services as own_data
        from workflows.processes.publishable import PROCESSES
        from workflows.reports import copies as case_copies
        from workflows.reports.period import reckon_in
        from workflows.routing.publishable import TABLES
        from workflows.saved_reports import copies as report_copies
        from workflows.saved_reports.kept import outdate
        from workflows.saved_reports.selectors import asking_for
        from workflows.services.folders import load
        from workflows.suggestions import services as suggestions
        from workflows.trial.examples import with_examples
        from workflows.trial.held_share import with_share
        from workflows.versions import telling
        from workflows.versions.publishable import register
        from workflows.what_is_proved import LISTED

        prove_all(LISTED)
        reckon_in(zone)
        for table in ("caseevent", "snapshot", "figurelist", "openperiod", "openblock"):
            triggers.protect(f"workflows_{table}")
        catalogue.register(*FACTS)
        catalogue.register_source(catalogue.FIELD, fields_asked)
        catalogue.kinds_are_found_by(kinds_worked_by)
        register(CALENDARS, with_examples(PROCESSES), TABLES, LADDERS, LIMITS, KINDS, WORDINGS, ORDER, CATEGORIES)
        register(MEASURES, RETENTION, with_share(DANGER_WORDS))
        load()
        measures_are_named_by(asking_for)
        figures_are_kept_by(outdate)
        naming.numbers_are_needed_by(tells_number)
        accused.prove_with(prove_parties)
        delegating.tell_with(to_deputies.ask_for_letters)
        two_people.tell_with(to_holders.ask_for_letters)
        telling.tell_with(to_owners.ask_for_letters)
        jobs.tell_with(to_askers.ask_for_letter)
        forget = (report_copies.forget_erased, devices.forget_erased, short_links.forget_erased)
        wiping.forget_with(calls.forget_erased, own_data.forget_erased, case_copies.forget_erased, *forget)
        wiping.let_go_with(case_copies.let_go_of_copies, suggestions.forget_sealed, *forget)
        post_migrate.connect(index_words, sender=self)


def index_words(*, using: str, **_: object) -> None:
    """After a migration, which on SQLite may have lost the triggers by which the index of words follows its rows."""
    from workflows.search import indexes

    indexes.make(connections[using])
