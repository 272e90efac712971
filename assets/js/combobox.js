// An editable combobox with a listbox (ARIA Authoring Practices 1.2), laid over the field that the
// server wrote: the field keeps its name, its label and its error, and works without this file.
//
// A choice is kept beside the text it was made for (`commune` and `commune_text`): when the text
// changes, the server ignores the choice. Each field asks for itself: a place and a disease never
// stand in one request.

import { has, word } from "./words.js";

const PAUSE = 200; // milliseconds without typing before asking
const SHORTEST = 2; // characters

export function mountComboboxes(root) {
  root.querySelectorAll("[data-combobox]").forEach((box) => new Combobox(box));
}

class Combobox {
  constructor(box) {
    this.input = box.querySelector("input[type=text]");
    this.value = box.querySelector(`[name=${box.dataset.combobox}]`);
    this.text = box.querySelector(`[name=${box.dataset.combobox}_text]`);
    this.source = box.dataset.source;
    this.read = READERS[box.dataset.combobox];
    this.options = [];
    this.current = -1;
    this.asked = 0;
    this.build(box);
    this.listen();
  }

  build(box) {
    const id = `${this.input.id}-list`;
    this.popup = document.createElement("div");
    Object.assign(this.popup, { className: "combobox__popup", hidden: true });
    this.count = document.createElement("p");
    this.count.className = "combobox__count";
    this.count.setAttribute("aria-hidden", "true"); // the status says it to screen readers
    this.list = document.createElement("ul");
    Object.assign(this.list, { id, className: "combobox__list" });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", document.querySelector(`label[for=${this.input.id}]`).textContent);
    this.status = document.createElement("p");
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    this.popup.append(this.count, this.list);
    box.append(this.popup, this.status);
    this.set({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id });
  }

  set(attributes) {
    Object.entries(attributes).forEach(([name, value]) => this.input.setAttribute(name, value));
  }

  listen() {
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    // The pointer must not take the focus away before the click arrives.
    this.popup.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(Number(option.dataset.index));
    });
  }

  typed() {
    clearTimeout(this.timer);
    this.asked += 1;
    if (this.input.value !== this.text.value) {
      this.value.value = "";
      this.text.value = "";
    }
    if (this.input.value.trim().length < SHORTEST) {
      this.close();
      return;
    }
    this.timer = setTimeout(() => this.ask(this.asked), PAUSE);
  }

  async ask(turn) {
    const query = this.input.value.trim().slice(0, 200);
    let answer;
    try {
      const response = await fetch(`${this.source}?q=${encodeURIComponent(query)}`, {
        headers: { Accept: "application/json" },
      });
      answer = response.ok ? await response.json() : { results: [] };
    } catch {
      return; // suggestions are a help: the form works without them
    }
    // What arrives late, or after the reader left, must not move what is under the finger.
    if (turn !== this.asked || document.activeElement !== this.input) return;
    this.show(answer.results.map(this.read));
    this.count.textContent = this.counted(query, answer.results.length);
  }

  show(options) {
    this.options = options;
    this.current = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(...options.map((option, index) => this.draw(option, index)));
    this.open(options.length > 0);
    const count = options.length;
    this.status.textContent =
      count === 0 ? word("none") : count === 1 ? word("one") : word("several", { n: count });
  }

  /** "6 communes" for a postcode that several share: the reader sees that one must be chosen. */
  counted(query, count) {
    const isPostcode = this.value.name === "commune" && /^\d{5}$/.test(query);
    return isPostcode && count > 1 ? word("communes", { n: count }) : "";
  }

  draw(option, index) {
    const item = document.createElement("li");
    item.id = `${this.list.id}-${index}`;
    item.className = "combobox__option";
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.index = index;
    const name = document.createElement("span");
    name.textContent = option.text;
    item.append(name);
    if (option.note) {
      const note = document.createElement("span");
      note.className = "combobox__matched";
      note.textContent = option.note;
      item.append(note);
    }
    return item;
  }

  key(event) {
    if (event.isComposing) return;
    const isOpen = !this.popup.hidden;
    const last = this.options.length - 1;
    const moves = {
      ArrowDown: () => this.move(this.current >= last ? 0 : this.current + 1),
      ArrowUp: () => this.move(this.current <= 0 ? last : this.current - 1),
    };
    if (moves[event.key] && this.options.length) {
      event.preventDefault();
      this.open(true);
      moves[event.key]();
    } else if (event.key === "Enter" && isOpen && this.current >= 0) {
      event.preventDefault();
      this.choose(this.current);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      this.close();
    }
  }

  move(index) {
    this.list.children[this.current]?.setAttribute("aria-selected", "false");
    this.current = index;
    const item = this.list.children[index];
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", item.id);
  }

  choose(index) {
    const option = this.options[index];
    this.input.value = this.text.value = option.text;
    this.value.value = option.value;
    this.asked += 1;
    this.options = [];
    this.close();
    this.status.textContent = word("chosen", { text: option.text });
  }

  open(yes) {
    this.popup.hidden = !yes;
    this.input.setAttribute("aria-expanded", String(yes));
  }

  close() {
    clearTimeout(this.timer);
    this.open(false);
    this.current = -1;
    this.input.removeAttribute("aria-activedescendant");
  }
}

const READERS = {
  commune: (place) => ({
    value: place.commune,
    text: place.postcode ? `${place.name} (${place.postcode})` : place.name,
    note: [place.department_name, matchedWords(place.matched, place.matched_name)]
      .filter(Boolean)
      .join(" · "),
  }),
  orpha: (disease) => ({
    value: disease.orpha,
    text: disease.name,
    note:
      disease.text && disease.text !== disease.name
        ? `${matchedWords(disease.matched)} : ${disease.text}`
        : matchedWords(disease.matched),
  }),
};

/** What matched, in the language of the page; what the page has no word for is said as it came. */
function matchedWords(matched, name) {
  const key = `matched_${matched.toLowerCase().replace(/[^a-z0-9]+/g, "_")}`;
  return has(key) ? word(key, { name: name ?? "" }).trim() : matched;
}
