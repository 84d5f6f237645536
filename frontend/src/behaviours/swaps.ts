/** What an update of the page must not lose: the place in the list, the focus, and the look of a row acted upon. */
export function startSwaps(page: Document): void {
  let scrolled = { list: "", top: 0 };
  let focused: Focused = "elsewhere";

  page.addEventListener("submit", (event) => {
    if (event.target instanceof HTMLFormElement) prepare(page, event.target, event.submitter);
  }, { capture: true });

  page.addEventListener("click", (event) => {
    if (event.target instanceof Element) markOpen(page, rowLink(page, event.target), event);
  });

  // Only now: a menu that closes takes the focus from its button, and htmx would forget which one it was.
  page.addEventListener("htmx:configRequest", (event) => {
    nameTab(event);
    for (const menu of page.querySelectorAll<HTMLElement>(":popover-open")) menu.hidePopover();
  });

  page.addEventListener("htmx:beforeSwap", () => {
    scrolled = { list: listOf(page), top: rows(page)?.scrollTop ?? 0 };
    focused = whereFocus(page);
    page.querySelector("#alert")?.replaceChildren();
  });

  page.addEventListener("htmx:afterSettle", () => {
    const list = rows(page);
    if (list && listOf(page) === scrolled.list && list.scrollTop === 0) list.scrollTop = scrolled.top;
    focusAgain(page, focused);
  });

  page.addEventListener("htmx:responseError", () => {
    for (const row of page.querySelectorAll(".row.leaving")) row.classList.remove("leaving");
    const open = page.querySelector<HTMLElement>(".letter")?.dataset["id"];
    for (const row of page.querySelectorAll(".row.open")) {
      row.classList.toggle("open", row.querySelector("input")?.value === open);
    }
  });
}

const TAB = [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("");

/** Tells the server which tab asks, so that a newer list ends an older one that is still searched for. */
function nameTab(event: Event): void {
  const headers: unknown = (event as CustomEvent<{ headers?: Record<string, string> } | null>).detail?.headers;
  if (headers && typeof headers === "object") Object.assign(headers, { "X-Tab": TAB });
}

type Focused = "list" | "message" | "elsewhere";

const LEAVING = ["archive", "trash", "junk", "inbox", "delete"];

/** Shows at once what a form will do, and tells it which message comes next. */
export function prepare(page: Document, form: HTMLFormElement, submitter: HTMLElement | null): void {
  const button = submitter instanceof HTMLButtonElement ? submitter : null;
  const ids = new FormData(form).getAll("id");
  const affected = [...page.querySelectorAll<HTMLElement>(".row")].filter((row) =>
    ids.includes(row.querySelector("input")?.value ?? ""),
  );
  const next = form.elements.namedItem("next");
  const link = affected.at(0)?.nextElementSibling?.querySelector<HTMLAnchorElement>(".what a");
  if (next instanceof HTMLInputElement && link) next.value = link.getAttribute("href") ?? next.value;
  const leaves = button !== null && (button.name === "to" || LEAVING.includes(button.value));
  for (const row of affected) {
    row.classList.toggle("leaving", leaves);
    if (button?.value === "read") row.classList.remove("new-mail");
    if (button?.value === "unread") row.classList.add("new-mail");
  }
}

/** The link of the row that opens what is clicked: itself, or that of the same message in a conversation. */
function rowLink(page: Document, clicked: Element): HTMLAnchorElement | null {
  const fold = clicked.closest<HTMLAnchorElement>(".fold");
  const links = [...page.querySelectorAll<HTMLAnchorElement>(".row .what a")];
  return fold ? links.find((link) => link.href === fold.href) ?? null : clicked.closest(".row .what a");
}

/** Makes the row of the message that is being opened the open one, and read, in the same frame. */
function markOpen(page: Document, link: HTMLAnchorElement | null, event: MouseEvent): void {
  const row = link?.closest(".row");
  if (!link || !row || event.ctrlKey || event.metaKey || event.shiftKey) return;
  for (const other of page.querySelectorAll(".row.open")) {
    other.classList.remove("open");
    other.querySelector(".what a")?.removeAttribute("aria-current");
  }
  row.classList.add("open");
  if (row.classList.contains("new-mail")) countDown(page);
  row.classList.remove("new-mail");
  row.querySelector(".unread-word")?.remove();
  link.setAttribute("aria-current", "true");
}

/** One unread message less, beside the folder that is shown and above its list. */
function countDown(page: Document): void {
  const number = page.querySelector(".box[aria-current] b")?.firstChild;
  const left = Number(number?.textContent) - 1;
  if (number && left > 0) number.textContent = String(left);
  if (number && left === 0) number.parentElement?.remove();
  const head = page.querySelector<HTMLElement>("#count[data-unread]");
  if (!head) return;
  const unread = Number(head.dataset["unread"]) - 1;
  const words = head.dataset[unread > 0 ? "some" : "none"] ?? "";
  head.dataset["unread"] = String(unread);
  head.textContent = words.replace("#", String(unread));
}

function rows(page: Document): HTMLElement | null {
  return page.querySelector<HTMLElement>("#rows");
}

/** Which list is on the page: what its forms call it. */
function listOf(page: Document): string {
  return page.querySelector<HTMLInputElement>("#bulk [name=list]")?.value ?? "";
}

function whereFocus(page: Document): Focused {
  const active = page.activeElement;
  if (active?.closest(".list")) return "list";
  return active?.closest(".reader, .dock, .menu") ? "message" : "elsewhere";
}

/** Puts the focus back into the region it was lost from. */
function focusAgain(page: Document, focused: Focused): void {
  const narrow = page.defaultView?.matchMedia("(max-width: 760px)").matches === true;
  const lost = page.activeElement === null || page.activeElement === page.body;
  const subject = page.querySelector<HTMLElement>(".letter .subject");
  if (subject && narrow && (lost || focused === "list")) return subject.focus({ preventScroll: true });
  if (!lost) return;
  const row = page.querySelector<HTMLElement>(".row.open .what a") ?? page.querySelector<HTMLElement>(".row .what a");
  const target = focused === "message" && subject ? subject : row ?? rows(page);
  target?.focus({ preventScroll: true });
}
