// The map of an answer. It draws what the list says, from the same answer in the page, and asks the
// server for nothing but the tiles of the background. MapLibre is fetched when the map is shown.

import { watchCards } from "./map-cards.js";
import { backgroundStyle } from "./map-style.js";
import { markersOf, sitesOf } from "./map-sites.js";
import { fill } from "./words.js";

const STEPS_TO_FIT = 3;
const AROUND = 56; // pixels kept free around what is fitted
const CLOSEST = 11; // zoom: a commune and its neighbours, never a street

/** Draws the map in its section; what cannot be drawn is said there. */
export async function showMap(section) {
  if (section.classList.contains("map--shown")) return;
  section.classList.add("map--shown");
  section.querySelector("[data-show-map]").remove();
  try {
    await draw(section);
  } catch {
    fail(section);
  }
}

async function draw(section) {
  const answer = JSON.parse(document.getElementById("map-data").textContent);
  const words = section.dataset;
  await loadStyle(words.maplibreStyle);
  const library = await import(words.maplibre);
  const sites = sitesOf(answer);
  const bounds = boundsOf(library, answer, sites, Number(words.fit) || STEPS_TO_FIT);
  const map = new library.Map({
    container: section.querySelector(".map__canvas"),
    style: backgroundStyle(words, answer.place),
    bounds,
    fitBoundsOptions: { padding: AROUND, maxZoom: CLOSEST },
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxZoom: 13,
    renderWorldCopies: false,
    locale: localeOf(words),
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.on("error", () => {}); // a missing tile leaves a blank; the list is complete without it
  map.addControl(new library.NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new Recentre(words.wordRecentre, () => frame(map, bounds)), "top-right");
  keepFramed(map, bounds);
  // One tap brings a place to the middle: moving the map never needs a drag.
  map.on("click", (event) => map.easeTo({ center: event.lngLat }));
  const markers = markersOf(library, map, sites, section);
  watchCards(section, map, markers);
  map.on("moveend", () => sayFar(section, map, sites));
  map.once("load", () => {
    sayFar(section, map, sites);
    section.dataset.ready = "yes";
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    if (section.isConnected) map.setStyle(backgroundStyle(words, answer.place));
  });
}

function frame(map, bounds, options = {}) {
  map.fitBounds(bounds, { padding: AROUND, maxZoom: CLOSEST, ...options });
}

/** Until the reader moves the map, a turned phone or a resized window still shows the steps. */
function keepFramed(map, bounds) {
  let isMoved = false;
  map.on("movestart", (event) => (isMoved ||= Boolean(event.originalEvent)));
  map.on("resize", () => isMoved || frame(map, bounds, { animate: false }));
}

/** The origin and the first steps that have a place in the same territory: three, or `data-fit`. */
function boundsOf(library, answer, sites, toFit) {
  const bounds = new library.LngLatBounds();
  if (answer.place?.lon != null) bounds.extend([answer.place.lon, answer.place.lat]);
  const steps = sites.filter((site) => site.numbers.length && sameLand(site, answer.place));
  (answer.place ? steps : mostOfThem(steps))
    .slice(0, toFit)
    .forEach((site) => bounds.extend(site.position));
  if (bounds.isEmpty()) mostOfThem(sites).forEach((site) => bounds.extend(site.position));
  return bounds;
}

/** The sites of the territory that has most: France and its overseas make no readable frame. */
function mostOfThem(sites) {
  const lands = new Set(sites.map((site) => site.territory));
  const sitesByLand = [...lands].map((land) => sites.filter((site) => site.territory === land));
  return sitesByLand.reduce((most, some) => (some.length > most.length ? some : most), []);
}

const sameLand = (site, place) => !place || site.territory === place.territory;

/** What the frame does not show is said in words: steps, or every site when none is a step. */
function sayFar(section, map, sites) {
  const shown = map.getBounds();
  const steps = sites.filter((site) => site.numbers.length);
  const far = (steps.length ? steps : sites)
    .filter((site) => !shown.contains(site.position))
    .map((site) => `${steps.length ? stepWords(section, site) : site.name} (${site.town})`);
  const place = section.querySelector(".map__far");
  place.hidden = far.length === 0;
  place.textContent = far.length ? `${section.dataset.wordFar} ${far.join(", ")}.` : "";
}

export function stepWords(section, site) {
  const name = site.numbers.length > 1 ? "wordSteps" : "wordStep";
  return fill(section.dataset[name], { n: site.numbers.join(", ") });
}

function localeOf(words) {
  return {
    "Map.Title": words.wordMap,
    "NavigationControl.ZoomIn": words.wordIn,
    "NavigationControl.ZoomOut": words.wordOut,
    "Popup.Close": words.wordClose,
    "CooperativeGesturesHandler.WindowsHelpText": words.wordWheel,
    "CooperativeGesturesHandler.MacHelpText": words.wordWheelMac,
    "CooperativeGesturesHandler.MobileHelpText": words.wordFingers,
  };
}

function loadStyle(address) {
  if (document.querySelector(`link[href="${address}"]`)) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
    link.addEventListener("load", resolve);
    link.addEventListener("error", reject);
    // Before our own rules, so that ours win without fighting.
    document.head.prepend(link);
  });
}

function fail(section) {
  const message = section.querySelector(".map__message");
  message.hidden = false;
  message.textContent = section.dataset.wordFailed;
}

/** A button that brings the steps back into the frame. */
class Recentre {
  constructor(words, go) {
    this.words = words;
    this.go = go;
  }

  onAdd() {
    this.group = document.createElement("div");
    this.group.className = "maplibregl-ctrl maplibregl-ctrl-group";
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "map__recentre", title: this.words });
    button.setAttribute("aria-label", this.words);
    button.addEventListener("click", this.go);
    this.group.append(button);
    return this.group;
  }

  onRemove() {
    this.group.remove();
  }
}

