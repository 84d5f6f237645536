import type { WriteSheet } from "./write-sheet";

const SCHEMES = /^(https?:\/\/[^\s/]|mailto:[^\s@]+@[^\s@])/i;

/** The address of a link as somebody typed it, made whole; nothing for what a message must not link to. */
export function linkAddress(typed: string): string | null {
  const text = typed.trim();
  if (SCHEMES.test(text)) return text;
  if (/^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^\s:/]+\.[a-z]{2,}:\d+/i.test(text)) return null;
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return `mailto:${text}`;
  return /^[^\s@/]+\.[^\s/.]{2,}(\/\S*)?$/.test(text) ? `https://${text}` : null;
}

/** The line in which the address of a link is written: for the words that are selected, or the link under the caret. */
export function startLinks(sheet: WriteSheet, editor: HTMLElement, changed: () => void): () => void {
  const bar = document.createElement("div");
  bar.className = "link-bar";
  bar.hidden = true;
  const input = document.createElement("input");
  input.type = "text";
  input.inputMode = "url";
  input.autocapitalize = "none";
  input.spellcheck = false;
  input.dir = "ltr";
  input.placeholder = "https://";
  input.ariaLabel = sheet.words("link");
  let range: Range | null = null;

  const close = (): void => {
    bar.hidden = true;
    editor.focus();
    if (range) select(range);
  };
  const set = (): void => {
    const address = linkAddress(input.value);
    if (!address) {
      sheet.hint(sheet.words("linkwrong"));
      return;
    }
    sheet.hint("");
    close();
    apply(editor, address);
    changed();
  };
  const remove = (): void => {
    close();
    const link = current(editor);
    if (link) selectAll(link);
    document.execCommand("unlink");
    changed();
  };
  bar.append(input, button(sheet.words("linkset"), set), button(sheet.words("linkoff"), remove));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      event.stopPropagation();
      set();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
  });
  // What is typed here is no part of the message.
  input.addEventListener("input", (event) => event.stopPropagation());
  return () => {
    if (!bar.isConnected) editor.before(bar);
    const selection = getSelection();
    range = selection?.rangeCount && editor.contains(selection.anchorNode) ? selection.getRangeAt(0).cloneRange() : null;
    input.value = current(editor)?.getAttribute("href") ?? "";
    bar.hidden = false;
    input.focus();
  };
}

/** The link under the caret. */
function current(editor: HTMLElement): HTMLAnchorElement | null {
  const node = getSelection()?.anchorNode;
  const element = node instanceof Element ? node : (node?.parentElement ?? null);
  const link = element?.closest("a") ?? null;
  return link && editor.contains(link) ? link : null;
}

function apply(editor: HTMLElement, address: string): void {
  const link = current(editor);
  const selection = getSelection();
  if (link && selection?.isCollapsed) {
    link.href = address;
  } else if (selection && !selection.isCollapsed) {
    document.execCommand("createLink", false, address);
  } else {
    const made = document.createElement("a");
    made.href = address;
    made.textContent = address.replace(/^mailto:/i, "");
    const range = selection?.rangeCount ? selection.getRangeAt(0) : null;
    if (range && editor.contains(range.commonAncestorContainer)) range.insertNode(made);
    else editor.append(made);
    getSelection()?.setPosition(made, made.childNodes.length);
  }
}

function selectAll(link: HTMLElement): void {
  const all = document.createRange();
  all.selectNodeContents(link);
  select(all);
}

function select(range: Range): void {
  const selection = getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}

function button(text: string, press: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn soft";
  made.textContent = text;
  made.addEventListener("click", press);
  return made;
}
