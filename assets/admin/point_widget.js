// The map beside the two inputs of a position: a click or a drag fills them, they move the marker.
// Everything it needs (layers, MapLibre) is named by data attributes; without it the inputs do all.

const FRANCE = { center: [2.5, 46.6], zoom: 4.3 };
const ZOOM_ON_POINT = 12;
const DECIMALS = 6; // about ten centimetres

const WORDS = {
  "AttributionControl.ToggleAttribution": "Afficher ou cacher les sources",
  "Map.Title": "Carte : un clic place le point, le marqueur se déplace",
  "NavigationControl.ZoomIn": "Agrandir",
  "NavigationControl.ZoomOut": "Réduire",
  "NavigationControl.ResetBearing": "Remettre le nord en haut",
  "Marker.Title": "Position",
};

function style(layers) {
  const source = (name) => ({ type: "vector", url: new URL(layers[name], location.href).href });
  const label = (id, minzoom, size) => ({
    id: `${id}-names`,
    source: id,
    "source-layer": id,
    type: "symbol",
    minzoom,
    layout: { "text-field": ["get", "name"], "text-font": ["sans-serif"], "text-size": size },
    paint: { "text-color": "#333", "text-halo-color": "#fff", "text-halo-width": 1.2 },
  });
  const outline = (id, minzoom, color, width) => ({
    id: `${id}-outline`,
    source: id,
    "source-layer": id,
    type: "line",
    minzoom,
    paint: { "line-color": color, "line-width": width },
  });
  return {
    version: 8,
    sources: { departments: source("departments"), communes: source("communes") },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": "#dbe7ee" } },
      {
        id: "land",
        source: "departments",
        "source-layer": "departments",
        type: "fill",
        paint: { "fill-color": "#fbfaf6" },
      },
      outline("communes", 9, "#c9c4b5", 0.7),
      outline("departments", 0, "#7d7a70", 1.2),
      label("communes", 10, 12),
    ],
  };
}

function degrees(input) {
  const text = input.value.trim().replace(",", ".");
  return text === "" ? NaN : Number(text);
}

function position([lon, lat]) {
  const at = [degrees(lon), degrees(lat)];
  const onEarth = Math.abs(at[0]) <= 180 && Math.abs(at[1]) <= 90;
  return onEarth ? at : null;
}

function fill([lon, lat], at) {
  const round = (value) => String(Number(value.toFixed(DECIMALS)));
  lon.value = round(at.lng);
  lat.value = round(at.lat);
}

async function show(widget) {
  const inputs = [...widget.querySelectorAll("input")];
  const container = widget.querySelector("[data-point-map]");
  const maplibre = await import(widget.dataset.maplibre);
  const start = position(inputs);
  const map = new maplibre.Map({
    container,
    style: style(JSON.parse(widget.dataset.layers)),
    locale: WORDS,
    ...(start ? { center: start, zoom: ZOOM_ON_POINT } : FRANCE),
  });
  map.addControl(new maplibre.NavigationControl({ showCompass: false }));

  const pin = document.createElement("div");
  pin.className = "point-widget-pin";
  const marker = new maplibre.Marker({ element: pin, draggable: true });
  const place = (at) => marker.setLngLat(at).addTo(map);
  if (start) place(start);

  marker.on("dragend", () => fill(inputs, marker.getLngLat()));
  map.on("click", ({ lngLat }) => {
    place(lngLat);
    fill(inputs, lngLat);
  });
  for (const input of inputs) {
    input.addEventListener("change", () => {
      const at = position(inputs);
      if (!at) return marker.remove();
      place(at);
      map.jumpTo({ center: at, zoom: Math.max(map.getZoom(), ZOOM_ON_POINT) });
    });
  }
  map.once("load", () => {
    container.dataset.ready = "true";
  });
}

function showWhenSeen(widget) {
  const container = widget.querySelector("[data-point-map]");
  container.hidden = false;
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    show(widget).catch((error) => {
      // No WebGL, or files that are not there: the inputs stay.
      container.textContent = "La carte ne peut pas s’afficher ici. Écrivez la longitude et la latitude.";
      container.dataset.failed = String(error);
    });
  });
  seen.observe(container);
}

document.querySelectorAll("[data-point-widget]").forEach(showWhenSeen);
