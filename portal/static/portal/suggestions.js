/* Suggestions below a field (data-suggestions: where to ask), as a combobox with a listbox (ARIA Authoring Practices).
 * The server makes the list; without this script the field is that of a plain form. */
(() => {
  "use strict";
  const input = document.querySelector("[data-suggestions]");
  if (!input) return;

  const FEWEST_LETTERS = Number(input.dataset.suggestionsFewest ?? 2);
  const PAUSE = navigator.connection?.saveData ? 500 : 150; // milliseconds without a key
  const KEPT = 50; // lists of texts typed before

  const popup = document.createElement("div");
  popup.className = "suggestion-list";
  popup.hidden = true;
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  input.parentElement.append(popup, status);

  const lists = new Map();
  let timer, request, options = [], current = -1;

  for (const [name, value] of Object.entries({
    role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-haspopup": "listbox",
  })) input.setAttribute(name, value);

  // The style sheet of the list comes when somebody is about to type, not with the page.
  input.addEventListener("focus", () => {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = input.dataset.suggestionsStyle;
    document.head.append(style);
  }, { once: true });

  input.addEventListener("input", () => {
    clearTimeout(timer);
    request?.abort();
    if (typed().length < FEWEST_LETTERS) close();
    else timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("blur", () => { clearTimeout(timer); request?.abort(); close(); });
  input.addEventListener("keydown", (event) => {
    if (!event.isComposing && keys[event.key]?.(event)) event.preventDefault();
  });
  popup.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  popup.addEventListener("click", (event) => go(event.target.closest("[role=option]")));

  // What each key does; true where the field shall do nothing itself.
  const keys = {
    ArrowDown: (event) => (event.altKey || popup.hidden ? ask() : move(current + 1), true),
    ArrowUp: (event) => (event.altKey ? close() : move(current < 0 ? options.length - 1 : current - 1), true),
    Escape: () => !popup.hidden && (close(), true),
    Enter: () => go(options[current]),
    Home: () => move(-1) && false,
    End: () => move(-1) && false,
  };

  const typed = () => input.value.trim();

  // A search field asks with the filters around it; any other tells nothing but itself.
  const asked = () => (input.type === "search" ? new FormData(input.form) : { [input.name]: typed() });

  async function ask() {
    if (typed().length < FEWEST_LETTERS) return;
    const address = `${input.dataset.suggestions}?${new URLSearchParams(asked())}`;
    request?.abort();
    request = new AbortController();
    try {
      if (!lists.has(address)) {
        const response = await fetch(address, { signal: request.signal, credentials: "omit" });
        if (!response.ok) return close();
        if (lists.size >= KEPT) lists.clear();
        lists.set(address, await response.text());
      }
      if (document.activeElement === input) show(lists.get(address));
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  function show(html) {
    popup.innerHTML = html;
    options = [...popup.querySelectorAll("[role=option]")];
    status.textContent = popup.firstElementChild.dataset.status;
    input.setAttribute("aria-controls", popup.firstElementChild.id);
    popup.hidden = !options.length;
    input.setAttribute("aria-expanded", String(!popup.hidden));
    move(-1);
  }

  function close() {
    popup.hidden = true;
    status.textContent = "";
    input.setAttribute("aria-expanded", "false");
    move(-1);
  }

  /* The option at this position is the current one; beyond the ends it is the field itself. */
  function move(position) {
    options[current]?.setAttribute("aria-selected", "false");
    current = position < options.length && !popup.hidden ? position : -1;
    const option = options[current];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function go(option) {
    if (option?.dataset.url) location.assign(option.dataset.url);
    else if (option) {
      input.value = option.dataset.value;
      close();
    }
    return Boolean(option);
  }
})();
