"""GET /api/v1/places?q=: the places that a text may name, while it is typed."""

import json

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.views import APIView

from foundations.problems import Problem, refuse_unknown_parameters
from territories.suggestions import suggest
from territories.territory import Territory

HTTP_CACHE = "private, max-age=3600"
"""In the browser that typed it; no shared cache keeps what people type."""


class PlaceSuggestionSerializer(serializers.Serializer):
    commune = serializers.CharField(help_text="code INSEE")
    name = serializers.CharField()
    postcode = serializers.CharField(
        allow_null=True, help_text="celui qui est tapé, ou le seul de la commune"
    )
    postcodes = serializers.ListField(child=serializers.CharField())
    department = serializers.CharField()
    department_name = serializers.CharField()
    territory = serializers.ChoiceField(choices=Territory.choices)
    population = serializers.IntegerField(allow_null=True)
    kind = serializers.ChoiceField(choices=["commune", "arrondissement"])
    matched = serializers.ChoiceField(
        choices=[
            "postcode",
            "insee",
            "cedex",
            "city_postcode",
            "name",
            "prefix",
            "word",
            "typo",
            "former_commune",
        ]
    )
    matched_name = serializers.CharField(
        allow_null=True, help_text="nom de l'ancienne commune ou libellé du CEDEX"
    )


class PlaceSuggestionsSerializer(serializers.Serializer):
    query = serializers.CharField()
    results = PlaceSuggestionSerializer(many=True)
    truncated = serializers.BooleanField(help_text="d'autres lieux conviennent aussi")


class PlacesView(APIView):
    """Places in order: exact, beginning, word, misspelling; a whole postcode gives them all."""

    authentication_classes = ()
    permission_classes = ()
    throttle_classes = ()

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """A well-formed GET goes around the framework's negotiation (a third of its time)."""
        if request.method == "GET" and list(request.GET) == ["q"]:
            return self.answer(request.GET["q"])
        return super().dispatch(request, *args, **kwargs)

    @extend_schema(
        operation_id="places",
        summary="Lieux d'après un code postal, un code INSEE ou un nom, même incomplet",
        parameters=[
            OpenApiParameter("q", str, required=True, description="texte tapé, dès 2 caractères")
        ],
        responses=PlaceSuggestionsSerializer,
        examples=[
            OpenApiExample(
                "Un code postal",
                value={
                    "query": "94010 CRETEIL CEDEX",
                    "results": [
                        {
                            "commune": "94028",
                            "name": "Créteil",
                            "postcode": "94000",
                            "postcodes": ["94000"],
                            "department": "94",
                            "department_name": "Val-de-Marne",
                            "territory": "metropole",
                            "population": 93397,
                            "kind": "commune",
                            "matched": "name",
                            "matched_name": None,
                        }
                    ],
                    "truncated": False,
                },
                response_only=True,
            )
        ],
    )
    def get(self, request: Request) -> HttpResponse:
        parameters = request.GET
        refuse_unknown_parameters(set(parameters), {"q"})
        if "q" not in parameters:
            raise Problem(
                code="missing_parameter",
                detail="Donnez le texte à chercher dans le paramètre q.",
                errors={"q": ["paramètre obligatoire"]},
            )
        return self.answer(parameters["q"])

    def answer(self, query: str) -> HttpResponse:
        """The answer, pasted together from the JSON that the database keeps."""
        found = suggest(query)
        body = '{"query": %s, "results": %s, "truncated": %s}' % (  # noqa: UP031 (braces of JSON)
            json.dumps(query, ensure_ascii=False),
            found.as_json,
            "true" if found.truncated else "false",
        )
        return HttpResponse(
            body, content_type="application/json", headers={"Cache-Control": HTTP_CACHE}
        )
