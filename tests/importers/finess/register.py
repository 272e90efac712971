"""A register after the layout of `etalab-cs1100507`, of which every answer is known.

Its establishments stand at the points of communes of data/communes/, moved a little, projected as
FINESS projects them; names, shares of the categories and dates are like the real ones. Also run by
benchmarks/hospitals.py.
"""

import csv
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from pyproj import Transformer

ROOT = Path(__file__).resolve().parents[3]
LETTERS = {"971": "9A", "972": "9B", "973": "9C", "974": "9D", "975": "9E", "976": "9F"}
PROJECTIONS = {
    "971": (5490, "UTM_N20"),
    "972": (5490, "UTM_N20"),
    "973": (2972, "UTM_N22"),
    "974": (2975, "UTM_S40"),
    "975": (4467, "UTM_N21"),
    "976": (4471, "UTM_S38"),
}
MAINLAND = (2154, "LAMBERT_93")
NEAR = 0.002
"""Degrees at most from the town hall: some 200 m, inside nearly every commune."""

TAKEN = {
    "101": ("Centre Hospitalier Régional (C.H.R.)", "CHU SITE", 200),
    "355": ("Centre Hospitalier (C.H.)", "CENTRE HOSPITALIER DE", 900),
    "365": ("Etablissement de Soins Pluridisciplinaire", "CLINIQUE", 450),
    "109": ("Etablissement de santé privé autorisé en SSR", "CENTRE DE READAPTATION DE", 700),
    "127": ("Hospitalisation à Domicile", "HAD DE", 300),
    "354": ("Service de Soins Infirmiers A Domicile (S.S.I.A.D)", "SSIAD DE", 2_100),
    "190": ("Centre Action Médico-Sociale Précoce (C.A.M.S.P.)", "CAMSP DE", 400),
    "189": ("Centre Médico-Psycho-Pédagogique (C.M.P.P.)", "CMPP DE", 450),
    "182": ("Service d'Éducation Spéciale et de Soins à Domicile", "SESSAD DE", 1_800),
    "183": ("Institut Médico-Educatif (I.M.E.)", "IME DE", 1_300),
    "255": ("Maison d'Accueil Spécialisée (M.A.S.)", "MAS DE", 750),
    "448": ("Etab.Acc.Médicalisé en tout ou partie personnes handicapées", "EAM DE", 1_000),
}
"""Label, beginning of a name, how many of 100,000."""

LEFT_ASIDE = {
    "620": ("Pharmacie d'Officine", "PHARMACIE", 21_000),
    "500": ("Etablissement d'hébergement pour personnes âgées dépendantes", "EHPAD", 7_500),
    "611": ("Laboratoire de Biologie Médicale", "LABORATOIRE", 4_300),
    "603": ("Maison de santé (L.6223-3)", "MAISON DE SANTE", 2_500),
    "460": ("Service autonomie aide et soins (SAA)", "AIDE A DOMICILE", 8_000),
}


@dataclass(frozen=True)
class Town:
    insee: str
    department: str
    full_name: str
    lon: float
    lat: float

    @property
    def name(self) -> str:
        """In the capitals without accents of the register."""
        import unicodedata

        plain = unicodedata.normalize("NFKD", self.full_name)
        bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
        return bare.upper().replace("-", " ").replace("’", " ").replace("'", " ")


@dataclass(frozen=True)
class Made:
    """An establishment of the register and where it truly stands (degrees)."""

    finess: str
    code: str
    label: str
    name: str
    town: Town
    lon: float
    lat: float
    phone: str = ""
    street: str = "3;R;DES LILAS;;"
    on: str = "2024-05-17"
    legal: str = "750000001"
    siret: str = "26010004500012"

    def written(self) -> str:
        """Its line of the first kind."""
        department = LETTERS.get(self.town.department, self.town.department)
        postal = f"{self.town.insee[:2]}000 {self.town.name}"
        return (
            f"structureet;{self.finess};{self.legal};{self.name[:38]};{self.name};;;{self.street};"
            f"{self.town.insee[-3:] if len(department) == 2 else self.town.insee[-2:]};"
            f"{department};DEPARTEMENT;{postal};{self.phone};;{self.code};{self.label};1102;"
            f"Agrégat;{self.siret};8610Z;03;ARS;1;Etablissement;1979-02-13;1979-02-13;{self.on};"
        )

    def moved_to(self, lon: float, lat: float) -> "Made":
        return replace(self, lon=lon, lat=lat)


