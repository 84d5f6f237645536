/** Says how many messages are chosen. Without it the bar shows itself all the same, by CSS, without the number. */
export class SelectionBar extends HTMLElement {
  #listening = new AbortController();

  connectedCallback(): void {
    this.#listening = new AbortController();
    const list = this.closest(".list");
    list?.addEventListener("change", () => this.#count(), { signal: this.#listening.signal });
    list?.addEventListener("click", () => this.#count(), { signal: this.#listening.signal });
    this.#count();
  }

  disconnectedCallback(): void {
    this.#listening.abort();
  }

  /** Whether anything was chosen, which it then is no more. */
  clear(): boolean {
    const chosen = [...this.#chosen];
    for (const box of chosen) box.checked = false;
    return chosen.length > 0;
  }

  get #chosen(): NodeListOf<HTMLInputElement> {
    return document.querySelectorAll<HTMLInputElement>(".row input[type=checkbox]:checked");
  }

  #count(): void {
    const count = this.#chosen.length;
    if (count === 0) return;
    const counting = [this.querySelector<HTMLElement>("b"), document.querySelector<HTMLElement>("#delete-bulk [data-many]")];
    for (const words of counting) {
      if (!words) continue;
      const pattern = (count === 1 ? words.dataset["one"] : words.dataset["many"]) ?? "#";
      words.textContent = pattern.replace("#", String(count));
    }
  }
}

customElements.define("selection-bar", SelectionBar);
