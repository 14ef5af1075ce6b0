/* Comfort at a question: the keys 1 to 5 choose an answer once somebody turned them on, and a reason that is needed shows. */
"use strict";

(() => {
  const NAME = "keys";
  const cards = [...document.querySelectorAll(".keyed > div")];
  const fold = document.querySelector(".fold");
  const hint = document.querySelector(".keyhint");
  const toggle = hint && hint.querySelector("button");

  document.querySelector("[name=value][value=not_applicable]")?.addEventListener("change", () => {
    if (fold) fold.open = true;
  });
  document.querySelector(".why a")?.addEventListener("click", () => {
    fold.open = true;
  });

  /* A single key does nothing until the reader wants it (WCAG 2.1.4), and nothing where people type. */
  let isOn = false;
  const show = () => {
    document.documentElement.classList.toggle("keys-on", isOn);
    toggle.setAttribute("aria-pressed", String(isOn));
  };
  const stored = (act) => {
    try {
      return act(localStorage);
    } catch {
      return null; // Not allowed: then it holds for this page.
    }
  };

  if (!toggle || !cards.length) return;
  cards.forEach((card, index) => {
    card.dataset.key = String(index + 1);
  });
  hint.classList.add("works");
  isOn = stored((storage) => storage.getItem(NAME)) === "on";
  show();
  toggle.addEventListener("click", () => {
    isOn = !isOn;
    stored((storage) => storage.setItem(NAME, isOn ? "on" : "off"));
    show();
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("textarea, select, input:not([type=radio])");
    if (!isOn || isTyping || event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
    const radio = cards.find((card) => card.dataset.key === event.key)?.querySelector("input");
    if (!radio) return;
    event.preventDefault();
    radio.focus();
    radio.click();
  });
})();
