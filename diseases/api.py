"""/api/v1/diseases: rare diseases by what people type."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from diseases.models import Disease
from diseases.search import DiseaseHit, search
from foundations.http import ApiView, publish_json, query_values
from foundations.schema import PROBLEM, OneOf
from foundations.text import LONGEST_USEFUL_TEXT

DEFAULT_LIMIT = 10


class SearchParameters(serializers.Serializer):
    q = serializers.CharField(
        max_length=LONGEST_USEFUL_TEXT,
        help_text="nom, autre nom, sigle, code ORPHA, CIM-10, CIM-11 ou OMIM ; accents et fautes "
        "pardonnés",
    )
    limit = serializers.IntegerField(min_value=1, max_value=50, default=DEFAULT_LIMIT)


class DiseaseHitSerializer(serializers.Serializer):
    orpha = serializers.IntegerField(help_text="code ORPHA")
    name = serializers.CharField()
    level = OneOf(Disease.Level.choices)
    filiere = serializers.CharField(allow_blank=True)
    matched = serializers.CharField(help_text="ce qui correspond : nom, sigle, code ORPHA…")
    text = serializers.CharField(help_text="le nom qui correspond")
    status = OneOf(Disease.Status.choices, help_text="ce qu'Orphanet dit du code")


class DiseaseHitsSerializer(serializers.Serializer):
    results = DiseaseHitSerializer(many=True, help_text="de la plus à la moins probable")


class DiseasesView(ApiView):
    """Diseases that a text may mean, best first."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """A well-formed GET goes around the framework's negotiation (a third of its time)."""
        if request.method == "GET" and set(request.GET) == {"q"}:
            first, *others = request.GET.getlist("q")
            if (
                not others
                and first.strip()
                and len(first) <= LONGEST_USEFUL_TEXT
                and "\0" not in first
            ):
                return self.answer(request, first, DEFAULT_LIMIT)
        return super().dispatch(request, *args, **kwargs)

    @extend_schema(
        operation_id="diseases_search",
        summary="Chercher une maladie",
        parameters=[SearchParameters],
        responses={200: DiseaseHitsSerializer, **PROBLEM},
        examples=[
            OpenApiExample(
                "Un sigle",
                value={
                    "results": [
                        {
                            "orpha": 803,
                            "name": "Sclérose latérale amyotrophique",
                            "level": "disorder",
                            "filiere": "FILSLAN",
                            "matched": "sigle",
                            "text": "SLA",
                            "status": "active",
                        }
                    ]
                },
                response_only=True,
                status_codes=["200"],
            )
        ],
        tags=["diseases"],
    )
    def get(self, request: Request) -> HttpResponse:
        reader = SearchParameters(data=query_values(request, ("q", "limit")))
        reader.is_valid(raise_exception=True)
        return self.answer(request, reader.validated_data["q"], reader.validated_data["limit"])

    @staticmethod
    def answer(request: Request | HttpRequest, text: str, limit: int) -> HttpResponse:
        hits = search(text, limit)
        return publish_json(request, {"results": [hit_json(hit) for hit in hits]}, max_age=300)


def hit_json(hit: DiseaseHit) -> dict[str, Any]:
    return {
        "orpha": hit.orpha,
        "name": hit.name,
        "level": hit.level,
        "filiere": hit.filiere,
        "matched": hit.matched,
        "text": hit.text,
        "status": hit.status,
    }
