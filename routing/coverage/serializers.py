"""The answers of /api/v1/coverage/ as OpenAPI describes them."""

from rest_framework import serializers

from routing.coverage.figures import PER


def _number(help_text: str = "") -> serializers.FloatField:
    return serializers.FloatField(allow_null=True, help_text=help_text)


class ShareSerializer(serializers.Serializer):
    minutes = serializers.IntegerField()
    central = _number("part de la population, de 0 à 1")
    low = _number("sites au public confirmé, haut de l'estimation")
    high = _number("tous les sites, bas de l'estimation")


class ZoneSerializer(serializers.Serializer):
    level = serializers.ChoiceField(choices=["country", "region", "department", "commune"])
    code = serializers.CharField()
    name = serializers.CharField(allow_blank=True)
    department = serializers.CharField(allow_blank=True)
    region = serializers.CharField(allow_blank=True)
    territory = serializers.CharField(allow_blank=True)


class FiguresSerializer(serializers.Serializer):
    zone = ZoneSerializer()
    people = serializers.IntegerField()
    measured = serializers.IntegerField(help_text="habitants pour qui des minutes existent")
    sites = serializers.IntegerField()
    unconfirmed_sites = serializers.IntegerField()
    mean = _number("minutes, moyenne pondérée par la population")
    median = _number("minutes")
    p90 = _number("minutes")
    second_median = _number("minutes jusqu'au deuxième site")
    confirmed_median = _number("minutes, sites au public confirmé seuls")
    median_km = _number("kilomètres à vol d'oiseau")
    shares = ShareSerializer(many=True)
    beyond = serializers.IntegerField(allow_null=True, help_text="habitants au-delà de `minutes`")
    gini = _number("inégalité de l'accessibilité (E2SFCA), de 0 à 1")
    two_step = _number(f"2SFCA, sites pour {PER} habitants")
    enhanced = _number(f"E2SFCA, sites pour {PER} habitants")
    three_step = _number(f"3SFCA, sites pour {PER} habitants")


class NamedSiteSerializer(serializers.Serializer):
    name = serializers.CharField()
    finess = serializers.CharField(allow_null=True)


class CommuneFiguresSerializer(FiguresSerializer):
    minutes_low = serializers.IntegerField(allow_null=True)
    minutes_high = serializers.IntegerField(allow_null=True)
    nearest = NamedSiteSerializer(allow_null=True)
    second = NamedSiteSerializer(allow_null=True)


class CoveredSubjectSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(choices=["disease", "network", "filiere", "label"])
    code = serializers.CharField()
    name = serializers.CharField()


class CoveredSiteSerializer(serializers.Serializer):
    name = serializers.CharField()
    finess = serializers.CharField(allow_null=True)
    department = serializers.CharField()
    lon = serializers.FloatField()
    lat = serializers.FloatField()
    precision = serializers.CharField()
    audience_confirmed = serializers.BooleanField()
    centres = serializers.ListField(child=serializers.CharField())


class CoverageNoticeSerializer(serializers.Serializer):
    code = serializers.ChoiceField(
        choices=[
            "car_minutes",
            "no_known_site",
            "partial_list",
            "unconfirmed_audience",
            "unplaced_centres",
            "no_site_in_territory",
        ]
    )
    text = serializers.CharField()


class CoverageSerializer(serializers.Serializer):
    subject = CoveredSubjectSerializer()
    audience = serializers.ChoiceField(choices=["child", "adult"], allow_null=True)
    minutes = serializers.IntegerField()
    known = serializers.IntegerField()
    announced = serializers.IntegerField(allow_null=True)
    completeness = serializers.ChoiceField(
        choices=["complete", "reference_sites_complete", "partial"]
    )
    sites = CoveredSiteSerializer(many=True)
    sites_without_position = serializers.IntegerField()
    notices = CoverageNoticeSerializer(many=True)
    data_version = serializers.CharField()
    whole = FiguresSerializer()
    results = FiguresSerializer(many=True)


class CommuneCoverageSerializer(CoverageSerializer):
    """The same, one line a commune with its nearest sites."""

    results = CommuneFiguresSerializer(many=True)
