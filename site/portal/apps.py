"""How Django finds this floor, what it tells the floors below at start-up, and what it hangs into the admin."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.core.signals import got_request_exception, request_finished
from django.db.models.signals import post_migrate, pre_migrate


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        # Models must be there before these can be imported.
        from content.forms import encrypting, hints, preparing
        from permissions.tallies.counting import write_now_and_then
        from portal import letters
        from portal.admin_screens.entry import begin_session
        from portal.admin_screens.fence import refuse_as_nothing
        from portal.admin_screens.fresh import ask_with
        from portal.admin_screens.own_account import dates_of_the_platform
        from portal.citizen.hinting import look
        from portal.drawing import draw_letter, draw_report
        from portal.errors import note_fault
        from portal.in_hand.erased import forget_erased
        from portal.kept_pages.edition import count_changes
        from portal.operations import deploy_checks
        from portal.operations.migrating import begin_migrating, end_migrating
        from portal.queue.bell import Ring
        from portal.sign_in.again import ask_again, log_in_again
        from portal.sign_in.own_screen import forget_session
        from workflows.cases import wiping
        from workflows.notifications.addresses import addresses
        from workflows.outbox.hook import ring_with, work_with
        from workflows.reports.document import draw_with
        from workflows.saved_reports import kept

        letters.lead_from(addresses)
        addresses.draw_letter = draw_letter
        draw_with(draw_report)
        hints.look_with(look)
        wiping.forget_with(forget_erased)
        wiping.let_go_with(forget_erased)
        deploy_checks.register()
        refuse_as_nothing()
        dates_of_the_platform()
        ask_with(ask_again, log_in_again)
        user_logged_in.connect(begin_session)
        user_logged_out.connect(forget_session)
        ring_with(Ring("workflows.notifications.deliver.deliver_waiting"))
        work_with(Ring("workflows.services.doing.do_waiting"))
        kept.ring_with(Ring("workflows.saved_reports.kept.renew_wanted"))
        encrypting.ring_with(Ring("content.forms.encrypting.encrypt_waiting"))
        preparing.ring_with(Ring("content.forms.preparing.prepare_waiting"))
        pre_migrate.connect(begin_migrating, sender=self)
        post_migrate.connect(count_changes, sender=self)
        post_migrate.connect(end_migrating, sender=self)
        got_request_exception.connect(note_fault, dispatch_uid="faults")
        request_finished.connect(write_now_and_then, dispatch_uid="tallies")
        # Wagtail looks for hooks in whole apps; ours lie with the topic they belong to.
        for hooks in (
            *("desk.hooks", "identities.hooks", "erasures.hooks", "studio.hooks", "reports.hooks"),
            *("sign_in.hooks", "sheets.hooks", "letter_log.hooks", "service_log.hooks"),
            *("people_admin.hooks", "audit_screen.hooks", "who_may_what.hooks", "page_care.hooks", "suggesting.hooks"),
            *("call_centre.hooks", "notices.hooks", "reading.hooks", "saved_reports.hooks", "dashboards.hooks"),
        ):
            import_module(f"portal.{hooks}")
