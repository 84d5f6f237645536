const PERSON = /(?:"(?:[^"\\]|\\.)*"|[^,;"])+/g;
const EMAIL = /^[^\s@<>",;]+@[^\s@<>",;]+$/;

interface Person {
  name?: string;
  email: string;
}

/**
 * A field of people, shown as chips. Enter, Tab and comma make one of what was typed, Backspace takes the last one back
 * to be edited; people written to and heard from are suggested. What the form sends is a hidden field.
 */
export class PeopleField {
  readonly #typed: HTMLInputElement;
  readonly #kept: HTMLInputElement;
  readonly #chips = document.createElement("span");
  readonly #list = document.createElement("ul");
  #people: string[] = [];
  #chosen = -1;
  #asked = 0;

  constructor(
    input: HTMLInputElement,
    readonly away: string,
    readonly wrong: string,
    readonly changed: () => void,
  ) {
    this.#typed = input;
    this.#kept = document.createElement("input");
    this.#kept.type = "hidden";
    this.#kept.name = input.name;
    input.removeAttribute("name");
    this.#chips.className = "chips";
    input.before(this.#chips, this.#kept);
    this.#makeList();
    this.#read(input.value);
    input.addEventListener("keydown", (event) => this.#onKey(event));
    input.addEventListener("input", () => this.#onInput());
    input.addEventListener("blur", () => this.#onBlur());
    this.#kept.addEventListener("people:read", () => this.#read(this.#kept.value));
  }

  #makeList(): void {
    this.#list.className = "suggested";
    this.#list.id = `${this.#typed.id}-suggested`;
    this.#list.role = "listbox";
    this.#list.hidden = true;
    this.#list.ariaLabel = this.#typed.labels?.[0]?.textContent ?? "";
    this.#typed.after(this.#list);
    this.#typed.role = "combobox";
    this.#typed.ariaAutoComplete = "list";
    this.#typed.ariaExpanded = "false";
    this.#typed.setAttribute("aria-controls", this.#list.id);
  }

  #read(text: string): void {
    this.#people = (text.match(PERSON) ?? []).map((one) => one.trim()).filter((one) => one !== "");
    this.#typed.value = "";
    this.#show();
  }

  /** The field that the form sends says what the chips say, and what is being typed. */
  #store(): void {
    this.#kept.value = [...this.#people, this.#typed.value.trim()].filter((one) => one !== "").join(", ");
  }

  #show(): void {
    this.#chips.replaceChildren(...this.#people.map((one, at) => this.#chip(one, at)));
    this.#store();
  }

  #chip(text: string, at: number): HTMLElement {
    const person = split(text);
    const chip = document.createElement("span");
    chip.className = EMAIL.test(person.email) ? "chip" : "chip wrong";
    chip.title = EMAIL.test(person.email) ? person.email : `${text} ${this.wrong}`;
    const label = document.createElement("span");
    label.textContent = person.name ?? text;
    if (!EMAIL.test(person.email)) label.ariaLabel = `${text} ${this.wrong}`;
    const away = document.createElement("button");
    away.type = "button";
    away.textContent = "×";
    away.ariaLabel = `${this.away} ${person.name ?? text}`;
    away.addEventListener("click", () => {
      this.#people.splice(at, 1);
      this.#show();
      this.changed();
      this.#typed.focus();
    });
    chip.append(label, away);
    return chip;
  }

  #take(text: string): void {
    const people = (text.match(PERSON) ?? []).map((one) => one.trim()).filter((one) => one !== "");
    this.#typed.value = "";
    this.#people.push(...people);
    this.#close();
    this.#show();
    this.changed();
  }

  #onKey(event: KeyboardEvent): void {
    const options = this.#list.hidden ? 0 : this.#list.children.length;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options > 0) {
      event.preventDefault();
      this.#choose((this.#chosen + (event.key === "ArrowDown" ? 1 : options - 1)) % options);
    } else if (event.key === "Escape" && options > 0) {
      event.stopPropagation();
      this.#close();
    } else if (event.key === "Backspace" && this.#typed.value === "" && this.#people.length > 0) {
      event.preventDefault();
      this.#typed.value = this.#people.pop() ?? "";
      this.#show();
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      this.#finish();
    } else if (event.key === "," || event.key === ";" || (event.key === "Tab" && this.#typed.value !== "")) {
      if (event.key !== "Tab" && this.#typed.value.split('"').length % 2 === 0) return;
      event.preventDefault();
      this.#finish();
    }
  }

  #finish(): void {
    const option = this.#list.hidden ? null : this.#list.children.item(Math.max(this.#chosen, -1));
    const text = option instanceof HTMLElement ? option.dataset["person"] ?? "" : this.#typed.value;
    if (text.trim() !== "") this.#take(text);
  }

  #onInput(): void {
    this.#store();
    void this.#suggest(this.#typed.value.trim());
  }

  #onBlur(): void {
    if (this.#typed.value.trim() !== "") this.#take(this.#typed.value);
    this.#close();
  }

  async #suggest(typed: string): Promise<void> {
    const asked = ++this.#asked;
    if (typed.length < 1) return this.#close();
    const account = this.#typed.form?.querySelector<HTMLInputElement>("[name=account]")?.value ?? "";
    try {
      const answer = await fetch(`/write/people?${new URLSearchParams({ account, q: typed }).toString()}`);
      if (!answer.ok || asked !== this.#asked) return;
      this.#open(((await answer.json()) as Person[]).filter((one) => !this.#people.includes(join(one))));
    } catch {
      this.#close();
    }
  }

  #open(people: Person[]): void {
    this.#chosen = -1;
    this.#list.replaceChildren(...people.map((one, at) => this.#option(one, at)));
    this.#list.hidden = people.length === 0;
    this.#typed.ariaExpanded = String(!this.#list.hidden);
  }

  #option(person: Person, at: number): HTMLElement {
    const option = document.createElement("li");
    option.role = "option";
    option.id = `${this.#list.id}-${at}`;
    option.ariaSelected = "false";
    option.dataset["person"] = join(person);
    option.textContent = person.name ?? person.email;
    if (person.name) {
      const email = document.createElement("small");
      email.textContent = person.email;
      option.append(email);
    }
    option.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.#take(join(person));
    });
    return option;
  }

  #choose(at: number): void {
    this.#chosen = at;
    [...this.#list.children].forEach((option, index) => (option.ariaSelected = String(index === at)));
    this.#typed.setAttribute("aria-activedescendant", `${this.#list.id}-${at}`);
  }

  #close(): void {
    this.#list.hidden = true;
    this.#chosen = -1;
    this.#typed.ariaExpanded = "false";
    this.#typed.removeAttribute("aria-activedescendant");
  }
}

/** Name and address of what somebody wrote, as in Ada <ada@example.org>. */
export function split(text: string): Person {
  const named = /^\s*"?(.*?)"?\s*<([^>]*)>\s*$/.exec(text);
  return named?.[1] ? { name: named[1].replace(/\\(.)/g, "$1"), email: named[2] ?? "" } : { email: named?.[2] ?? text.trim() };
}

function join(person: Person): string {
  if (!person.name) return person.email;
  const name = /[",;:<>()[\]@\\=]/.test(person.name) ? `"${person.name.replace(/["\\]/g, "\\$&")}"` : person.name;
  return `${name} <${person.email}>`;
}
