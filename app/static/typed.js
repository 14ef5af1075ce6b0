/* What was typed stays in this browser until the server acknowledged it: without a connection, or behind a link.

   What drafts.js brought to the server (data-kept) needs no place here.

   It is kept by person and page, for a day at most; who signs out, or somebody else who signs in, leaves nothing of it.
   A page that comes by a redirect acknowledges what was sent; one that answers a form itself (data-posted) does not. */
"use strict";

(() => {
  const NAME = "typed:";
  const DAY = 24 * 60 * 60 * 1000;
  const TEXTS = "textarea, input[type=text], input[type=email], input[type=url]";
  const UNKEPT = ["submit", "button", "file", "password"];
  const main = document.querySelector("main");
  const person = main && main.dataset.person;
  const here = location.href.split("#")[0];
  const sentNow = new Set();
  let page = here;
  let isSigningOut = false;

  /* ---- Forms ---- */

  const fieldsOf = (form) => [...form.elements].filter((field) => field.name && field.name !== "csrf_token" && !UNKEPT.includes(field.type));
  const textsOf = (form) => fieldsOf(form).filter((field) => field.matches(TEXTS));
  const forms = () => [...main.querySelectorAll("form[method=post]")].filter((form) => textsOf(form).length);
  const isTyped = (form) => textsOf(form).some((field) => field.value !== field.defaultValue);
  const isChosen = (field) => field.type === "radio" || field.type === "checkbox";

  const pathOf = (form) => new URL(form.getAttribute("action") || "", here).pathname;

  /* By its address, its texts, and the question that a meeting is at: a page can look otherwise the next time. */
  const nameOf = (form) => [pathOf(form), ...fieldsOf(form).filter((field) => field.name === "item").map((field) => field.value),
    ...textsOf(form).map((field) => field.name)].join(" ");

  /* All of it, so that a save knows which version was on the page. */
  const pairsOf = (form) => fieldsOf(form).filter((field) => !isChosen(field) || field.checked).map((field) => [field.name, field.value]);

  const fill = (form, pairs) => {
    const left = [...pairs];
    for (const field of fieldsOf(form)) {
      const at = left.findIndex(([name, value]) => name === field.name && (!isChosen(field) || value === field.value));
      if (isChosen(field)) field.checked = at >= 0;
      else if (at >= 0) field.value = left[at][1];
      if (at >= 0) left.splice(at, 1);
    }
  };

  /* ---- What is kept: by page from where it was sent, when, and its forms, each with its fields ---- */

  const read = (name) => JSON.parse(localStorage.getItem(name)) || {};

  const change = (name, how) => {
    const pages = read(name);
    how(pages);
    for (const [address, kept] of Object.entries(pages)) {
      if (!Object.keys(kept.forms).length || Date.now() - kept.at > DAY) delete pages[address];
    }
    if (Object.keys(pages).length) localStorage.setItem(name, JSON.stringify(pages));
    else localStorage.removeItem(name);
  };

  const keep = (form, isSent) => change(NAME + person, (pages) => {
    const known = pages[page] || { forms: {} };
    known.forms[nameOf(form)] = { pairs: pairsOf(form), isSent };
    pages[page] = { ...known, from: here, at: Date.now() };
  });

  const drop = (form) => change(NAME + person, (pages) => {
    if (pages[page]) delete pages[page].forms[nameOf(form)];
  });

  const keptNames = () => Object.keys(localStorage).filter((name) => name.startsWith(NAME));

  /* ---- A page came: what was sent from the page before it arrived, or must be sent again ---- */

  const arrive = (pages) => {
    const isReturn = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
    for (const [address, kept] of Object.entries(pages)) {
      for (const [name, form] of Object.entries(kept.forms)) {
        if (!form.isSent || isReturn || kept.from !== document.referrer) continue;
        if ("posted" in main.dataset) page = address;
        else delete kept.forms[name];
      }
    }
    for (const form of Object.values(pages[page]?.forms || {})) form.isSent = false;
  };

  const button = (label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "nl-button nl-button--secondary";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  };

  const offer = (form, pairs) => {
    const box = document.createElement("div");
    const line = document.createElement("p");
    const ways = document.createElement("p");
    box.className = "utrecht-alert utrecht-alert--warning alert";
    box.setAttribute("role", "status");
    line.textContent = "Je typte hier iets dat niet is opgeslagen.";
    const back = () => {
      fill(form, pairs);
      form.dispatchEvent(new Event("input"));
      form.querySelectorAll("details").forEach((fold) => { fold.open = true; });
      box.remove();
      textsOf(form)[0].focus();
    };
    const away = () => {
      drop(form);
      box.remove();
      main.focus();
    };
    ways.className = "actions";
    ways.append(button("Zet het terug", back), button("Gooi het weg", away));
    box.append(line, ways);
    form.prepend(box);
  };

  const offerAll = () => {
    for (const form of forms()) {
      const kept = read(NAME + person)[page]?.forms[nameOf(form)];
      if (!kept) continue;
      const texts = new Set(textsOf(form).map((field) => field.name));
      const typed = kept.pairs.filter(([name]) => texts.has(name)).map(([, value]) => value);
      if (typed.join("\n") !== textsOf(form).map((field) => field.value).join("\n")) offer(form, kept.pairs);
      else if (!("posted" in main.dataset || isTyped(form))) drop(form);
    }
  };

  /* ---- Leaving ---- */

  const send = (event) => {
    const form = event.target;
    isSigningOut = pathOf(form).endsWith("uitloggen");
    if (isSigningOut) keptNames().forEach((name) => localStorage.removeItem(name));
    else if (person && forms().includes(form) && (isTyped(form) || "posted" in main.dataset)) {
      sentNow.add(form);
      keep(form, true);
    }
  };

  const leave = () => {
    if (person && !isSigningOut) forms().filter((form) => isTyped(form) && !sentNow.has(form) && !("kept" in form.dataset)).forEach((form) => keep(form, false));
  };

  /* No room, or not allowed: then it is as without this file. */
  const trying = (act) => (event) => {
    try {
      act(event);
    } catch {
      sentNow.clear();
    }
  };

  const come = () => {
    sentNow.clear();
    keptNames().forEach((name) => change(name, arrive));
    if (!person) return;
    keptNames().filter((name) => name !== NAME + person).forEach((name) => localStorage.removeItem(name));
    offerAll();
  };

  if (!main) return;
  trying(come)();
  document.addEventListener("submit", trying(send));
  addEventListener("pagehide", trying(leave));
  /* A page that the browser had kept as it was. */
  addEventListener("pageshow", (event) => event.persisted && sentNow.clear());
})();
