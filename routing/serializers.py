"""The question and the answer as the schema publishes them.

They describe; nothing passes through them: a question is read by `routing.question_json`, an
answer is written by `routing.answer_json`.
"""

from typing import get_args

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from foundations.schema import GeoJSONPointSerializer, OneOf
from resources.care_pathway import PathwayMatch
from resources.models import PathwayStep
from routing.answer import Access, MatchLevel, Rung, Status
from routing.around.shelves import GROUPS
from routing.question import OLDEST, Situation
from structures.models import Audience, Label, Network, Structure
from structures.serializers import PhoneSerializer

ROUNDED = "kilomètres à vol d'oiseau ; au kilomètre quand la position est probable"


@extend_schema_field(
    {
        "oneOf": [
            {
                "type": "object",
                "properties": {"commune": {"type": "string", "description": "code INSEE"}},
                "required": ["commune"],
                "additionalProperties": False,
            },
            {
                "type": "object",
                "properties": {
                    "text": {"type": "string", "description": "code postal, nom, ou les deux"}
                },
                "required": ["text"],
                "additionalProperties": False,
            },
            {
                "type": "object",
                "properties": {
                    "lon": {"type": "number", "minimum": -180, "maximum": 180},
                    "lat": {"type": "number", "minimum": -90, "maximum": 90},
                },
                "required": ["lon", "lat"],
                "additionalProperties": False,
            },
        ]
    }
)
class PlaceAsked(serializers.JSONField):
    pass


@extend_schema_field(
    {
        "oneOf": [
            {
                "type": "object",
                "properties": {"orpha": {"type": "integer", "minimum": 1}},
                "required": ["orpha"],
                "additionalProperties": False,
            },
            {
                "type": "object",
                "properties": {"text": {"type": "string", "maxLength": 200}},
                "required": ["text"],
                "additionalProperties": False,
            },
            {"type": "null", "description": "pas de diagnostic"},
        ]
    }
)
class DiseaseAsked(serializers.JSONField):
    pass


class QuestionSerializer(serializers.Serializer):
    place = PlaceAsked()
    disease = DiseaseAsked()
    age = serializers.FloatField(
        min_value=0, max_value=OLDEST, allow_null=True, required=False, help_text="années, ou null"
    )
    situation = OneOf(get_args(Situation), required=False)


class PlaceSerializer(serializers.Serializer):
    commune = serializers.CharField(help_text="code INSEE")
    name = serializers.CharField()
    postcode = serializers.CharField(allow_null=True, help_text="celui qui a été écrit")
    postcodes = serializers.ListField(child=serializers.CharField())
    department = serializers.CharField()
    department_name = serializers.CharField()
    territory = serializers.CharField()
    population = serializers.IntegerField(allow_null=True)
    lon = serializers.FloatField(allow_null=True)
    lat = serializers.FloatField(allow_null=True)
    precision = OneOf(["town_hall", "surface_point", "address", "given", "none"])


class DiseaseCardSerializer(serializers.Serializer):
    orpha = serializers.IntegerField()
    name = serializers.CharField()
    level = serializers.CharField(allow_blank=True)
    filiere = serializers.CharField(allow_blank=True)
    matched = serializers.CharField(allow_blank=True)


class ReasonSerializer(serializers.Serializer):
    code = serializers.CharField()
    text = serializers.CharField()


class LinkSerializer(serializers.Serializer):
    text = serializers.CharField()
    url = serializers.CharField()


class InstructionSerializer(serializers.Serializer):
    title = serializers.CharField()
    text = serializers.CharField()
    links = LinkSerializer(many=True)


class TravelSerializer(serializers.Serializer):
    minutes_low = serializers.IntegerField()
    minutes_high = serializers.IntegerField()
    mode = serializers.CharField()
    method = serializers.CharField()


class NetworkInAnswerSerializer(serializers.Serializer):
    slug = serializers.CharField()
    name = serializers.CharField()
    coverage = OneOf(Network.Coverage.choices)
    known = serializers.IntegerField(help_text="centres que l'annuaire connaît")
    announced = serializers.IntegerField(allow_null=True, help_text="sites annoncés par le réseau")


class CentreInAnswerSerializer(serializers.Serializer):
    slug = serializers.CharField()
    name = serializers.CharField()
    label = OneOf(Label.choices)
    network = NetworkInAnswerSerializer()
    filiere = serializers.CharField()
    phones = PhoneSerializer(many=True)
    page_url = serializers.CharField()
    official_url = serializers.CharField(allow_blank=True)
    label_note = serializers.CharField(allow_blank=True)
    label_vintage = serializers.CharField(allow_blank=True)
    clinic_of = serializers.CharField(allow_blank=True)
    clinic_days = serializers.CharField(allow_blank=True)
    audience = OneOf(Audience.choices)
    age_min = serializers.FloatField(allow_null=True)
    age_max = serializers.FloatField(allow_null=True)
    evidence = OneOf(["sourced", "to_verify"])
    verified_on = serializers.DateField(allow_null=True)


class SiteSerializer(serializers.Serializer):
    name = serializers.CharField()
    finess = serializers.CharField(allow_null=True)
    commune = serializers.CharField(allow_null=True)
    commune_name = serializers.CharField(allow_blank=True)
    address = serializers.CharField(allow_blank=True)
    postal_line = serializers.CharField(allow_blank=True)
    department = serializers.CharField(allow_blank=True)
    territory = serializers.CharField(allow_blank=True)
    lon = serializers.FloatField(allow_null=True)
    lat = serializers.FloatField(allow_null=True)
    precision = OneOf(Structure.Precision.choices)


class MatchSerializer(serializers.Serializer):
    level = OneOf(get_args(MatchLevel))
    orpha = serializers.IntegerField(allow_null=True, help_text="le code que le réseau annonce")
    name = serializers.CharField()


