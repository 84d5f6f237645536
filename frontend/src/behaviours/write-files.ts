import type { SavedFile, WriteSheet } from "./write-sheet";

const PIECE = 4 << 20;
const TRIES = 5;

/** Files that are chosen, dropped or pasted are handed over at once, in pieces, so that a broken connection costs little. */
export function startFiles(sheet: WriteSheet, signal: AbortSignal): void {
  const input = sheet.querySelector<HTMLInputElement>("input[type=file]");
  input?.addEventListener("change", () => {
    for (const file of input.files ?? []) void attach(sheet, file);
    input.value = "";
  }, { signal });
  sheet.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    sheet.classList.add("dropping");
  }, { signal });
  sheet.addEventListener("dragleave", () => sheet.classList.remove("dropping"), { signal });
  sheet.addEventListener("drop", (event) => {
    sheet.classList.remove("dropping");
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    for (const file of event.dataTransfer.files) void attach(sheet, file);
  }, { signal });
  sheet.addEventListener("paste", (event) => {
    if (!event.clipboardData?.files.length) return;
    event.preventDefault();
    for (const file of event.clipboardData.files) void attach(sheet, file);
  }, { signal });
  sheet.addEventListener("write:file", (event) => {
    const file = (event as CustomEvent<SavedFile>).detail;
    const item = line(sheet, file.name, file.size);
    item.dataset.octets = String(file.octets ?? 0);
    finish(sheet, item, file);
  }, { signal });
}

async function attach(sheet: WriteSheet, file: File): Promise<void> {
  sheet.hint("");
  const stop = new AbortController();
  const others = beside(sheet);
  const item = line(sheet, file.name, words(file.size));
  item.dataset.octets = String(file.type === "message/rfc822" ? 0 : file.size);
  const bar = item.appendChild(document.createElement("progress"));
  bar.max = Math.max(file.size, 1);
  bar.value = 0;
  bar.setAttribute("aria-label", `${sheet.words("uploading")} ${file.name}`);
  item.append(button(sheet.words("cancel"), () => {
    stop.abort();
    item.remove();
  }));
  try {
    const { id } = await hand(sheet, file, false, (sent) => (bar.value = sent), stop.signal, others);
    item.replaceChildren(...[...item.children].slice(0, 2));
    finish(sheet, item, { id, name: file.name, size: words(file.size) });
    sheet.touch(0);
  } catch (failure) {
    item.remove();
    if (!stop.signal.aborted) sheet.hint(`${file.name}: ${failure instanceof Refused ? failure.message : sheet.words("failed")}`);
  }
}

/** Octets of the files on the sheet, also of those on their way, as far as they grow in a message. */
function beside(sheet: WriteSheet): number {
  const items = sheet.querySelectorAll<HTMLElement>("#write-files [data-octets]");
  return [...items].reduce((sum, item) => sum + Number(item.dataset.octets), 0);
}

function line(sheet: WriteSheet, name: string, size: string): HTMLLIElement {
  const item = document.createElement("li");
  const title = document.createElement("b");
  title.dir = "auto";
  title.textContent = name;
  const small = document.createElement("small");
  small.textContent = size;
  item.append(title, small);
  sheet.querySelector("#write-files")?.append(item);
  return item;
}

function finish(sheet: WriteSheet, item: HTMLLIElement, file: SavedFile): void {
  const hidden = document.createElement("input");
  hidden.type = "hidden";
  hidden.name = "upload";
  hidden.value = file.id;
  item.prepend(hidden);
  const away = button("×", () => {
    item.remove();
    sheet.touch(0);
  });
  away.setAttribute("aria-label", `${sheet.words("remove")} ${file.name}`);
  item.append(away);
}

function button(text: string, press: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "tool";
  made.textContent = text;
  made.addEventListener("click", press);
  return made;
}

interface Handed {
  id: string;
  received: number;
  contentId?: string;
}

class Refused extends Error {}

/** Hands over piece by piece; after a break it goes on where the server says. */
export async function hand(
  sheet: WriteSheet,
  file: File,
  inline: boolean,
  progress: (sent: number) => void,
  signal: AbortSignal,
  others = beside(sheet),
): Promise<Handed> {
  const base = `/api/v1/accounts/${sheet.field("account")?.value ?? ""}/uploads`;
  const query = new URLSearchParams({ name: file.name, type: file.type || "application/octet-stream", size: String(file.size), inline: String(inline), beside: String(others) });
  const begun = await call(sheet, "POST", `${base}?${query.toString()}`, null, {}, signal);
  let sent = 0;
  let tries = 0;
  while (sent < file.size) {
    try {
      const piece = file.slice(sent, sent + PIECE);
      const now = await call(sheet, "PATCH", `${base}/${begun.id}`, piece, { "Upload-Offset": String(sent) }, signal);
      sent = now.received;
      tries = 0;
    } catch (failure) {
      if (signal.aborted || failure instanceof Refused || ++tries > TRIES) throw failure;
      await new Promise((done) => setTimeout(done, 1_000 * tries));
      sent = (await call(sheet, "GET", `${base}/${begun.id}`, null, {}, signal)).received;
    }
    progress(sent);
  }
  return begun;
}

async function call(
  sheet: WriteSheet,
  method: string,
  url: string,
  body: Blob | null,
  more: Record<string, string>,
  signal: AbortSignal,
): Promise<Handed> {
  const headers: Record<string, string> = { ...more, "X-CSRF-TOKEN": sheet.field("_csrf")?.value ?? "" };
  if (method !== "GET") headers["Content-Type"] = "application/octet-stream";
  const answer = await fetch(url, { method, headers, body, signal });
  if (answer.status >= 400 && answer.status < 500 && answer.status !== 409) {
    const problem = (await answer.json()) as { detail?: string };
    throw new Refused(problem.detail ?? "");
  }
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()) as Handed;
}

function words(octets: number): string {
  if (octets < 1024) return `${octets} B`;
  return octets < 1 << 20 ? `${Math.floor(octets / 1024)} KB` : `${(octets / (1 << 20)).toFixed(1)} MB`;
}
