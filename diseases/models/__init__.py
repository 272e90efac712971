"""Rare diseases after the ORPHA nomenclature. One module an idea: disease, naming, hierarchy…"""

from diseases.models.disease import Disease, Filiere, OutOfScope, Redirect
from diseases.models.frequency import Prevalence
from diseases.models.hierarchy import Ancestry, Classification, DiseaseEdge
from diseases.models.history import TRACKED
from diseases.models.naming import DiseaseCode, DiseaseName
from diseases.models.release import Release

__all__ = [
    "TRACKED",
    "Ancestry",
    "Classification",
    "Disease",
    "DiseaseCode",
    "DiseaseEdge",
    "DiseaseName",
    "Filiere",
    "OutOfScope",
    "Prevalence",
    "Redirect",
    "Release",
]
