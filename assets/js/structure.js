// The page of a structure: its map waits for its button; paper unfolds the lists, as it does
// the reasons of an answer.

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-show-map]");
  if (button) show(button.closest(".map"));
});

window.addEventListener("beforeprint", () => {
  document.querySelectorAll(".structure .step__why").forEach((fold) => (fold.open = true));
});

async function show(map) {
  const module = await import(map.dataset.map);
  map.focus({ preventScroll: true });
  await module.showMap(map);
}
