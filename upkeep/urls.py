from django.urls import path

from upkeep.views import conflicts, duplicates, phones, points, verification

app_name = "upkeep"
urlpatterns = [
    path("a-verifier/", verification.to_verify, name="to_verify"),
    path("a-verifier/verifie/", verification.verified_today, name="verified_today"),
    path("a-placer/", points.to_place, name="to_place"),
    path("a-placer/demander/", points.ask, name="ask"),
    path("a-placer/choisir/", points.choose, name="choose"),
    path("a-placer/commune/", points.at_commune, name="at_commune"),
    path("points-douteux/", points.doubtful, name="doubtful_points"),
    path("points-douteux/bon/", points.confirm, name="confirm_point"),
    path("telephones/", phones.to_find, name="phones"),
    path("desaccords/", conflicts.to_settle, name="conflicts"),
    path("desaccords/trancher/", conflicts.settle, name="settle"),
    path("doublons/", duplicates.to_settle, name="duplicates"),
    path("doublons/chercher/", duplicates.look_again, name="look_again"),
    path("doublons/ecarter/", duplicates.dismiss, name="dismiss"),
    path("doublons/fusionner/", duplicates.merge, name="merge"),
    path("fusions/", duplicates.merges, name="merges"),
    path("fusions/defaire/", duplicates.undo, name="undo"),
]
