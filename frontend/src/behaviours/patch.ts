/**
 * Marks rows as they are marked elsewhere, without moving one: what is gone is dimmed.
 * @returns whether other rows belong into the list than stand in it
 */
export function patchRows(page: Document, fresh: Document): boolean {
  const now = rowsById(page);
  const then = rowsById(fresh);
  for (const [id, row] of now) {
    const other = then.get(id);
    row.classList.toggle("gone", !other);
    if (other) patchRow(row, other);
  }
  return [...now.keys()].join() !== [...then.keys()].join();
}

function patchRow(row: Element, fresh: Element): void {
  const open = row.classList.contains("open");
  row.classList.toggle("starred", fresh.classList.contains("starred"));
  row.classList.toggle("new-mail", fresh.classList.contains("new-mail") && !open);
  patchChild(row.querySelector(".what"), ".star", fresh, true);
  if (!open) patchChild(row.querySelector(".what a"), ".unread-word", fresh, false);
}

/** Puts in or takes out one part of a row, and leaves the others in place for whoever clicks them just now. */
function patchChild(place: Element | null, part: string, fresh: Element, atEnd: boolean): void {
  const now = place?.querySelector(part);
  const then = fresh.querySelector(part);
  if (now && !then) now.remove();
  if (!now && then && place) place[atEnd ? "append" : "prepend"](place.ownerDocument.importNode(then, true));
}

/** Takes over the folders' counts; the folders themselves only where others are there than before. */
export function patchFolders(page: Document, fresh: Document): void {
  const now = page.querySelector(".side");
  const then = fresh.querySelector(".side");
  if (!now || !then) return;
  const links = [...now.querySelectorAll<HTMLAnchorElement>("a.box")];
  const others = [...then.querySelectorAll<HTMLAnchorElement>("a.box")];
  if (links.map(address).join() === others.map(address).join()) {
    links.forEach((link, at) => patchCount(link, others[at]?.querySelector("b") ?? null));
  } else if (!now.matches(":hover, :focus-within")) {
    const lists = [...now.querySelectorAll(".folders")];
    [...then.querySelectorAll(".folders")].forEach((list, at) => {
      const taken = page.importNode(list, true);
      lists[at]?.replaceWith(taken);
      page.defaultView?.htmx?.process(taken);
    });
  }
}

/** Takes over the sentence that stands where no message is open. */
export function patchIdle(page: Document, fresh: Document): void {
  const now = page.querySelector(".idle #subject");
  const then = fresh.querySelector(".idle #subject");
  if (now && then) now.textContent = then.textContent;
}

function patchCount(link: Element, then: Element | null): void {
  const now = link.querySelector("b");
  if (now && then) {
    if (!now.isEqualNode(then)) now.replaceChildren(...[...link.ownerDocument.importNode(then, true).childNodes]);
  } else if (then) link.append(link.ownerDocument.importNode(then, true));
  else now?.remove();
}

function address(link: Element): string {
  return link.getAttribute("href") ?? "";
}

function rowsById(page: Document): Map<string, Element> {
  const rows = new Map<string, Element>();
  for (const row of page.querySelectorAll(".row")) {
    const id = row.querySelector<HTMLInputElement>(".pick input")?.value;
    if (id) rows.set(id, row);
  }
  return rows;
}
