import { PeopleField } from "./people-field";
import { startRich } from "./rich-text";
import { startFiles } from "./write-files";
import { startPanels } from "./write-panels";

const PAUSE = 1_500;
const RETRY = 5_000;
const KEPT = ["to", "cc", "bcc", "subject", "text", "draft", "version", "kind", "original"];
const FORGOTTEN = /\b(attach(ed|ment|ments|ing)?|enclosed|anbei|anhang|beigefügt|ci-joint|adjunto|in allegato|bijlage)\b/i;

/**
 * The form of a message, saved while somebody writes. What cannot be saved is kept in this tab until it can. Without
 * scripts it is a plain form.
 */
export class WriteSheet extends HTMLElement {
  #listening = new AbortController();
  #timer = 0;
  #saving: Promise<void> | null = null;
  #changed = false;
  #warned = false;
  #leaving = false;
  #waiting = false;

  /** A moment later: this element is known before the page's policy for markup stands. */
  connectedCallback(): void {
    this.#listening = new AbortController();
    queueMicrotask(() => this.#start());
  }

  #start(): void {
    const form = this.form;
    if (!form) return;
    const signal = this.#listening.signal;
    const isBack = this.#restore();
    form.addEventListener("input", () => this.touch(), { signal });
    form.addEventListener("submit", (event) => this.#onSubmit(event), { signal });
    form.addEventListener("keydown", (event) => this.#onKey(event), { signal });
    window.addEventListener("online", () => void this.save(), { signal });
    window.addEventListener("pagehide", () => this.#keep(), { signal });
    document.addEventListener("write:leave", () => this.#leave(), { signal });
    for (const input of form.querySelectorAll<HTMLInputElement>(".people-in input")) {
      new PeopleField(input, this.words("away"), this.words("wrong"), () => this.touch());
    }
    startRich(this, signal);
    startFiles(this, signal);
    startPanels(this, signal);
    if (isBack) {
      this.#say(this.words("kept"));
      this.touch();
    }
    this.#begin();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
    this.#listening.abort();
  }

  get form(): HTMLFormElement | null {
    return this.querySelector("form");
  }

  words(name: string): string {
    return this.dataset[name] ?? "";
  }

  field(name: string): HTMLInputElement | HTMLTextAreaElement | null {
    const found = this.form?.querySelector(`[name="${CSS.escape(name)}"]`);
    return found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement ? found : null;
  }

  /** Something was changed: it is saved when the writer pauses. */
  touch(pause: number = PAUSE): void {
    this.#changed = true;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.save(), pause);
  }

  /** Saves what is written, one time after the other. */
  async save(): Promise<void> {
    if (this.#leaving || !this.#changed) return;
    if (this.#saving) await this.#saving;
    this.#saving = this.#send();
    await this.#saving;
    this.#saving = null;
  }

  async #send(): Promise<void> {
    const form = this.form;
    if (!form) return;
    const data = new FormData(form);
    data.delete("file");
    this.#changed = false;
    try {
      const answer = await fetch("/write/save", { method: "POST", body: data, signal: AbortSignal.timeout(20_000) });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      this.#saved((await answer.json()) as Saved);
    } catch {
      this.#changed = true;
      this.#keep();
      this.#say(this.words("offline"));
      if (!this.#leaving) this.touch(RETRY);
    }
  }

  #saved(saved: Saved): void {
    this.#set("version", String(saved.version));
    this.#set("draft", saved.draft);
    this.#set("kind", "");
    if (saved.problem) return this.#say(saved.problem);
    for (const file of saved.files) this.#adopt(file);
    if (!this.#changed) sessionStorage.removeItem(this.#key());
    this.#say(saved.conflict ? this.words("conflict") : this.words("saved").replace("{0}", saved.at));
  }

  /** Parts of another message that became files of the draft lose their boxes. */
  #adopt(file: SavedFile): void {
    const list = this.querySelector("#write-files");
    if (!list || list.querySelector(`input[value="${CSS.escape(file.id)}"]`)) return;
    for (const box of list.querySelectorAll<HTMLInputElement>("input[name=keep]")) {
      if (box.closest("li")?.querySelector("b")?.textContent === file.name) box.closest("li")?.remove();
    }
    this.dispatchEvent(new CustomEvent("write:file", { detail: file }));
  }

  #set(name: string, value: string): void {
    const field = this.field(name);
    if (field) field.value = value;
  }

  #say(words: string): void {
    const state = this.querySelector("#write-state");
    if (state) state.textContent = words;
  }

  hint(words: string): void {
    const hint = this.querySelector("#write-hint");
    if (hint) hint.textContent = words;
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.querySelector<HTMLButtonElement>(".write-foot [value=send]")?.click();
    }
  }

  #onSubmit(event: SubmitEvent): void {
    const button = event.submitter instanceof HTMLButtonElement ? event.submitter.value : "save";
    const doubts = /^(send|later)/.test(button) && !this.#warned ? this.#doubts() : [];
    if (doubts.length > 0) {
      event.preventDefault();
      this.#warned = true;
      this.hint([...doubts, this.words("anyway")].join(" "));
      return;
    }
    this.#set("sure", "1");
    if (this.#leaving || button === "discard") return this.#leave();
    if (!navigator.onLine) {
      event.preventDefault();
      this.#keep();
      this.#say(this.words("offline"));
      return;
    }
    if (!this.#changed && !this.#saving) return this.#leave();
    event.preventDefault();
    if (!this.#waiting) void this.#saveFirst(event.submitter);
  }

  /** What is sent is on the server before this page is left, so that one which never comes takes no words with it. */
  async #saveFirst(submitter: HTMLElement | null): Promise<void> {
    this.#waiting = true;
    await this.#saving;
    await this.save();
    this.#waiting = false;
    if (this.#changed) return;
    this.#leave();
    this.form?.requestSubmit(submitter);
  }

  #leave(): void {
    this.#leaving = true;
    clearTimeout(this.#timer);
    sessionStorage.removeItem(this.#key());
  }

  /** What its writer may have forgotten, in sentences. */
  #doubts(): string[] {
    const doubts: string[] = [];
    if ((this.field("subject")?.value ?? "").trim() === "") doubts.push(this.words("nosubject"));
    if (this.#forgot()) doubts.push(this.words("forgotten"));
    return doubts;
  }

  /** Whether the writer's own words speak of files, and there are none. */
  #forgot(): boolean {
    const rich = this.querySelector(".rich")?.cloneNode(true);
    if (rich instanceof Element) rich.querySelectorAll("blockquote").forEach((quotation) => quotation.remove());
    const lines = (rich?.textContent ?? this.field("text")?.value ?? "").split("\n");
    const own = lines.filter((line) => !line.startsWith(">")).join("\n");
    return FORGOTTEN.test(own) && this.querySelector("#write-files li") === null;
  }

  #key(): string {
    return `draft ${this.field("account")?.value ?? ""} ${location.pathname}`;
  }

  /** What cannot be handed over stays in this tab: the fields, and the text with its style. */
  #keep(): void {
    if (!this.#changed || this.#leaving) return;
    const kept = Object.fromEntries(KEPT.map((name) => [name, this.field(name)?.value ?? ""]));
    const html = this.querySelector<HTMLInputElement>("#write-html")?.value ?? "";
    sessionStorage.setItem(this.#key(), JSON.stringify({ ...kept, html }));
  }

  /** Puts back what was kept, before anything looks at the fields. */
  #restore(): boolean {
    const kept = sessionStorage.getItem(this.#key());
    if (!kept) return false;
    const { html, ...fields } = JSON.parse(kept) as Record<string, string>;
    for (const [name, value] of Object.entries(fields)) this.#set(name, value);
    const rich = this.querySelector<HTMLInputElement>("#write-html");
    if (rich && html) rich.value = html;
    return true;
  }

  /** The first place to write: who gets it, or above the quotation. */
  #begin(): void {
    const text = this.field("text");
    const to = this.querySelector<HTMLInputElement>("#to");
    if (to && to.value === "" && this.querySelector(".chip") === null) return to.focus();
    const rich = this.querySelector<HTMLElement>(".rich");
    if (rich) return rich.focus({ preventScroll: true });
    if (text instanceof HTMLTextAreaElement) {
      text.setSelectionRange(0, 0);
      text.focus({ preventScroll: true });
    }
  }
}

export interface SavedFile {
  id: string;
  name: string;
  size: string;
  octets?: number;
}

interface Saved {
  draft: string;
  version: number;
  at: string;
  conflict: boolean;
  problem: string | null;
  files: SavedFile[];
}

customElements.define("write-sheet", WriteSheet);
