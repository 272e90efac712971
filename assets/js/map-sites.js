// Markers: one a site, carrying the numbers of its steps; its popup lists its centres.

import { fill } from "./words.js";

/** The sites of an answer, in the order of their first step, the others after. */
export function sitesOf(answer) {
  const sites = new Map();
  for (const feature of answer.features) {
    if (!feature.geometry) continue;
    const { number, rung, centre, site } = feature.properties;
    const [lon, lat] = feature.geometry.coordinates;
    const key = `${lon.toFixed(4)},${lat.toFixed(4)}`;
    if (!sites.has(key)) {
      sites.set(key, {
        position: [lon, lat],
        territory: site.territory,
        name: site.name,
        town: site.commune_name || site.department,
        rung,
        numbers: [],
        centres: [],
      });
    }
    const here = sites.get(key);
    if (number !== null) here.numbers.push(number);
    if (centre) here.centres.push({ name: centre.name, address: centre.page_url, number });
  }
  return [...sites.values()];
}

/** Puts the markers on the map; they come in the order of the steps, for the keyboard too. */
export function markersOf(library, map, sites, section) {
  return sites.map((site) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `marker rung--${site.rung}`;
    if (site.numbers.length) showNumbers(button, site.numbers);
    else button.classList.add("marker--other");
    button.setAttribute("aria-label", nameOf(site, section));
    button.setAttribute("aria-pressed", "false");
    const popup = new library.Popup({ offset: 20, maxWidth: "18rem", focusAfterOpen: false });
    popup.setDOMContent(contentOf(site, section));
    const marker = new library.Marker({ element: button }).setLngLat(site.position).setPopup(popup);
    marker.addTo(map);
    return { site, button, marker, popup };
  });
}

/** "1", "2·3·5"; of more than three, the first two and how many others: the popup lists them all.
 * The count is drawn by the style sheet: the text of a button stands in its accessible name. */
function showNumbers(button, numbers) {
  const shown = numbers.length <= 3 ? numbers : numbers.slice(0, 2);
  button.textContent = shown.join("·");
  if (shown.length < numbers.length) button.dataset.more = numbers.length - shown.length;
}

function nameOf(site, section) {
  const words = section.dataset;
  if (!site.numbers.length) return `${words.wordOther} : ${site.name}`;
  const name = site.numbers.length > 1 ? words.wordSteps : words.wordStep;
  return `${fill(name, { n: site.numbers.join(", ") })} : ${site.name}`;
}

function contentOf(site, section) {
  const box = document.createElement("div");
  const title = document.createElement("p");
  title.className = "popup__site";
  title.textContent = site.name;
  const list = document.createElement("ul");
  list.className = "popup__list";
  list.append(...site.centres.map((centre) => lineOf(centre, section)));
  box.append(title, list);
  return box;
}

function lineOf(centre, section) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.className = "popup__go";
  if (centre.number === null) {
    link.href = centre.address;
    link.textContent = centre.name;
  } else {
    link.href = `#step-${centre.number}`;
    link.dataset.goToStep = centre.number;
    link.textContent = `${fill(section.dataset.wordStep, { n: centre.number })} : ${centre.name}`;
  }
  item.append(link);
  return item;
}
