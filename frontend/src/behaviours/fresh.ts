const TOGETHER = 40;
const APART = 700;

/** Keeps the part of a page that tells how an account stands as the server would draw it now. */
export class FreshPart {
  #due: ReturnType<typeof setTimeout> | undefined;
  #last = 0;
  #looking = false;
  #again = false;

  constructor(private readonly page: Document) {}

  /** Something happened to an account: if it is the one that is shown, the part is drawn anew, soon and not too often. */
  soon(account: string | undefined): void {
    if (!account || this.#part?.dataset["fresh"] !== account) return;
    if (this.#looking) this.#again = true;
    else this.#due ??= setTimeout(() => void this.#look(account), Math.max(TOGETHER, this.#last + APART - Date.now()));
  }

  async #look(account: string): Promise<void> {
    this.#due = undefined;
    this.#looking = true;
    this.#last = Date.now();
    const fresh = await read(this.page.location.pathname);
    this.#looking = false;
    if (fresh) this.take(fresh);
    if (!this.#again) return;
    this.#again = false;
    this.soon(account);
  }

  /** Takes the part over from a page that was drawn later; whoever stands on a button of it stays on that. */
  take(fresh: Document): void {
    const now = this.#part;
    const then = fresh.querySelector<HTMLElement>("[data-fresh]");
    if (!now || !then || now.isEqualNode(then)) return;
    const focused = now.contains(this.page.activeElement) ? this.page.activeElement : null;
    const taken = this.page.importNode(then, true);
    now.replaceWith(taken);
    this.page.defaultView?.htmx?.process(taken);
    if (focused) (taken.querySelector<HTMLElement>(`#${CSS.escape(focused.id || "none")}`) ?? heading(taken)).focus();
  }

  get #part(): HTMLElement | null {
    return this.page.querySelector<HTMLElement>("[data-fresh]");
  }
}

/** Where the focus goes when its button has gone. */
function heading(part: HTMLElement): HTMLElement {
  const title = part.querySelector("h2") ?? part;
  title.tabIndex = -1;
  return title;
}

async function read(address: string): Promise<Document | null> {
  try {
    const answer = await fetch(address, { redirect: "error" });
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null;
  }
}
