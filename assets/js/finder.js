// The finder's one page: asks by POST, puts the answer in place, and lets Back, reload and tab
// restore show it again from history.state. Nothing that is asked ever stands in an address.

import { mountComboboxes } from "./combobox.js";
import { mountMap, NARROW, pressedForMap } from "./map-when-seen.js";
import { word } from "./words.js";

const PART = { "X-Part": "main", Accept: "text/html" };
const FIELDS_OF_FRAGMENT = { c: "commune", d: "orpha", a: "age", view: "view" };
const ERASED = "erased-at";
let turn = 0;

start();

function start() {
  document.addEventListener("submit", submitted);
  document.addEventListener("click", clicked);
  window.addEventListener("popstate", returned);
  window.addEventListener("hashchange", linked);
  // Paper unfolds nothing: the reasons are printed too.
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll(".step__why").forEach((fold) => (fold.open = true));
  });
  const printed = questionInPage();
  const linkedTo = questionInFragment();
  const kept = remembered("question");
  if (printed) {
    // The page came by a plain POST: from now on a reload is a GET, without a prompt.
    keep(printed);
    dress(true);
  } else if (linkedTo) {
    keep(linkedTo);
    answer(linkedTo);
  } else if (kept && onAnswerPage()) {
    answer(kept);
  } else {
    document.documentElement.classList.remove("restoring");
    dress(false);
    fillForm(remembered("draft"));
  }
}

function onAnswerPage() {
  return /\/orientation(\/fiche)?$/.test(location.pathname);
}

function answerAddress() {
  if (onAnswerPage()) return location.pathname;
  return document.querySelector("form[data-question]")?.getAttribute("action") ?? location.pathname;
}

function keep(question) {
  history.replaceState(stateOf({ question }), "", answerAddress());
}

function stateOf(what) {
  return { ...what, at: Date.now() };
}

/** What this entry of the tab's history holds, unless it was erased since (only a time is stored). */
function remembered(name) {
  const state = history.state;
  if (!state?.[name]) return null;
  if ((state.at ?? 0) > Number(sessionStorage.getItem(ERASED) ?? 0)) return state[name];
  history.replaceState(null, "");
  return null;
}

function questionInPage() {
  const block = document.getElementById("question");
  return block ? JSON.parse(block.textContent) : null;
}

/** `#v=1&c=77288&d=139402&a=52` as the fields of the form; null when it is no such link. */
function questionInFragment() {
  const given = new URLSearchParams(location.hash.slice(1));
  if (given.get("v") !== "1" || !given.get("c")) return null;
  const question = {};
  for (const [short, name] of Object.entries(FIELDS_OF_FRAGMENT)) {
    if (given.has(short)) question[name] = given.get(short);
  }
  if (!question.orpha) question.no_diagnosis = true;
  return question;
}

function questionInForm(form) {
  const question = Object.fromEntries(new FormData(form));
  if ("no_diagnosis" in question) question.no_diagnosis = true;
  return question;
}

function asForm(question) {
  const fields = new URLSearchParams();
  for (const [name, value] of Object.entries(question)) {
    if (value === true) fields.set(name, "on");
    else if (value !== false && value !== null && value !== undefined) fields.set(name, value);
  }
  return fields;
}

async function submitted(event) {
  const form = event.target;
  if (!form.matches("form[data-question]")) return;
  event.preventDefault();
  const question = questionInForm(form);
  const address = form.getAttribute("action");
  const button = form.querySelector("[type=submit]");
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  const page = await ask(address, question);
  button.removeAttribute("aria-disabled");
  if (!page) return;
  if (!onAnswerPage()) history.replaceState(stateOf({ draft: question }), "");
  history.pushState(stateOf({ question }), "", address);
  put(page);
}

/** Shows the answer to a question that the browser has kept; the address does not change. */
async function answer(question) {
  const page = await ask(answerAddress(), question);
  document.documentElement.classList.remove("restoring");
  if (page) put(page);
  else dress(false);
}

async function ask(address, question) {
  return load(address, { method: "POST", body: asForm(question), headers: PART });
}

async function load(address, options) {
  const mine = (turn += 1);
  try {
    const response = await fetch(address, { cache: "no-store", ...options });
    if (!response.ok) throw new Error(String(response.status));
    const text = await response.text();
    return mine === turn ? text : null;
  } catch {
    if (mine === turn) say(word("failed"));
    return null;
  }
}

function put(page) {
  const main = new DOMParser().parseFromString(page, "text/html").querySelector("main");
  document.title = main.dataset.title;
  document.getElementById("main").replaceWith(main);
  window.scrollTo(0, 0);
  // The server may have understood more than was typed: keep what it says it answered.
  const printed = questionInPage();
  if (printed && onAnswerPage()) history.replaceState(stateOf({ question: printed }), "");
  dress(true);
}

