// Passkeys: a button asks the browser for one, and its answer is sent with the form. Without scripts, or in a
// browser that knows none, the forms stay hidden: there is always another way. `webauthnJSON` comes with allauth.
(() => {
  "use strict";

  async function optionsOf(form) {
    if (form.dataset.passkey !== "login") {
      const given = JSON.parse(document.getElementById("passkey-options").textContent);
      return given.creation_options || given.request_options;
    }
    const response = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(`asked for options: ${response.status}`);
    return (await response.json()).request_options;
  }

  function answerTo(form, options) {
    if (form.dataset.passkey !== "create") return window.webauthnJSON.get(options);
    // One that may be used without a name: the device asks who holds it.
    const selection = options.publicKey.authenticatorSelection;
    Object.assign(selection, { residentKey: "required", requireResidentKey: true, userVerification: "required" });
    return window.webauthnJSON.create(options);
  }

  async function ask(form) {
    const error = form.querySelector("[data-passkey-error]");
    error.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await answerTo(form, await optionsOf(form)));
      form.submit();
    } catch {
      error.hidden = false;
    }
  }

  if (!window.PublicKeyCredential) return;
  for (const form of document.querySelectorAll("[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(form);
    });
  }
})();
