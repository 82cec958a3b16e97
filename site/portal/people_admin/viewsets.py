"""The screens of people: Wagtail's, with the account form of ours."""

from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet


class PersonEditForm(UserEditForm):
    """Nobody is made a superuser: rights come from roles alone."""

    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields - {"is_superuser"}


class PersonCreationForm(UserCreationForm):
    """Nobody is made a superuser: rights come from roles alone."""

    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields - {"is_superuser"}


class PeopleViewSet(UserViewSet):
    """People, without the box that would lift one above all rights."""

    menu_label = _("People")

    def get_form_class(self, for_update: bool = False) -> type:
        return PersonEditForm if for_update else PersonCreationForm
