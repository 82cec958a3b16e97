"""The screens of people: Wagtail's, with account forms that give nobody a right."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet


class PersonEditForm(UserEditForm):
    """An account. The roles are shown, not given: that is done, and audited, by ``permissions.access``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].disabled = True
        self.fields.pop("is_superuser", None)


class PersonCreationForm(UserCreationForm):
    """A new account, which may do nothing yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].disabled = True
        self.fields.pop("is_superuser", None)


class PeopleViewSet(UserViewSet):
    """People, without the boxes that would lift one above their roles."""

    menu_label = _("People")

    def get_form_class(self, for_update: bool = False) -> type:
        return PersonEditForm if for_update else PersonCreationForm
