// Where the browser is, only when asked: rounded to about a kilometre before it is sent, and kept nowhere.
document.addEventListener("DOMContentLoaded", () => {
  const button = document.querySelector("[data-locate]");
  const form = document.querySelector("[data-locate-form]");
  const status = document.querySelector("[data-locate-status]");
  if (!button || !form || !status || !navigator.geolocation) {
    return;
  }
  button.hidden = false;
  status.textContent = status.dataset.privacy;
  button.addEventListener("click", () => {
    status.textContent = status.dataset.busy;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.position.value = `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`;
        form.elements.umkreis.value = document.getElementById("near-radius").value;
        form.submit();
        form.elements.position.value = "";
      },
      () => {
        status.textContent = status.dataset.failed;
      },
      { timeout: 15000, maximumAge: 600000 },
    );
  });
});
