import { isInUse } from "./hands";
import { patchFolders, patchIdle, patchRows } from "./patch";

const ANNOUNCED_EVERY = 10_000;

/** Takes over what is new: counts and marks at once, rows only while nobody is at them; till then a button offers them. */
export class NewsOfList {
  #fresh: Document | null = null;
  #announced = 0;

  constructor(private readonly page: Document) {
    page.addEventListener("keydown", (event) => {
      const typing = event.target instanceof HTMLElement && event.target.closest("input:not([type=checkbox]), textarea, select");
      if ((event.key === "." || event.key === "Home") && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        this.#pill?.click();
      }
    });
    page.addEventListener("htmx:beforeSwap", () => (this.#fresh = null));
  }

  take(fresh: Document): void {
    const page = this.page;
    patchFolders(page, fresh);
    patchIdle(page, fresh);
    swap(page, fresh, "#count");
    if (!page.querySelector(".letter") && fresh.title) page.title = fresh.title;
    const differ = patchRows(page, fresh);
    const arrived = ids(fresh).filter((id) => !ids(page).includes(id)).length;
    this.#fresh = differ ? fresh : null;
    if (!differ) this.#pill?.parentElement?.remove();
    if (arrived > 0) this.#announce(arrived);
    if (!this.showWhenFree() && arrived > 0) this.#offer(arrived);
  }

  /** Shows what waits, if nothing moves under anybody's hand by that. */
  showWhenFree(): boolean {
    const rows = this.page.querySelector<HTMLElement>("#rows");
    if (!this.#fresh || !rows || isInUse(rows)) return false;
    this.#show();
    return true;
  }

  #show(): void {
    const fresh = this.#fresh;
    this.#fresh = null;
    this.#pill?.parentElement?.remove();
    if (!fresh) return;
    swap(this.page, fresh, "#rows");
    const opened = this.page.querySelector<HTMLElement>(".letter")?.dataset["id"];
    for (const row of this.page.querySelectorAll(".row")) {
      if (row.querySelector("input")?.value !== opened) continue;
      row.classList.add("open");
      row.classList.remove("new-mail");
      row.querySelector(".what a")?.setAttribute("aria-current", "true");
    }
  }

  get #pill(): HTMLButtonElement | null {
    return this.page.querySelector<HTMLButtonElement>(".news button");
  }

  #offer(count: number): void {
    const rows = this.page.querySelector<HTMLElement>("#rows");
    const button = this.#pill ?? this.page.createElement("button");
    button.textContent = this.#words(count);
    if (!rows || button.isConnected) return;
    button.type = "button";
    button.addEventListener("click", () => {
      this.#show();
      this.page.querySelector<HTMLElement>("#rows")?.scrollTo?.({ top: 0 });
      this.page.querySelector<HTMLElement>("#rows")?.focus();
    });
    const news = this.page.createElement("p");
    news.className = "news";
    news.append(button);
    rows.before(news);
  }

  /** To those who listen rather than look, and not all the time. */
  #announce(count: number): void {
    const status = this.page.querySelector("#status");
    if (!status || Date.now() - this.#announced < ANNOUNCED_EVERY) return;
    this.#announced = Date.now();
    status.textContent = this.#words(count);
  }

  #words(count: number): string {
    const { newsOne, newsMany } = this.page.querySelector<HTMLElement>("#rows")?.dataset ?? {};
    return ((count === 1 ? newsOne : newsMany) ?? "").replace("#", String(count));
  }
}

function swap(page: Document, fresh: Document, place: string): void {
  const now = page.querySelector(place);
  const then = fresh.querySelector(place);
  if (!now || !then || now.isEqualNode(then)) return;
  const taken = page.importNode(then, true);
  now.replaceWith(taken);
  page.defaultView?.htmx?.process(taken);
}

function ids(page: Document): string[] {
  return [...page.querySelectorAll<HTMLInputElement>(".row .pick input")].map((box) => box.value);
}

declare global {
  interface Window {
    htmx?: { process(element: Element): void };
  }
}
