/* A meeting that goes along by itself, keys to move, and a clock. Everything works without this file, by reloading. */
"use strict";

(() => {
  const PAUSE = 2500;
  const PATIENCE = 4;
  const CHANGED = "Er is iets veranderd. Ververs als je klaar bent.";
  const UNSAVED = "Je hebt iets ingevuld dat nog niet is opgeslagen. Sla het eerst op.";
  const UNREACHABLE = "Er is even geen verbinding. We blijven het proberen.";
  const SIGNED_OUT = "Je bent niet meer ingelogd. Ververs de pagina om opnieuw in te loggen.";
  const main = document.querySelector("main");
  const spoken = document.createElement("p");
  let failures = 0;
  let shown = 0;
  let timer = 0;

  const screen = () => main.querySelector("[data-version]");

  /* ---- What somebody is typing is never replaced ---- */

  const differs = (field) => {
    if (field.type === "hidden" || field.type === "submit") return false;
    if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
    if (field.tagName === "SELECT") {
      const options = [...field.options];
      const usual = Math.max(options.findIndex((option) => option.defaultSelected), 0);
      return field.selectedIndex !== usual;
    }
    return field.value !== field.defaultValue;
  };

  const fields = (form) => [...form.elements].filter((field) => "form" in field && field.name && field.tagName !== "BUTTON");

  const isField = (element) => element && element.matches("input, textarea, select, [contenteditable]");

  /* What the server gave back to be saved counts as typed too. */
  const hasText = () => {
    const form = document.getElementById("score");
    return Boolean(form) && (form.dataset.unsaved === "yes" || fields(form).some(differs));
  };

  const isBusy = () => hasText() || (main.contains(document.activeElement) && isField(document.activeElement));

  /* ---- Notices ---- */

  const notice = (text, again) => {
    let box = main.querySelector(".notice");
    if (!text) {
      if (box) box.remove();
      return;
    }
    if (box && box.dataset.text === text) return;
    if (box) box.remove();
    box = document.createElement("div");
    box.className = "utrecht-alert utrecht-alert--warning alert notice";
    box.dataset.text = text;
    const line = document.createElement("p");
    line.textContent = text;
    box.append(line);
    if (again) {
      const link = document.createElement("a");
      link.className = "nl-link";
      link.href = screen().dataset.meeting;
      link.textContent = "Ververs de pagina";
      const way = document.createElement("p");
      way.append(link);
      box.append(way);
    }
    /* Where somebody is typing they must see it. */
    const form = document.getElementById("score");
    (form && isBusy() ? form : main).prepend(box);
    spoken.textContent = text;
  };

  /* ---- Going along ---- */

  const focusAgain = (before) => {
    if (!before) return;
    const found = before.key && main.querySelector(`[data-key="${before.key}"]`);
    (found || main).focus({ preventScroll: true });
  };

  const replace = (page) => {
    const fresh = new DOMParser().parseFromString(page, "text/html");
    const next = fresh.querySelector("main");
    if (!next) return;
    /* With a menu or without one: that stands around the screen. */
    if (main.parentElement.className !== next.parentElement.className) {
      location.assign(screen().dataset.meeting);
      return;
    }
    const active = main.contains(document.activeElement) ? document.activeElement : null;
    const before = active && { key: active.dataset.key };
    const wasAt = main.querySelector("h1");
    main.replaceChildren(...next.childNodes);
    document.title = fresh.title;
    const isAt = main.querySelector("h1");
    begin();
    focusAgain(before);
    if (!wasAt || !isAt || wasAt.textContent !== isAt.textContent) window.scrollTo(0, 0);
    spoken.textContent = document.title.split(":")[0] + ". " + (isAt ? isAt.textContent : "");
  };

  /* Who is signed out is sent elsewhere: that is not followed. */
  const ask = (address) => fetch(address, { credentials: "same-origin", cache: "no-store", redirect: "manual" });

  const refresh = async () => {
    const response = await ask(screen().dataset.meeting);
    if (!response.ok) throw new Error("no page");
    const page = await response.text();
    /* Somebody can have begun to type while the page was on its way. */
    if (isBusy()) notice(CHANGED, true);
    else replace(page);
  };

  const look = async () => {
    const here = screen();
    if (!here) return false;
    const response = await ask(here.dataset.state);
    if (response.type === "opaqueredirect" || response.status === 403 || response.status === 404) {
      notice(SIGNED_OUT, true);
      return false;
    }
    if (!response.ok) throw new Error("no state");
    const now = await response.json();
    if (now.version === here.dataset.version) {
      if (failures) notice("");
    } else if (isBusy()) notice(CHANGED, true);
    else await refresh();
    failures = 0;
    return true;
  };

  const again = async () => {
    let goOn = true;
    try {
      goOn = await look();
    } catch {
      failures += 1;
      if (failures >= PATIENCE && screen()) notice(UNREACHABLE);
    }
    clearTimeout(timer);
    if (goOn && !document.hidden) timer = setTimeout(again, PAUSE * Math.min(1 + failures, 6));
  };

  /* A screen that nobody looks at asks nothing, and looks at once when somebody does. */
  const wake = () => {
    clearTimeout(timer);
    if (!document.hidden) again();
  };

  /* ---- The clock ---- */

  const tick = () => {
    const clock = main.querySelector("[role=timer]");
    if (!clock) return;
    const passed = Math.floor((Number(clock.dataset.seconds) + (performance.now() - shown) / 1000) / 60);
    const minutes = Number(clock.dataset.minutes);
    const text = passed < minutes ? clock.dataset.before : clock.dataset.after;
    const wanted = text.replace("{}", String(passed));
    if (clock.textContent !== wanted) clock.textContent = wanted;
  };

  /* ---- Keys ---- */

  const warn = () => {
    notice(UNSAVED);
    main.querySelector(".notice").scrollIntoView({ block: "nearest" });
  };

  const press = (event) => {
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.repeat;
    if (!plain || event.defaultPrevented || (event.key !== "ArrowLeft" && event.key !== "ArrowRight")) return;
    if (isField(event.target) || (event.target.closest && event.target.closest(".table-frame"))) return;
    const button = main.querySelector(`button[data-key="${event.key}"]`);
    if (!button) return;
    event.preventDefault();
    if (hasText()) warn();
    else button.click();
  };

  const begin = () => {
    shown = performance.now();
    main.querySelectorAll(".keys[hidden]").forEach((line) => { line.hidden = false; });
    tick();
  };

  if (!main || !screen()) return;
  spoken.className = "unseen";
  spoken.setAttribute("role", "status");
  document.body.append(spoken);
  begin();
  document.addEventListener("keydown", press);
  setInterval(tick, 1000);
  timer = setTimeout(again, PAUSE);
  document.addEventListener("visibilitychange", wake);
})();
