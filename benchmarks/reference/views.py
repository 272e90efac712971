"""What the site is compared with: the least a view can do, one raw query, a usual serializer.

Frozen: a change here makes old and new results incomparable.
"""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer
from rest_framework_gis.serializers import GeoFeatureModelSerializer

from diseases.models import DiseaseName
from structures.models import Centre

KNN = """
SELECT slug, name, ST_Distance(point, place) AS metres
FROM structures_structure, LATERAL (SELECT %s::geography AS place) AS asked
ORDER BY point <-> %s::geography
LIMIT 10
"""


def trivial(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"status": "ok"})


def knn(request: HttpRequest) -> HttpResponse:
    """The ten nearest structures by one raw query: ?lon=2.45&lat=48.79."""
    place = f"SRID=4326;POINT({float(request.GET['lon'])} {float(request.GET['lat'])})"
    with connection.cursor() as cursor:
        cursor.execute(KNN, [place, place])
        rows = cursor.fetchall()
    return JsonResponse(
        {"results": [{"slug": slug, "name": name, "metres": m} for slug, name, m in rows]}
    )


def diseases(request: HttpRequest) -> HttpResponse:
    """Ten names that hold the text, as a project would first write it: ?q=hunt"""
    names = DiseaseName.objects.filter(text__icontains=request.GET["q"]).select_related("disease")
    return JsonResponse(
        {
            "results": [
                {"orpha": name.disease_id, "name": name.disease.name, "text": name.text}
                for name in names.order_by("text")[:10]
            ]
        }
    )


class PlainSerializer(GeoFeatureModelSerializer):
    """The properties of /api/v1/structures.geojson, as a project would first write them."""

    network_name = serializers.CharField(source="network.name")
    filiere = serializers.CharField(source="network.filiere_id")
    commune_name = serializers.CharField(source="commune.name", default=None)
    precision = serializers.CharField(source="point_precision")

    class Meta:
        model = Centre
        geo_field = "point"
        id_field = "slug"
        fields = (
            "slug",
            "kind",
            "name",
            "label",
            "network",
            "network_name",
            "filiere",
            "audience",
            "address",
            "postal_line",
            "commune",
            "commune_name",
            "department",
            "territory",
            "precision",
            "official_url",
            "evidence",
            "verified_on",
        )


def plain_geojson(request: HttpRequest) -> HttpResponse:
    """Every published centre of a network, through the serializer: ?network=…"""
    centres = (
        Centre.objects.published()
        .filter(network=request.GET["network"])
        .select_related("network", "commune")
        .order_by("slug")
    )
    content = JSONRenderer().render(PlainSerializer(centres, many=True).data)
    return HttpResponse(content, content_type="application/geo+json")
