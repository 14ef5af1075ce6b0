/* What is typed at a question goes to the server, not saved. What does not arrive, typed.js keeps. */
"use strict";

(() => {
  const form = document.querySelector("form[data-drafts]");
  if (!form) return;
  const told = [...form.querySelectorAll("[role=status]")].pop();
  const { draft: known, csrf_token: token } = form.elements;
  const groups = [...form.querySelectorAll("[name$=seen]")].map((field) => field.name.slice(0, -4));
  const arrived = new Map();
  let busy;
  let timer;
  let isTyped = false;
  let isSent = false;
  let hasWaited = false;

  const isOf = (group, name) => name.startsWith(group) && !/^(draft|csrf_token)$/.test(name);
  const said = (group) => `${new URLSearchParams([...new FormData(form)].filter(([name]) => isOf(group, name)))}`;
  const waiting = () => groups.filter((group) => isTyped && said(group) !== arrived.get(group));
  const mark = () => {
    isTyped = waiting().length > 0;
    form.toggleAttribute("data-kept", !isTyped);
  };
  const soon = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  };

  const post = async () => {
    const sent = waiting().map((group) => [group, said(group)]);
    if (!sent.length) return;
    const version = crypto.randomUUID?.() || "";
    const rest = new URLSearchParams({ csrf_token: token.value, draft: known.value, version });
    const body = new URLSearchParams([...sent.map(([, text]) => text), rest].join("&"));
    known.value += ` ${version}`;
    let text = "Geen verbinding. We proberen het zo weer.";
    try {
      const how = { method: "POST", body, redirect: "manual", keepalive: `${body}`.length < 60000 };
      const answer = await fetch(form.dataset.drafts, how);
      const found = await answer.json().catch(() => ({ said: "Nog niet opgeslagen. Kies Opslaan om verder te gaan." }));
      text = found.said;
      if (answer.ok) {
        sent.forEach((one) => arrived.set(...one));
        known.value += ` ${found.known}`;
      }
    } catch {
      soon(9999);
    }
    if (told.textContent !== text) told.textContent = text;
    mark();
  };

  const send = () => {
    clearTimeout(timer);
    const last = Promise.resolve(busy).then(post).then(() => {
      if (busy === last) busy = null;
    });
    busy = last;
    return last;
  };

  /* Going on waits for what is on its way, a second at most. */
  const after = (event, last, act) => {
    event.preventDefault();
    Promise.race([last, new Promise((done) => setTimeout(done, 1000))]).then(act);
  };

  groups.forEach((group) => arrived.set(group, said(group)));
  form.addEventListener("input", () => {
    isTyped = true;
    mark();
    soon(1500);
  });
  /* An answer opens the next question. */
  form.addEventListener("change", ({ target }) => {
    const next = target.closest(".ask-one")?.nextElementSibling;
    if (next?.matches(".ask-one:not(:has(:checked))")) next.open = true;
  });
  form.addEventListener("reset", () => {
    isTyped = false;
  });
  form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || send());
  addEventListener("pagehide", () => isSent || post());
  addEventListener("pageshow", () => {
    isSent = hasWaited = false;
  });
  addEventListener("beforeunload", (event) => isSent || !isTyped || event.preventDefault());
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]:not([target], [href^='#'])");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !isTyped) return;
    after(event, send(), () => location.assign(link.href));
  });
  document.addEventListener("submit", (event) => {
    const { target, submitter } = event;
    clearTimeout(timer);
    const last = target === form ? busy : isTyped && send();
    isSent = target === form;
    if (!last || hasWaited) return;
    hasWaited = true;
    after(event, last, () => target.requestSubmit(submitter));
  });
})();
