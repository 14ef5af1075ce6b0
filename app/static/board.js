/* Dragging as comfort: a drop sends the form of the item, which its buttons send too. Everything works without it.

   [data-sortable] holds items. An item has data-item (its id) and a form[data-move] for where it goes. That gets
   `before` or `after` with the id of the new neighbour, and `state` when it came in another [data-list]. Items without
   such a form just change places: the form around them is sent later, with its fields in that order. */
"use strict";

(() => {
  let dragged = null;
  let from = null;

  const listOf = (element) => element.closest("[data-list]") || element.closest("[data-sortable]");
  const itemsIn = (list) => [...list.querySelectorAll("[data-item]")];
  const beside = (item, way) => {
    const next = item[way];
    return next && next.dataset.item ? next.dataset.item : "";
  };

  /* The item before which something comes that is dropped here; nothing at the end. */
  const nextAt = (list, x, y) => itemsIn(list).find((item) => {
    if (item === dragged) return false;
    const box = item.getBoundingClientRect();
    const sameRow = y < box.bottom && y >= box.top;
    const isBeside = box.width < list.getBoundingClientRect().width * 0.6;
    return isBeside && sameRow ? x < box.left + box.width / 2 : y < box.top + box.height / 2;
  });

  const putBack = () => {
    if (from) from.parent.insertBefore(dragged, from.next);
  };

  const say = (form, name, value) => {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  };

  const send = () => {
    const form = dragged.querySelector("form[data-move]");
    if (!form) return;
    const list = listOf(dragged);
    const next = beside(dragged, "nextElementSibling");
    const last = beside(dragged, "previousElementSibling");
    if (list !== from.list) say(form, "state", list.dataset.list);
    if (next) say(form, "before", next);
    else if (last) say(form, "after", last);
    form.requestSubmit();
  };

  const begin = (event) => {
    const item = event.target.closest && event.target.closest("[data-item]");
    if (!item || !item.draggable) return;
    dragged = item;
    from = { parent: item.parentElement, next: item.nextElementSibling, list: listOf(item) };
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", item.dataset.item);
    item.classList.add("dragged");
  };

  const over = (event) => {
    const list = dragged && event.target.closest && listOf(event.target);
    if (!list || list.closest("[data-sortable]") !== from.list.closest("[data-sortable]")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
    const place = list.matches("ol, ul") ? list : list.querySelector("ol, ul");
    const next = nextAt(list, event.clientX, event.clientY) || null;
    if (dragged.parentElement !== place || dragged.nextElementSibling !== next) place.insertBefore(dragged, next);
  };

  const drop = (event) => {
    if (!dragged || !(event.target.closest && listOf(event.target))) return;
    event.preventDefault();
    const isMoved = dragged.parentElement !== from.parent || dragged.nextElementSibling !== from.next;
    dragged.classList.remove("dragged");
    if (isMoved) send();
    dragged = from = null;
  };

  /* Let go outside every list, or with Escape: nothing happened. */
  const end = () => {
    if (!dragged) return;
    putBack();
    dragged.classList.remove("dragged");
    dragged = from = null;
  };

  /* In a field people select text; everywhere else they take the item. */
  const take = (event) => {
    const item = event.target.closest && event.target.closest("[data-sortable] [data-item]");
    if (item) item.draggable = !event.target.closest("input, textarea, select, button, label");
  };

  document.querySelectorAll("[data-sortable] [data-item]").forEach((item) => {
    item.draggable = true;
    item.querySelectorAll("a, img").forEach((inside) => { inside.draggable = false; });
  });
  document.addEventListener("pointerdown", take);
  document.addEventListener("dragstart", begin);
  document.addEventListener("dragover", over);
  document.addEventListener("drop", drop);
  document.addEventListener("dragend", end);
})();
