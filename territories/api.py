"""GET /api/v1/places?q=: the places that a text may name, while it is typed."""

import json

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from foundations.http import ApiView, answer_privately, query_values
from foundations.problems import Problem
from foundations.schema import PROBLEM
from foundations.text import LONGEST_USEFUL_TEXT
from territories.suggestions import suggest
from territories.territory import Territory


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


class PlacesView(ApiView):
    """Places in order: exact, beginning, word, misspelling; a whole postcode gives them all."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """A well-formed GET goes around the framework's negotiation (a third of its time)."""
        if request.method == "GET" and set(request.GET) == {"q"}:
            first, *others = request.GET.getlist("q")
            if not others and 1 < len(first.strip()) <= LONGEST_USEFUL_TEXT:
                return self.answer(first)
        return super().dispatch(request, *args, **kwargs)

    @extend_schema(
        operation_id="places",
        summary="Lieux d'après un code postal, un code INSEE ou un nom, même incomplet",
        parameters=[
            OpenApiParameter("q", str, required=True, description="texte tapé, dès 2 caractères")
        ],
        responses={200: PlaceSuggestionsSerializer, **PROBLEM},
        tags=["places"],
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
                status_codes=["200"],
            )
        ],
    )
    def get(self, request: Request) -> HttpResponse:
        query = query_values(request, {"q"}).get("q", "")
        if not query.strip("\0 \t\r\n"):
            raise Problem(
                code="missing_parameter",
                detail="Donnez le texte à chercher dans le paramètre q.",
                errors={"q": ["Indiquez un code postal ou une commune."]},
            )
        if len(query) > LONGEST_USEFUL_TEXT:
            raise Problem(
                code="too_long",
                detail=f"Le texte cherché dépasse {LONGEST_USEFUL_TEXT} caractères.",
                errors={"q": [f"{LONGEST_USEFUL_TEXT} caractères au plus."]},
            )
        return self.answer(query)

    def answer(self, query: str) -> HttpResponse:
        """The answer, pasted together from the JSON that the database keeps."""
        found = suggest(query)
        shown = json.dumps(query, ensure_ascii=False)
        truncated = "true" if found.truncated else "false"
        body = f'{{"query": {shown}, "results": {found.as_json}, "truncated": {truncated}}}'
        return answer_privately(body.encode("utf-8", "replace"))
