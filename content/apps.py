"""How Django finds this floor."""

from django.apps import AppConfig
from django.db.models.signals import pre_delete, pre_save
from wagtail import hooks
from wagtail.signals import page_published, page_unpublished, post_page_move, pre_page_move


class ContentConfig(AppConfig):
    name = "content"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Imported here because they need the loaded tables.
        from wagtail.models import Page, get_page_models

        from content.directory.services import services_in
        from content.forms.asked import answers_asked, forms_named, forms_naming_category
        from content.forms.beginning import begin_form
        from content.forms.erased import forget_erased
        from content.forms.page import FormPage
        from content.forms.review import gate
        from content.forms.review.services import drop_lapsed
        from content.forms.service_asked import services_are_told_by
        from content.forms.twins import keep_twins_in_step, say_what_is_untranslated
        from content.pages import scheduled
        from content.pages.editing_rights import give_editing_rights
        from content.pages.translation import keep_source_in_step
        from content.search.index import forget
        from content.search.indexing import index_page
        from content.webhooks import noting
        from permissions.access import groups
        from permissions.agencies.rights import EDIT_PAGES
        from workflows.cases import form_made, wiping
        from workflows.facts import catalogue

        catalogue.register_source(catalogue.ANSWER, answers_asked)
        catalogue.forms_are_named_by(forms_named)
        form_made.begin_with(begin_form)
        form_made.categories_are_named_by(forms_naming_category)
        services_are_told_by(services_in)
        wiping.forget_with(forget_erased)
        groups.register(EDIT_PAGES, give_editing_rights)
        for sender in (Page, FormPage):  # the clock takes pages away as mere ``Page``
            pre_save.connect(gate.check_saved, sender=sender, dispatch_uid=f"form_gate_{sender.__name__}")
        for sender in get_page_models():
            if sender is not FormPage:
                pre_save.connect(gate.check_address, sender=sender, dispatch_uid=f"form_address_{sender.__name__}")
        pre_delete.connect(gate.check_deleted, sender=FormPage, dispatch_uid="form_gate_deleted")
        pre_page_move.connect(gate.check_moved, dispatch_uid="form_gate_moved")
        scheduled.clear_with(drop_lapsed)
        page_published.connect(keep_source_in_step, dispatch_uid="keep_source_in_step")
        page_published.connect(keep_twins_in_step, sender=FormPage, dispatch_uid="keep_twins_in_step")
        page_published.connect(index_page, dispatch_uid="index_page")
        page_unpublished.connect(forget, dispatch_uid="forget_search_index")
        page_published.connect(noting.note_published, dispatch_uid="note_published")
        page_unpublished.connect(noting.note_unpublished, dispatch_uid="note_unpublished")
        post_page_move.connect(noting.note_moved, dispatch_uid="note_moved")
        hooks.register("after_publish_page", say_what_is_untranslated)
