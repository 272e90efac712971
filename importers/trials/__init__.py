"""Registries of clinical trials: ClinicalTrials.gov (API v2, JSON) and ECLAIRE (FHIR, JSON).

`documents` opens files, `clinical_trials_gov` and `eclaire` read them into `study.Study`,
`matching` knows our diseases and hospitals in them, `loading` brings the tables to what they say.
No name, telephone or address of an investigator is ever read.
"""
