/* Reads a page aloud, with a Dutch voice of the device itself: voices of a service would get the text of a report. */
"use strict";

(() => {
  const BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, caption, tbody tr";
  const SILENT = "[data-silent], [aria-hidden=true], form, nav";
  const bar = document.querySelector(".aloud");
  const speech = window.speechSynthesis;
  if (!bar || !speech || !window.SpeechSynthesisUtterance) return;
  const [toggle, stop] = bar.querySelectorAll("button");
  const { begin, pause, resume } = toggle.dataset;

  /* What is heard of an element: never what has a turn of its own, and a stop where a line ends. */
  const ended = (text) => text.trim().replace(/[^.,:;!?]$/, "$&.");
  const said = (element, close = ended) => {
    if (element.dataset.said !== undefined) return element.dataset.said;
    let text = "";
    element.childNodes.forEach((node) => {
      if (node.nodeType === Node.TEXT_NODE) text += node.data;
      if (node.nodeType !== Node.ELEMENT_NODE || node.matches(`${BLOCKS}, ${SILENT}, svg`)) return;
      if (node.localName === "br") text = `${ended(text)} `;
      else if (getComputedStyle(node).display === "inline") text += said(node, close);
      else text += ` ${close(said(node, close))} `;
    });
    return text.replace(/\u00ad/g, "").replace(/\s+/g, " ");
  };
  const row = (line) => {
    const heads = line.closest("table").querySelectorAll("thead tr:last-child > *");
    const [name, ...cells] = line.cells;
    const told = cells.map((cell, at) => [said(heads[at + 1]), said(cell, String).trim()]).filter(([, text]) => text);
    return `${ended(said(name))} ${told.map(([head, text]) => `${head.trim()}: ${text}`).join(", ")}`.trim();
  };
  const words = (element) => {
    if (element.localName === "tr") return row(element);
    const text = said(element).trim();
    const list = element.parentElement;
    if (!text || list.localName !== "ol") return text;
    return `${list.start + [...list.children].indexOf(element)}: ${text}`;
  };
  /* Where it is seen; on a small screen a row is its cells, with no box around them. */
  const shown = (each) => [each, each.cells?.[0]].find((one) => one?.checkVisibility());
  const blocks = () =>
    [...document.querySelectorAll("[data-aloud]")]
      .flatMap((part) => [...part.querySelectorAll(BLOCKS)])
      .filter((each) => !each.closest(SILENT) && !each.parentElement.closest("tr"))
      .map((each) => ({ element: shown(each), text: words(each) }))
      .filter(({ element, text }) => element && text);

  let queue = [];
  let at = 0;
  let turn = 0;
  let voice = null;
  const show = (label) => {
    toggle.textContent = label;
    stop.hidden = label === begin;
    document.querySelector(".being-said")?.classList.remove("being-said");
  };
  /* Some browsers cannot go on after a pause of their own: the sentence is said again. */
  const hush = (label) => {
    turn += 1;
    speech.cancel();
    show(label);
  };
  const speak = () => {
    if (at >= queue.length) {
      queue = [];
      show(begin);
      return;
    }
    const mine = turn;
    const { element, text } = queue[at];
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = voice.lang;
    utterance.voice = voice;
    utterance.addEventListener("end", () => {
      if (mine !== turn) return;
      at += 1;
      speak();
    });
    utterance.addEventListener("error", () => {
      if (mine === turn) hush(resume);
    });
    show(pause);
    element.classList.add("being-said");
    element.scrollIntoView({ block: "nearest" });
    speech.speak(utterance);
  };

  toggle.addEventListener("click", () => {
    if (toggle.textContent === pause) {
      hush(resume);
      return;
    }
    if (toggle.textContent === begin) {
      queue = blocks();
      at = 0;
    }
    speak();
  });
  stop.addEventListener("click", () => {
    hush(begin);
    toggle.focus();
  });
  /* Else it goes on talking on the next page. */
  addEventListener("pagehide", () => hush(begin));

  const offer = () => {
    voice = speech.getVoices().find((each) => each.localService && /^nl\b/i.test(each.lang)) ?? null;
    bar.hidden = !voice;
    if (!voice) hush(begin);
  };
  speech.addEventListener?.("voiceschanged", offer);
  offer();
})();
