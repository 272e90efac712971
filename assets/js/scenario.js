// « Et si ? » on the map: touching a site or a hospital ticks its box in the lists, which stay the
// form. Nothing is sent before the button is pressed.

const SVG = "http://www.w3.org/2000/svg";
const RADIUS = 9; // of the target, in units of the drawing: a finger on a phone zooms in

const map = document.querySelector("[data-scenario-map] svg");
if (map) {
  document.querySelector("[data-scenario-hint]").hidden = false;
  // Sites after hospitals: where both stand, the site is on top and can be closed.
  for (const name of ["open", "close"])
    for (const box of document.querySelectorAll(`input[name=${name}][data-spots]`)) place(box);
}

function place(box) {
  const name = box.closest("label").textContent.trim();
  const marks = box.dataset.spots.split(" ").filter(Boolean).map((spot) => mark(spot, name));
  for (const circle of marks) {
    map.append(circle);
    circle.addEventListener("click", () => box.click());
  }
  const show = () => {
    for (const circle of marks) {
      circle.setAttribute("class", `scenario__mark scenario__mark--${box.name}`);
      circle.classList.toggle("scenario__mark--chosen", box.checked);
    }
  };
  box.addEventListener("change", show);
  show();
}

function mark(spot, name) {
  const [x, y] = spot.split(",");
  const circle = document.createElementNS(SVG, "circle");
  circle.setAttribute("cx", x);
  circle.setAttribute("cy", y);
  circle.setAttribute("r", RADIUS);
  const title = document.createElementNS(SVG, "title");
  title.textContent = name;
  circle.append(title);
  return circle;
}
