"""/api/v1/diseases/{orpha}: a disease and who answers for it.

It stands on this floor because the networks do: `diseases` does not know who cares for them.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.http import Http404, HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from diseases.hierarchy import Above
from diseases.models import Disease, DiseaseCode, DiseaseName
from foundations.http import ApiView, publish_json, query_values
from foundations.provenance import Evidence
from foundations.schema import NOT_FOUND, OneOf
from structures.cards import network_card
from structures.claims import answering_claims
from structures.models import Claim, Network
from structures.serializers import ClaimedDiseaseSerializer, NetworkCardSerializer

LARGEST_ORPHA = 9_999_999


class DiseaseNameSerializer(serializers.Serializer):
    text = serializers.CharField()
    kind = OneOf(DiseaseName.Kind.choices)
    language = serializers.CharField()


class DiseaseCodeSerializer(serializers.Serializer):
    system = OneOf(DiseaseCode.System.choices)
    code = serializers.CharField()
    relation = OneOf(DiseaseCode.Relation.choices, help_text="du code à la maladie")


class FiliereSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    website = serializers.CharField(allow_blank=True)
    evidence = OneOf(Evidence.choices)


class AncestorSerializer(ClaimedDiseaseSerializer):
    level = OneOf(Disease.Level.choices)
    depth = serializers.IntegerField(help_text="marches jusqu'à cet ancêtre")


class DiseaseNetworkSerializer(NetworkCardSerializer):
    filiere = serializers.CharField()
    known = serializers.IntegerField(help_text="centres que l'annuaire connaît")
    announced = serializers.IntegerField(allow_null=True, help_text="sites annoncés par le réseau")
    match = OneOf(["exact", "ancestor"])
    claims = ClaimedDiseaseSerializer(many=True, help_text="ce que le réseau annonce ici")


class OutOfScopeSerializer(serializers.Serializer):
    reason = serializers.CharField()
    redirect = serializers.CharField()
    source = serializers.CharField(allow_blank=True)
    source_url = serializers.CharField(allow_blank=True)


class WholeDiseaseSerializer(serializers.Serializer):
    orpha = serializers.IntegerField()
    name = serializers.CharField()
    name_en = serializers.CharField(allow_blank=True)
    level = OneOf(Disease.Level.choices)
    names = DiseaseNameSerializer(many=True)
    status = OneOf(Disease.Status.choices)
    codes = DiseaseCodeSerializer(
        many=True, help_text="la même maladie ailleurs ; non vérifié exclu"
    )
    filiere = FiliereSerializer(allow_null=True)
    ancestors = AncestorSerializer(many=True, help_text="du plus proche au plus lointain")
    networks = DiseaseNetworkSerializer(many=True)
    out_of_scope = OutOfScopeSerializer(allow_null=True)


class DiseaseView(ApiView):
    """One disease: its names, its place in the nomenclature, the networks that answer for it."""

    @extend_schema(
        operation_id="diseases_retrieve",
        summary="Une maladie et les réseaux qui la prennent en charge",
        responses={200: WholeDiseaseSerializer, **NOT_FOUND},
        tags=["diseases"],
    )
    def get(self, request: Request, orpha: int) -> HttpResponse:
        query_values(request)
        if orpha > LARGEST_ORPHA:
            raise Http404
        disease = (
            Disease.objects.select_related("filiere", "out_of_scope")
            .prefetch_related(
                "names", Prefetch("codes", DiseaseCode.objects.order_by("system", "code"))
            )
            .filter(orpha=orpha)
            .first()
        )
        if disease is None:
            raise Http404
        return publish_json(request, disease_json(disease), max_age=300)


def disease_json(disease: Disease) -> dict[str, Any]:
    ancestries = list(
        disease.ancestries.select_related("ancestor").order_by("depth", "ancestor_id")
    )
    names = sorted(
        disease.names.all(), key=lambda name: (name.language != "fr", name.kind, name.text)
    )
    return {
        "orpha": disease.orpha,
        "name": disease.name,
        "name_en": disease.name_en,
        "level": disease.level,
        "names": [
            {"text": name.text, "kind": name.kind, "language": name.language} for name in names
        ],
        "status": disease.status,
        "codes": [
            {"system": code.system, "code": code.code, "relation": code.relation}
            for code in disease.codes.all()
            if code.evidence != Evidence.GENERAL_KNOWLEDGE
        ],
        "filiere": (
            {
                "code": disease.filiere.code,
                "name": disease.filiere.name,
                "website": disease.filiere.website,
                "evidence": disease.filiere_evidence,
            }
            if disease.filiere
            else None
        ),
        "ancestors": [
            {
                "orpha": ancestry.ancestor_id,
                "name": ancestry.ancestor.name,
                "level": ancestry.ancestor.level,
                "depth": ancestry.depth,
            }
            for ancestry in ancestries
        ],
        "networks": networks_json(disease, [Above.of(one) for one in ancestries]),
        "out_of_scope": out_of_scope_json(disease),
    }


def networks_json(disease: Disease, above: Sequence[Above]) -> list[dict[str, Any]]:
    """The networks that answer for the disease: those that claim it first, then by name."""
    networks = (
        Network.objects.filter(slug__in=answering_claims(disease, above))
        .annotate(
            known=Count(
                "centres",
                filter=Q(centres__merged_into=None)
                & ~Q(centres__evidence=Evidence.GENERAL_KNOWLEDGE),
                distinct=True,
            )
        )
        .prefetch_related(
            Prefetch(
                "claims",
                Claim.objects.filter(disease_id__in={disease.orpha, *(one.orpha for one in above)})
                .exclude(evidence=Evidence.GENERAL_KNOWLEDGE)
                .select_related("disease")
                .order_by("disease_id"),
                to_attr="claims_here",
            )
        )
        .order_by("name", "slug")
    )
    answers = [network_json(network, disease.orpha) for network in networks]
    return sorted(answers, key=lambda answer: answer["match"] != "exact")


def network_json(network: Any, orpha: int) -> dict[str, Any]:
    claimed = {claim.disease_id: claim.disease.name for claim in network.claims_here}
    return {
        **network_card(network),
        "filiere": network.filiere_id,
        "known": network.known,
        "announced": network.sites_announced,
        "match": "exact" if orpha in claimed else "ancestor",
        "claims": [{"orpha": code, "name": name} for code, name in claimed.items()],
    }


def out_of_scope_json(disease: Disease) -> dict[str, Any] | None:
    outside = getattr(disease, "out_of_scope", None)
    if outside is None:
        return None
    return {
        "reason": outside.reason,
        "redirect": outside.redirect,
        "source": outside.source,
        "source_url": outside.source_url,
    }
