// Runs before the page is drawn: says that scripts work, and whether an answer is about to return.
(() => {
  const page = document.documentElement;
  page.classList.add("js");
  const kept = history.state && history.state.question;
  if (/\/orientation(\/fiche)?$/.test(location.pathname) && (kept || /^#v=1&/.test(location.hash))) {
    page.classList.add("restoring");
  }
})();
