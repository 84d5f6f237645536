import { MessageList } from "./message-list";
import { SelectionBar } from "./selection-bar";

/** The keys of the three panes. Each does what a link or a button of the page does, by clicking it. */
export function startKeys(page: Document): void {
  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
    if (page.querySelector(":popover-open") !== null && event.key !== "?") return;
    if (press(page, event.key)) event.preventDefault();
  });
}

/** Whether the key means anything here. */
export function press(page: Document, key: string): boolean {
  const list = page.querySelector<MessageList>("message-list");
  switch (key) {
    case "j":
      return walk(list, 1);
    case "k":
      return walk(list, -1);
    case "o":
      list?.open();
      return list?.row != null;
    case "x":
      list?.choose();
      return list?.row != null;
    case "u":
      return leave(page);
    case "Escape":
      return page.querySelector<SelectionBar>("selection-bar")?.clear() === true || leave(page);
    case "e":
      return act(page, list, "archive");
    case "#":
    case "Delete":
      return act(page, list, "trash") || ask(page, list);
    case "!":
      return act(page, list, "junk");
    case "s":
      return act(page, list, isStarred(page, list) ? "unstar" : "star");
    case "I":
      return act(page, list, "read");
    case "U":
      return act(page, list, "unread");
    case "c":
      return click(page.querySelector(".new, .write-link"));
    case "r":
      return click(page.querySelector("#reply"));
    case "a":
      return click(page.querySelector("#reply-all") ?? page.querySelector("#reply"));
    case "f":
      return click(page.querySelector("#forward"));
    case "z":
      return click(page.querySelector("#undo"));
    case "/":
      page.querySelector<HTMLInputElement>("#q")?.focus();
      return true;
    case "?":
      return click(page.querySelector("[popovertarget=keys]"));
    default:
      return false;
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && target.type !== "checkbox")
  );
}

function walk(list: MessageList | null, step: 1 | -1): boolean {
  list?.walk(step);
  return list !== null;
}

/** Goes back to the list, and there to the row that was open. */
function leave(page: Document): boolean {
  if (page.querySelector("#message .letter") === null) return false;
  return click(page.querySelector(".bar .back"));
}

function isStarred(page: Document, list: MessageList | null): boolean {
  const chosen = page.querySelector(".row input[type=checkbox]:checked")?.closest(".row");
  return (chosen ?? list?.row)?.classList.contains("starred") === true;
}

/** Acts upon what is chosen, else upon the row that has the focus, else upon the open message. */
function act(page: Document, list: MessageList | null, name: string): boolean {
  const chosen = page.querySelector(".row input[type=checkbox]:checked") !== null;
  const row = chosen ? null : list?.row;
  const box = row?.querySelector<HTMLInputElement>("input[type=checkbox]");
  if (!chosen && !box) return click(page.querySelector(`[form=one][value=${name}]`));
  const button = page.querySelector(`.selection [form=bulk][value=${name}]`);
  if (button && box) box.checked = true;
  return click(button);
}

/** Asks before something is deleted for good, where that is offered: in Trash. */
function ask(page: Document, list: MessageList | null): boolean {
  const row = page.querySelector(".row input[type=checkbox]:checked") === null ? list?.row : null;
  const box = row?.querySelector<HTMLInputElement>("input[type=checkbox]");
  const button = page.querySelector(".selection [popovertarget=delete-bulk]");
  if (button && box) box.click();
  const chosen = page.querySelector(".row input[type=checkbox]:checked") !== null;
  return click(chosen ? button : page.querySelector("[popovertarget=delete-one]"));
}

function click(target: Element | null): boolean {
  if (target instanceof HTMLElement) target.click();
  return target !== null;
}
