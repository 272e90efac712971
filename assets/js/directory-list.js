// The lists of the directory. What a person types goes by POST and stands in no address: Back, reload
// and tab restore ask again what this tab's history holds.

import { mountComboboxes } from "./combobox.js";
import { mountMap, pressedForMap } from "./map-when-seen.js";
import { word } from "./words.js";

const PART = { "X-Part": "main", Accept: "text/html" };
const ERASED = "erased-at"; // as in finder.js: only a time is stored
let turn = 0;

start();

function start() {
  document.addEventListener("submit", submitted);
  document.addEventListener("click", clicked);
  window.addEventListener("popstate", returned);
  // A page that the browser kept whole comes back as it was, erased or not.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && history.state?.list && !remembered()) returned();
  });
  const list = remembered();
  if (list) show(list, false);
  else dress(false);
}

/** The list that this entry of the tab's history holds, unless it was erased since. */
function remembered() {
  const { list, at } = history.state ?? {};
  return list && at > Number(sessionStorage.getItem(ERASED) ?? 0) ? list : null;
}

async function submitted(event) {
  const form = event.target;
  const button = event.submitter;
  if (!form.matches("form[data-list]") || form.method !== "post" || button?.name === "format") return;
  event.preventDefault();
  const fields = [...new FormData(form)];
  if (button?.name) fields.push([button.name, button.value]);
  const address = button?.hasAttribute("formaction") ? button.formAction : form.action;
  const list = { address, fields };
  if (await show(list, true)) history.pushState({ list, at: Date.now() }, "", address);
}

function returned() {
  const list = remembered();
  if (list) show(list, true);
  else if (!location.hash) load(location.href, { headers: PART }, true);
}

function show({ address, fields }, moveFocus) {
  return load(address, { method: "POST", body: new URLSearchParams(fields), headers: PART }, moveFocus);
}

/** Whether the list came and stands in the page; an older answer never covers a newer one. */
async function load(address, options, moveFocus) {
  const mine = (turn += 1);
  try {
    const response = await fetch(address, { cache: "no-store", ...options });
    if (!response.ok) throw new Error(String(response.status));
    const text = await response.text();
    if (mine !== turn) return false;
    put(text, moveFocus);
    return true;
  } catch {
    if (mine === turn) say(word("failed"));
    return false;
  }
}

function put(text, moveFocus) {
  const main = new DOMParser().parseFromString(text, "text/html").querySelector("main");
  document.title = main.dataset.title;
  document.getElementById("main").replaceWith(main);
  dress(moveFocus);
}

function dress(moveFocus) {
  mountComboboxes(document);
  mountMap();
  const target = document.querySelector(".errors[data-focus]") ?? document.querySelector("[data-focus]");
  if (!moveFocus || !target) return;
  target.scrollIntoView({ block: "start" });
  target.focus({ preventScroll: true });
}

function clicked(event) {
  const link = event.target.closest("a, button");
  if (!link) return;
  if (link.matches("[data-show-map]")) pressedForMap(link.closest(".map"));
  else if (link.matches("[data-forget]")) sessionStorage.setItem(ERASED, String(Date.now()));
  else if (link.matches("[data-go-to-step]")) return;
  else if (link.matches("a[href^='#']")) reveal(event, document.querySelector(link.hash));
}

/** A skip link moves without writing its target in the address: that would lose the state. */
function reveal(event, target) {
  if (!target || event.defaultPrevented) return;
  event.preventDefault();
  document.querySelector(".facets")?.classList.toggle("facets--open", target.matches(".facets"));
  target.scrollIntoView({ block: "start" });
  target.focus({ preventScroll: true });
}

function say(text) {
  const place = document.createElement("p");
  Object.assign(place, { className: "said", textContent: text });
  place.setAttribute("role", "alert");
  document.body.append(place);
  setTimeout(() => place.remove(), 8000);
}
