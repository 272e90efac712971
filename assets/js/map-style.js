// The background: our own tiles of departments and communes, in the colours of the tokens.
// No glyphs address is given: MapLibre then draws letters with the fonts of the machine.

export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** A MapLibre style; `place` (degrees, longitude first) becomes a soft disc, never a precise pin. */
export function backgroundStyle(addresses, place) {
  return {
    version: 8,
    sources: {
      departments: { type: "vector", url: absolute(addresses.departments) },
      communes: { type: "vector", url: absolute(addresses.communes) },
      origin: { type: "geojson", data: pointOf(place) },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("map-sea") } },
      area("departments", "land", "map-land"),
      ...originArea(place),
      {
        ...line("communes", "commune-edges", "map-commune-edge", 0.8),
        minzoom: 8,
      },
      line("departments", "department-edges", "map-land-edge", 1.2),
      disc("origin-soft", 30, 0.22, 0.6),
      disc("origin-core", 7, 0.85, 0),
      names("departments", "department-names", 13, 5.5, 10),
      {
        ...names("communes", "commune-names", 11, 10, 24),
        filter: ["!=", ["get", "insee"], place?.commune ?? ""],
      },
      originName(),
    ],
  };
}

function absolute(address) {
  return new URL(address, location.href).href;
}

function pointOf(place) {
  const features =
    place?.lon == null
      ? []
      : [{ type: "Feature", properties: { name: place.name }, geometry: { type: "Point", coordinates: [place.lon, place.lat] } }];
  return { type: "FeatureCollection", features };
}

function area(layer, id, name) {
  return {
    id,
    type: "fill",
    source: layer,
    "source-layer": layer,
    paint: { "fill-color": colour(name), "fill-antialias": false },
  };
}

/** The commune of the question, tinted: a place to live is an area. */
function originArea(place) {
  if (!place) return [];
  const tinted = area("communes", "origin-area", "map-origin");
  return [
    {
      ...tinted,
      minzoom: 6,
      filter: ["==", ["get", "insee"], place.commune],
      paint: { ...tinted.paint, "fill-opacity": 0.14 },
    },
  ];
}

function line(layer, id, name, width) {
  return {
    id,
    type: "line",
    source: layer,
    "source-layer": layer,
    layout: { "line-join": "round" },
    paint: { "line-color": colour(name), "line-width": width },
  };
}

function disc(id, radius, opacity, blur) {
  return {
    id,
    type: "circle",
    source: "origin",
    paint: {
      "circle-radius": radius,
      "circle-color": colour("map-origin"),
      "circle-opacity": opacity,
      "circle-blur": blur,
    },
  };
}

function names(layer, id, size, minzoom, maxzoom) {
  return {
    id,
    type: "symbol",
    source: layer,
    "source-layer": layer,
    minzoom,
    maxzoom,
    layout: { ...lettering(size), "text-max-width": 8, "text-padding": 36 },
    paint: ink("map-text"),
  };
}

function originName() {
  return {
    id: "origin-name",
    type: "symbol",
    source: "origin",
    layout: { ...lettering(14), "text-anchor": "top", "text-offset": [0, 1], "text-allow-overlap": true },
    paint: ink("ink"),
  };
}

function lettering(size) {
  return { "text-field": ["get", "name"], "text-font": ["sans-serif"], "text-size": size };
}

function ink(name) {
  return {
    "text-color": colour(name),
    "text-halo-color": colour("map-halo"),
    "text-halo-width": 1.6,
  };
}
