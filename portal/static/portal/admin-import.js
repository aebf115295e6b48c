// An import goes on by itself; without this script the button does it.
document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form[data-import-continues]");
  if (form) {
    window.setTimeout(() => form.requestSubmit(), 300);
  }
});