/** Gives the page's parts their behaviour; after an answer or an error the focus goes to it. */
function dress(moveFocus) {
  mountComboboxes(document);
  const target = document.querySelector(".errors[data-focus]") ?? document.querySelector("[data-focus]");
  if (moveFocus && target) target.focus({ preventScroll: true });
  if (matchMedia(NARROW).matches) {
    document.querySelectorAll("[data-fold-when-narrow]").forEach((fold) => (fold.open = false));
  }
  mountMap();
}

async function returned() {
  const question = remembered("question");
  if (question && onAnswerPage()) {
    answer(question);
  } else if (!location.hash) {
    const page = await load(location.pathname, { headers: PART });
    if (!page) return;
    put(page);
    fillForm(remembered("draft"));
  }
}

function linked() {
  const question = questionInFragment();
  if (!question) return;
  keep(question);
  answer(question);
}

function fillForm(draft) {
  const form = document.querySelector("form[data-question]");
  if (!draft || !form) return;
  for (const field of form.elements) {
    if (!field.name) continue;
    const value = draft[field.name];
    if (field.type === "radio") field.checked = field.value === value;
    else if (field.type === "checkbox") field.checked = Boolean(value);
    else if (value !== undefined) field.value = value;
  }
}

function clicked(event) {
  const link = event.target.closest("a, button");
  if (!link) return;
  if (link.matches("[data-clear]")) clear(link.form);
  else if (link.matches("[data-change]")) change(event, link.dataset.change);
  else if (link.matches(".errors a")) change(event, link.hash.slice(1));
  else if (link.matches("[data-copy]")) copy(link.dataset.copy);
  else if (link.matches("[data-copy-text]")) copyText(link);
  else if (link.matches("[data-show-map]")) pressedForMap(link.closest(".map"));
  else if (link.matches("[data-print]")) window.print();
  else if (link.matches("[data-language]")) changeLanguage(event, link);
  else if (link.matches("a[href^='#']")) reveal(event, document.querySelector(link.hash));
}

/** Erases the form, and what the tab's history holds of this and of earlier questions. */
function clear(form) {
  sessionStorage.setItem(ERASED, String(Date.now()));
  history.replaceState(null, "");
  if (onAnswerPage()) {
    location.replace(document.querySelector(".header__name").href);
    return;
  }
  form.querySelectorAll("input[type=text], input[type=hidden]").forEach((field) => (field.value = ""));
  form.querySelectorAll("[type=checkbox]").forEach((field) => (field.checked = false));
  form.querySelector("[type=radio]").checked = true;
  form.querySelector("input[type=text]").focus();
}

function change(event, id) {
  const field = document.getElementById(id);
  if (!field) return;
  event.preventDefault();
  const folded = field.closest("details");
  if (folded) folded.open = true;
  field.focus();
  field.select?.();
}

/** A skip link moves without writing its target in the address: that would lose the state. */
function reveal(event, target) {
  if (!target || event.defaultPrevented) return;
  event.preventDefault();
  target.scrollIntoView({ block: "start" });
  target.focus({ preventScroll: true });
}

/** The only place where a question is written into an address, after the sign that no server sees. */
async function copy(fragment) {
  const address = `${location.origin}${answerAddress()}#${fragment}`;
  const place = document.querySelector("[data-copied]");
  try {
    await navigator.clipboard.writeText(address);
    place.textContent = word("copied");
  } catch {
    const field = document.createElement("input");
    Object.assign(field, { type: "text", readOnly: true, value: address, className: "field__input" });
    field.setAttribute("aria-label", word("copyByHand"));
    place.replaceChildren(word("copyByHand"), field);
    field.select();
  }
}

/** The letter goes to the clipboard; without one, it is selected for the keyboard to copy. */
async function copyText(button) {
  const source = document.getElementById(button.dataset.copyText);
  const told = button.parentElement.querySelector("[role=status]");
  source.select();
  try {
    await navigator.clipboard.writeText(source.value);
    told.textContent = word("textCopied");
  } catch {
    told.textContent = word("textSelected");
  }
}

/** The other language shows the same answer: the question travels by POST, as always. */
function changeLanguage(event, link) {
  const question = remembered("question");
  if (!question || !onAnswerPage()) return;
  event.preventDefault();
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action: link.dataset.language, hidden: true });
  for (const [name, value] of asForm(question)) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}

function say(text) {
  let place = document.getElementById("said");
  if (!place) {
    place = document.createElement("p");
    Object.assign(place, { id: "said", className: "said" });
    place.setAttribute("role", "alert");
    document.body.append(place);
  }
  place.textContent = text;
  setTimeout(() => place.remove(), 8000);
}
