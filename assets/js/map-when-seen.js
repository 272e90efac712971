// The map's code is fetched when the map comes into view, or when its button is pressed.

export const NARROW = "(max-width: 37.5em)"; // as in map.css: the map waits for its button

export function mountMap() {
  const map = document.querySelector(".map");
  if (!map || matchMedia(NARROW).matches) return;
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    showMap(map);
  });
  seen.observe(map);
}

export function pressedForMap(map) {
  showMap(map);
  map.focus({ preventScroll: true });
}

async function showMap(map) {
  const module = await import(map.dataset.map);
  await module.showMap(map);
}
