"""The tables of diseases whose former states are kept."""

from diseases.models.disease import Disease, Filiere, OutOfScope
from diseases.models.frequency import Prevalence
from diseases.models.naming import DiseaseCode, DiseaseName
from foundations.history import track

TRACKED = track("diseases", Disease, DiseaseCode, DiseaseName, Filiere, OutOfScope, Prevalence)
