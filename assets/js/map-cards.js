// A card and its marker are two faces of one thing: choosing one shows the other.

const CARDS = ".rung[data-step], .entry[data-step]";
const STILL = "(prefers-reduced-motion: reduce)";

export function watchCards(section, map, markers) {
  const cards = new Map(
    [...document.querySelectorAll(CARDS)].map((card) => [Number(card.dataset.step), card]),
  );
  const markerOf = (number) => markers.find(({ site }) => site.numbers.includes(number));

  for (const [number, card] of cards) {
    const choose = () => mark(markerOf(number), cards, markers);
    card.addEventListener("focusin", choose);
    card.addEventListener("click", (event) => {
      choose();
      if (!event.target.closest("a, button, summary")) bring(map, markerOf(number));
    });
    // Not pointerenter: the pointer may already be over the card when the map arrives.
    card.addEventListener("pointerover", choose);
  }

  for (const marker of markers) {
    // The marker's own listener opens the popup; the map must not also take this for a tap on it.
    marker.button.addEventListener("click", (event) => {
      event.stopPropagation();
      const opened = !marker.popup.isOpen();
      markers.forEach((other) => other !== marker && other.popup.remove());
      marker.marker.togglePopup();
      mark(opened ? marker : null, cards, markers);
      if (!opened) return;
      show(cards.get(marker.site.numbers[0]));
      // By keyboard the focus follows; a pointer stays where it is.
      if (event.detail === 0) marker.popup.getElement().querySelector("a")?.focus();
    });
    marker.popup.on("close", () => marker.button.setAttribute("aria-pressed", "false"));
  }

  section.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && markers.find(({ popup }) => popup.isOpen());
    if (!open) return;
    open.popup.remove();
    open.button.focus();
  });

  section.addEventListener("click", (event) => {
    const link = event.target.closest("[data-go-to-step]");
    if (!link) return;
    event.preventDefault();
    const card = cards.get(Number(link.dataset.goToStep));
    mark(markerOf(Number(link.dataset.goToStep)), cards, markers);
    card.scrollIntoView({ block: "start", behavior: behaviour() });
    card.querySelector("h2, h3").focus({ preventScroll: true });
  });
}

function mark(chosen, cards, markers) {
  for (const marker of markers) {
    const isChosen = marker === chosen;
    marker.button.setAttribute("aria-pressed", String(isChosen));
    marker.button.classList.toggle("marker--chosen", isChosen);
    for (const number of marker.site.numbers) {
      cards.get(number)?.querySelector(".step, .entry__card").classList.toggle("step--chosen", isChosen);
    }
  }
}

function bring(map, marker) {
  if (marker && !map.getBounds().contains(marker.site.position)) {
    map.easeTo({ center: marker.site.position });
  }
}

function show(card) {
  if (card && matchMedia("(min-width: 62em)").matches) {
    card.scrollIntoView({ block: "nearest", behavior: behaviour() });
  }
}

function behaviour() {
  return matchMedia(STILL).matches ? "auto" : "smooth";
}
