"""Pages that only say things: privacy, accessibility, the platform."""

from django.views.generic import TemplateView


class Privacy(TemplateView):
    template_name = "pages/privacy.html"


class Accessibility(TemplateView):
    template_name = "pages/accessibility.html"


class Platform(TemplateView):
    template_name = "pages/platform.html"
