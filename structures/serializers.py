"""What the directory's answers are made of, for the published schema (see structures.cards)."""

from rest_framework import serializers

from foundations.provenance import Evidence
from foundations.schema import OneOf
from structures.models import (
    Audience,
    Category,
    Label,
    Network,
    Phone,
    Service,
    ServiceArea,
    Structure,
)


class NetworkCardSerializer(serializers.Serializer):
    slug = serializers.CharField()
    name = serializers.CharField()
    coverage = OneOf(Network.Coverage.choices)


class EstablishmentCardSerializer(serializers.Serializer):
    slug = serializers.CharField()
    name = serializers.CharField()
    finess = serializers.CharField(allow_null=True)


class PhoneSerializer(serializers.Serializer):
    number = serializers.CharField(
        allow_blank=True, help_text="vide : le numéro n'est que sur la page officielle"
    )
    kind = OneOf(Phone.Kind.choices)
    hours = serializers.CharField(allow_blank=True)
    as_of = serializers.DateField(allow_null=True)
    url = serializers.CharField(allow_blank=True)


class StructureSerializer(serializers.Serializer):
    slug = serializers.CharField()
    kind = OneOf(Structure.Kind.choices)
    name = serializers.CharField()
    category = OneOf(Category.choices, allow_null=True)
    category_name = serializers.CharField(allow_null=True)
    relevance = OneOf(Service.Relevance.choices, allow_null=True)
    label = OneOf(Label.choices, allow_null=True)
    label_name = serializers.CharField(allow_null=True)
    network = NetworkCardSerializer(allow_null=True)
    filiere = serializers.CharField(allow_null=True)
    audience = OneOf(Audience.choices, allow_null=True)
    age_min = serializers.FloatField(allow_null=True)
    age_max = serializers.FloatField(allow_null=True)
    establishment = EstablishmentCardSerializer(allow_null=True)
    address = serializers.CharField(allow_blank=True)
    postal_line = serializers.CharField(allow_blank=True)
    commune = serializers.CharField(allow_null=True, help_text="code INSEE")
    commune_name = serializers.CharField(allow_null=True)
    department = serializers.CharField(allow_null=True)
    territory = serializers.CharField(allow_null=True)
    lon = serializers.FloatField(allow_null=True)
    lat = serializers.FloatField(allow_null=True)
    precision = OneOf(Structure.Precision.choices)
    distance_km = serializers.FloatField(
        allow_null=True, help_text="depuis `near` ; au kilomètre quand la position est probable"
    )
    phones = PhoneSerializer(many=True)
    page_url = serializers.CharField()
    official_url = serializers.CharField(allow_blank=True)
    evidence = OneOf(Evidence.choices)
    verified_on = serializers.DateField(allow_null=True)


class ClaimedDiseaseSerializer(serializers.Serializer):
    orpha = serializers.IntegerField()
    name = serializers.CharField()


class ServiceAreaSerializer(serializers.Serializer):
    kind = OneOf(ServiceArea.Kind.choices)
    communes = serializers.ListField(child=serializers.CharField())
    departments = serializers.ListField(child=serializers.CharField())
    territory = serializers.CharField(allow_null=True)


class ProvenanceSerializer(serializers.Serializer):
    source = serializers.CharField(allow_blank=True)
    source_url = serializers.CharField(allow_blank=True)
    licence = serializers.CharField(allow_blank=True)
    retrieved_on = serializers.DateField(allow_null=True)
    verified_on = serializers.DateField(allow_null=True)
    evidence = OneOf(Evidence.choices)
    other_sources = serializers.ListField(child=serializers.CharField())


class WholeStructureSerializer(StructureSerializer):
    note = serializers.CharField(allow_blank=True)
    appointment = serializers.CharField(
        allow_blank=True, help_text="comment prendre rendez-vous ; vide : pas encore connu"
    )
    to_bring = serializers.CharField(allow_blank=True, help_text="une chose par ligne")
    opening_hours = serializers.CharField(
        allow_blank=True,
        help_text="syntaxe d'OpenStreetMap (`Mo-Fr 09:00-17:00; PH off`) ; vide : inconnues",
    )
    opening_hours_as_of = serializers.DateField(allow_null=True)
    time_zone = serializers.CharField(help_text="de ces heures (IANA)")
    transport = serializers.CharField(allow_blank=True)
    wheelchair = OneOf(
        [choice for choice in Structure.Wheelchair.choices if choice[0]],
        allow_null=True,
        help_text="null : pas encore connu",
    )
    accessibility_note = serializers.CharField(allow_blank=True)
    source_name = serializers.CharField(allow_blank=True)
    access = serializers.CharField(allow_blank=True)
    paediatric_emergency = serializers.BooleanField(
        allow_null=True, help_text="une autorisation, pas un horaire d'ouverture"
    )
    label_from = serializers.DateField(allow_null=True)
    label_until = serializers.DateField(allow_null=True)
    label_order = serializers.CharField(allow_blank=True)
    label_vintage = serializers.CharField(allow_blank=True)
    label_note = serializers.CharField(allow_blank=True)
    age_note = serializers.CharField(allow_blank=True)
    diseases = ClaimedDiseaseSerializer(many=True)
    service_areas = ServiceAreaSerializer(many=True)
    provenance = ProvenanceSerializer()
    updated_at = serializers.DateTimeField()


class StructurePageSerializer(serializers.Serializer):
    count = serializers.IntegerField(help_text="structures trouvées, toutes pages confondues")
    next = serializers.CharField(
        allow_null=True, help_text="adresse de la page suivante (GET), null à la dernière"
    )
    next_cursor = serializers.CharField(allow_null=True, help_text="`cursor` de la page suivante")
    results = StructureSerializer(many=True)
