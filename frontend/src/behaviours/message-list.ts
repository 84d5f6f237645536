/**
 * A message list that is walked with the keyboard: it is one stop of the Tab key, and a row can be opened or chosen.
 * Without it the rows are plain links.
 */
export class MessageList extends HTMLElement {
  #listening = new AbortController();
  #last: HTMLInputElement | null = null;

  connectedCallback(): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.addEventListener("focusin", (event) => this.#settle(event.target), { signal });
    this.addEventListener("click", (event) => this.#onClick(event), { signal });
    this.#settle(this.#open ?? this.#links.at(0) ?? null);
  }

  disconnectedCallback(): void {
    this.#listening.abort();
  }

  /** The row that has the focus, else the open one. */
  get row(): HTMLElement | null {
    const focused = document.activeElement?.closest<HTMLElement>(".row");
    return focused && this.contains(focused) ? focused : this.querySelector<HTMLElement>(".row.open");
  }

  /** Goes to the next or the previous row; the first time, to the open or the first one. */
  walk(step: 1 | -1): void {
    const links = this.#links;
    const row = this.row;
    const here = links.findIndex((link) => row?.contains(link));
    links.at(here < 0 ? 0 : Math.min(Math.max(here + step, 0), links.length - 1))?.focus();
  }

  open(): void {
    this.row?.querySelector<HTMLAnchorElement>(".what a")?.click();
  }

  choose(): void {
    this.row?.querySelector<HTMLInputElement>("input[type=checkbox]")?.click();
  }

  get #links(): HTMLAnchorElement[] {
    return [...this.querySelectorAll<HTMLAnchorElement>(".row .what a")];
  }

  get #open(): HTMLAnchorElement | null {
    return this.querySelector<HTMLAnchorElement>(".row.open .what a");
  }

  /** Leaves one row, and only one, in the Tab order. */
  #settle(target: EventTarget | null): void {
    const link = target instanceof Element ? target.closest(".row")?.querySelector(".what a") : null;
    if (!link) return;
    for (const other of this.#links) other.tabIndex = other === link ? 0 : -1;
  }

  /** Shift chooses everything between this box and the last one. */
  #onClick(event: MouseEvent): void {
    if (!(event.target instanceof HTMLInputElement)) return;
    const boxes = [...this.querySelectorAll<HTMLInputElement>(".row input[type=checkbox]")];
    const [from, to] = [this.#last ? boxes.indexOf(this.#last) : -1, boxes.indexOf(event.target)];
    if (event.shiftKey && from >= 0) {
      for (const box of boxes.slice(Math.min(from, to), Math.max(from, to) + 1)) box.checked = event.target.checked;
    }
    this.#last = event.target;
  }
}

customElements.define("message-list", MessageList);
