import { startLinks } from "./rich-link";
import { hand } from "./write-files";
import type { WriteSheet } from "./write-sheet";

const MARKS: Record<string, string> = { b: "bold", i: "italic", ul: "insertUnorderedList", quote: "formatBlock" };

/**
 * Formatted text in the place of the plain field, where the message has some or the writer wants some. What is pasted
 * comes as plain words; pictures are handed over and shown. The server cleans all of it.
 */
export function startRich(sheet: WriteSheet, signal: AbortSignal): void {
  const plain = sheet.querySelector<HTMLTextAreaElement>("#text");
  const html = sheet.querySelector<HTMLInputElement>("#write-html");
  const bar = sheet.querySelector<HTMLElement>(".rich-bar");
  if (!plain || !html || !bar) return;
  const editor = document.createElement("div");
  editor.className = "page rich";
  editor.contentEditable = "true";
  editor.role = "textbox";
  editor.ariaMultiLine = "true";
  editor.ariaLabel = plain.labels[0]?.textContent ?? "";
  editor.dir = "auto";
  const store = (): void => {
    html.value = editor.innerHTML;
    plain.value = editor.innerText;
  };
  const begin = (): void => {
    html.name = "html";
    plain.hidden = true;
    plain.after(editor);
    bar.classList.add("on");
    store();
  };
  if (html.value !== "") {
    editor.innerHTML = html.value;
    begin();
    foldQuotation(editor);
  }
  const openLink = startLinks(sheet, editor, () => {
    store();
    sheet.touch();
  });
  bar.addEventListener("click", (event) => {
    const mark = event.target instanceof Element ? event.target.closest("button")?.dataset["mark"] : undefined;
    if (!mark) return;
    if (!editor.isConnected) {
      editor.replaceChildren(...plain.value.split("\n").map(paragraph));
      begin();
    }
    if (mark === "a") return openLink();
    editor.focus();
    document.execCommand(MARKS[mark] ?? "removeFormat", false, mark === "quote" ? "blockquote" : undefined);
    store();
    sheet.touch();
  }, { signal });
  editor.addEventListener("input", () => store(), { signal });
  editor.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    openLink();
  }, { signal });
  editor.addEventListener("drop", (event) => onDrop(sheet, event, editor, store), { signal });
  editor.addEventListener("paste", (event) => onPaste(sheet, event, editor, store), { signal });
}

function paragraph(text: string): HTMLElement {
  const made = document.createElement("div");
  if (text === "") made.append(document.createElement("br"));
  else made.textContent = text;
  return made;
}

const PICTURE = /^image\/(png|jpeg|gif|webp)$/;

/** Pictures that are dropped onto the text stand in it; other files go beside it. */
function onDrop(sheet: WriteSheet, event: DragEvent, editor: HTMLElement, store: () => void): void {
  const files = [...(event.dataTransfer?.files ?? [])];
  if (files.length === 0 || !files.every((file) => PICTURE.test(file.type))) return;
  event.preventDefault();
  event.stopPropagation();
  sheet.classList.remove("dropping");
  const caret = document.caretPositionFromPoint(event.clientX, event.clientY);
  if (caret && editor.contains(caret.offsetNode)) getSelection()?.setPosition(caret.offsetNode, caret.offset);
  for (const picture of files) void insert(sheet, picture, editor, store);
}

function onPaste(sheet: WriteSheet, event: ClipboardEvent, editor: HTMLElement, store: () => void): void {
  const pictures = [...(event.clipboardData?.files ?? [])].filter((file) => PICTURE.test(file.type));
  if (pictures.length > 0) {
    event.preventDefault();
    event.stopPropagation();
    for (const picture of pictures) void insert(sheet, picture, editor, store);
    return;
  }
  if (event.clipboardData?.files.length) return;
  event.preventDefault();
  document.execCommand("insertText", false, event.clipboardData?.getData("text/plain") ?? "");
}

/** The picture stands where the caret was, and is a file of the message. */
async function insert(sheet: WriteSheet, picture: File, editor: HTMLElement, store: () => void): Promise<void> {
  const image = document.createElement("img");
  image.alt = picture.name;
  const selection = getSelection();
  const range = selection?.rangeCount ? selection.getRangeAt(0) : null;
  if (range && editor.contains(range.commonAncestorContainer)) range.insertNode(image);
  else editor.append(image);
  try {
    const stop = new AbortController();
    const done = await hand(sheet, picture, true, () => undefined, stop.signal);
    image.src = `/write/files/${done.id}?${new URLSearchParams({ cid: done.contentId ?? "", account: sheet.field("account")?.value ?? "" }).toString()}`;
    const hidden = document.createElement("input");
    hidden.type = "hidden";
    hidden.name = "upload";
    hidden.value = done.id;
    sheet.form?.append(hidden);
    store();
    sheet.touch(0);
  } catch (failure) {
    image.remove();
    sheet.hint(failure instanceof Error && failure.message !== "" ? failure.message : sheet.words("failed"));
  }
}

/** What was quoted is folded away, behind a mark that unfolds it. */
function foldQuotation(editor: HTMLElement): void {
  const quotation = editor.querySelector<HTMLElement>(":scope > blockquote:last-child");
  if (!quotation) return;
  quotation.classList.add("folded");
  const more = document.createElement("button");
  more.type = "button";
  more.className = "more";
  more.textContent = "···";
  more.ariaLabel = editor.closest<HTMLElement>("write-sheet")?.dataset["unfold"] ?? "";
  more.addEventListener("click", () => {
    quotation.classList.remove("folded");
    more.remove();
  });
  editor.after(more);
}
