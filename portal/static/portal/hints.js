/* Hints below the fields that have data-hints (where to ask), while somebody writes. The server gives them; they
 * keep nobody from sending, and without this script they stand on the page before the last button. */
(() => {
  "use strict";
  const PAUSE = 1200; // milliseconds without a key
  const fields = [...document.querySelectorAll("[data-hints]")];
  if (!fields.length) return;
  const form = fields[0].form;
  const shown = new Map();
  let timer, request;

  const places = new Map(fields.map((field) => {
    const place = document.createElement("div");
    place.className = "field-hints";
    place.setAttribute("aria-live", "polite");
    field.after(place);
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    });
    return [field.name, place];
  }));

  async function ask() {
    request?.abort();
    request = new AbortController();
    try {
      const response = await fetch(fields[0].dataset.hints, {
        method: "POST", body: new FormData(form), signal: request.signal,
      });
      if (response.ok) for (const [name, hints] of Object.entries(await response.json())) show(name, hints);
    } catch { /* Away or overtaken: no hints then. */ }
  }

  /* What is unchanged is not said again. */
  function show(name, hints) {
    const said = JSON.stringify(hints);
    if (shown.get(name) === said) return;
    shown.set(name, said);
    places.get(name).replaceChildren(...hints.map(line));
  }

  function line({ text, links }) {
    const paragraph = document.createElement("p");
    paragraph.append(text);
    for (const { title, address } of links) {
      const link = Object.assign(document.createElement("a"), {
        href: address, textContent: title, target: "_blank", rel: "noopener",
      });
      paragraph.append(" ", link);
    }
    return paragraph;
  }
})();