class StepSerializer(serializers.Serializer):
    """A site with the roles it fills, or an instruction."""

    grade = serializers.IntegerField()
    rung = OneOf(get_args(Rung))
    roles = serializers.ListField(child=OneOf(get_args(Rung)))
    centre = CentreInAnswerSerializer(allow_null=True)
    site = SiteSerializer(allow_null=True)
    instruction = InstructionSerializer(allow_null=True)
    match = MatchSerializer(allow_null=True)
    distance_km = serializers.FloatField(allow_null=True, help_text=ROUNDED)
    travel = TravelSerializer(allow_null=True)
    access = OneOf(get_args(Access))
    reasons = ReasonSerializer(many=True)


class LaddersSerializer(serializers.Serializer):
    child = StepSerializer(many=True, required=False)
    adult = StepSerializer(many=True, required=False)


class LateralSerializer(serializers.Serializer):
    """A structure beside the ladder; an empty one says what is to be known of its kind."""

    kind = serializers.CharField(help_text="catégorie : emergency, mdph, association…")
    group = OneOf(list(GROUPS))
    title = serializers.CharField(help_text="titre du groupe")
    structure = serializers.DictField()
    distance_km = serializers.FloatField(allow_null=True, help_text=ROUNDED)
    reason = serializers.CharField()
    notice = serializers.CharField(
        allow_null=True, help_text="dit quand la liste du département n'est pas complète"
    )
    links = LinkSerializer(many=True)


class NoticeSerializer(serializers.Serializer):
    code = serializers.CharField()
    text = serializers.CharField()
    links = LinkSerializer(many=True)


class ProtocolSerializer(serializers.Serializer):
    title = serializers.CharField()
    year = serializers.IntegerField(allow_null=True)
    url = serializers.CharField(allow_blank=True)
    leads_to = OneOf(["exact", "list", "site", ""])
    to_verify = serializers.BooleanField()


class MeetingSerializer(serializers.Serializer):
    title = serializers.CharField()
    level = OneOf(["local", "national", "european"])
    cadence = serializers.CharField(allow_blank=True)
    who_may_submit = serializers.CharField(allow_blank=True)
    how = serializers.CharField(allow_blank=True)
    url = serializers.CharField(allow_blank=True)
    to_verify = serializers.BooleanField()


class EmergencyCardSerializer(serializers.Serializer):
    title = serializers.CharField()
    url = serializers.CharField(allow_blank=True)
    kind = OneOf(["professional", "dispatch", "patient"])
    to_verify = serializers.BooleanField()
    concerns = serializers.CharField(allow_blank=True, help_text="la maladie ou le groupe")


class DocumentsSerializer(serializers.Serializer):
    protocols = ProtocolSerializer(many=True)
    meetings = MeetingSerializer(many=True)
    emergency_cards = EmergencyCardSerializer(many=True)


class PathwayStepSerializer(serializers.Serializer):
    part = OneOf(list(PathwayStep.Part.values))
    title = serializers.CharField()
    text = serializers.CharField()
    url = serializers.CharField(allow_blank=True)
    source = serializers.CharField(allow_blank=True)
    source_url = serializers.CharField(allow_blank=True)
    evidence = OneOf(["sourced", "to_verify"])


class PathwaySerializer(serializers.Serializer):
    slug = serializers.CharField()
    title = serializers.CharField()
    match = OneOf(get_args(PathwayMatch))
    orpha = serializers.IntegerField(allow_null=True)
    steps = PathwayStepSerializer(many=True)


class TransitionSerializer(serializers.Serializer):
    child = StepSerializer(allow_null=True)
    adult = StepSerializer(allow_null=True)


class OrientationSerializer(serializers.Serializer):
    status = OneOf(get_args(Status))
    place = PlaceSerializer(allow_null=True)
    places = PlaceSerializer(many=True, help_text="à choisir quand status est choose_place")
    disease = DiseaseCardSerializer(allow_null=True)
    diseases = DiseaseCardSerializer(
        many=True, help_text="à choisir quand status est choose_disease"
    )
    age = serializers.FloatField(allow_null=True)
    ladder = StepSerializer(many=True)
    ladders = LaddersSerializer(help_text="rempli quand status est choose_age")
    alternatives = StepSerializer(many=True)
    lateral = LateralSerializer(many=True)
    notices = NoticeSerializer(many=True)
    documents = DocumentsSerializer(help_text="pour les professionnels : PNDS, RCP, urgences")
    pathway = PathwaySerializer(allow_null=True, help_text="l'organisation des soins, par parties")
    transition = TransitionSerializer(
        allow_null=True, help_text="les deux côtés, entre l'enfance et l'âge adulte"
    )


class StepPropertiesSerializer(StepSerializer):
    number = serializers.IntegerField(allow_null=True, help_text="rang dans l'échelle, depuis 1")


class OrientationFeatureSerializer(serializers.Serializer):
    type = OneOf(["Feature"])
    id = serializers.CharField(required=False)
    geometry = GeoJSONPointSerializer(allow_null=True)
    properties = StepPropertiesSerializer()


class OrientationCollectionSerializer(serializers.Serializer):
    """RFC 7946, with members of the answer beside."""

    type = OneOf(["FeatureCollection"])
    bbox = serializers.ListField(
        child=serializers.FloatField(), min_length=4, max_length=4, required=False
    )
    features = OrientationFeatureSerializer(many=True)
    status = OneOf(get_args(Status))
    place = PlaceSerializer(allow_null=True)
    disease = DiseaseCardSerializer(allow_null=True)
    age = serializers.FloatField(allow_null=True)
    notices = NoticeSerializer(many=True)
