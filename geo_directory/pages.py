"""Pages that only say things: privacy, accessibility."""

from django.views.generic import TemplateView


class Privacy(TemplateView):
    template_name = "pages/privacy.html"


class Accessibility(TemplateView):
    template_name = "pages/accessibility.html"