@cache
def towns() -> list[Town]:
    with (ROOT / "data" / "communes" / "communes.csv").open(encoding="utf-8", newline="") as file:
        return [
            Town(row["insee"], row["department"], row["full_name"], *map(float, place))
            for row in csv.DictReader(file)
            if row["lon"] and (place := (row["lon"], row["lat"])) and is_in_the_register(row)
        ]


def is_in_the_register(row: dict[str, str]) -> bool:
    """Whole communes of the departments that FINESS holds."""
    code = row["department"]
    return row["kind"] == "commune" and (len(code) == 2 or code in PROJECTIONS)


def town(insee: str) -> Town:
    return next(one for one in towns() if one.insee == insee)


def made(count: int, seed: int = 20_240_517) -> list[Made]:
    """Establishments all over France, one in a hundred overseas at least, the same each time."""
    dice = random.Random(seed)
    every = {**TAKEN, **LEFT_ASIDE}
    weights = [share for *_, share in every.values()]
    codes = [*TAKEN, *dice.choices(list(every), weights, k=count)][:count]
    places = [*_one_each_projection(), *dice.choices(towns(), k=count)][:count]
    return [
        _one(number, code, *every[code][:2], place, dice)
        for number, (code, place) in enumerate(zip(codes, places, strict=True), 1)
    ]


def _one_each_projection() -> list[Town]:
    wanted = ("97105", "97209", "97302", "97411", "97502", "97608", "2A004", "75056", "01053")
    return [town(insee) for insee in wanted if any(one.insee == insee for one in towns())]


def _one(number: int, code: str, label: str, name: str, place: Town, dice: random.Random) -> Made:
    return Made(
        finess=f"{place.department[:2]}{number:07d}",
        code=code,
        label=label,
        name=f"{name} {place.name}"[:60],
        town=place,
        lon=place.lon + dice.uniform(-NEAR, NEAR),
        lat=place.lat + dice.uniform(-NEAR, NEAR),
        phone=f"4{dice.randrange(10**7, 10**8):08d}" if dice.random() < 0.9 else "",
    )


def lines(sites: Sequence[Made], newer: bool = True) -> Iterator[str]:
    """The register line by line: all establishments, then all positions.

    `newer`: the projections in the words of today, else in those of before 2023.
    """
    yield "finess;etalab;98;2024-05-20"
    for site in sites:
        yield site.written()
    yield from positions(sites, newer)


def positions(sites: Sequence[Made], newer: bool = True) -> Iterator[str]:
    groups: dict[tuple[int, str], list[Made]] = {}
    for site in sites:
        groups.setdefault(PROJECTIONS.get(site.town.department, MAINLAND), []).append(site)
    for (epsg, word), group in groups.items():
        transformer = Transformer.from_crs(4326, epsg, always_xy=True)
        xs, ys = transformer.transform(
            np.array([site.lon for site in group]), np.array([site.lat for site in group])
        )
        said = f"1,ATLASANTE,96,BAN,EPSG:{epsg} RGF93" if newer else f"1,ATLASANTE,100,IGN,{word}"
        for site, x, y in zip(group, xs.tolist(), ys.tolist(), strict=True):
            yield f"geolocalisation;{site.finess};{x:.1f};{y:.1f};{said};2024-05-18"


def write(path: Path, text: Iterable[str], encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        file.writelines(f"{line}\n" for line in text)
    return path
