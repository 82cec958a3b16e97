// The name of the logo in the admin's menu, where Wagtail looks it up: the text that is seen is part of it.
if (window.django?.catalog) window.django.catalog["Dashboard"] = document.currentScript.dataset.home
