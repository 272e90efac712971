from django.urls import path

from observatory import comparing, covering, home, method, scenario
from observatory.siting import pages as siting

urlpatterns = [
    path("", home.observatory, name="observatory"),
    path("couverture/", covering.coverage, name="coverage"),
    path("couverture/tableau.<slug:extension>", covering.table_file, name="coverage_file"),
    path("couverture/carte.<slug:extension>", covering.map_file, name="coverage_map"),
    path("couverture/<str:department>/", covering.department, name="coverage_department"),
    path(
        "couverture/<str:department>/tableau.<slug:extension>",
        covering.department_file,
        name="coverage_department_file",
    ),
    path(
        "couverture/<str:department>/carte.<slug:extension>",
        covering.department_map,
        name="coverage_department_map",
    ),
    path("comparer/", comparing.compare, name="compare"),
    path("et-si/", scenario.scenario, name="scenario"),
    path("implantation/", siting.siting, name="siting"),
    path("implantation/<uuid:key>/", siting.siting_run, name="siting_run"),
    path("methode/", method.sheet, name="method"),
]
