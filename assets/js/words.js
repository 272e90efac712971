// The sentences that scripts say, written by the server in the language of the page.

export function word(name, values = {}) {
  const text = document.getElementById("words")?.dataset[name] ?? "";
  return fill(text, values);
}

export function has(name) {
  return name in (document.getElementById("words")?.dataset ?? {});
}

export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
