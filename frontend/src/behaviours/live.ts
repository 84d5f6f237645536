/** Shows what changed in the list that is open, without moving a row under somebody's hand. */
export function startLive(page: Document): void {
  if (!page.querySelector("#rows")) return;
  const source = new EventSource("/api/v1/events");
  let due: ReturnType<typeof setTimeout> | undefined;
  let broken = false;

  const lookSoon = () => {
    clearTimeout(due);
    due = setTimeout(() => void look(page), 300);
  };
  source.addEventListener("mailbox.changed", lookSoon);
  source.addEventListener("error", () => (broken = true));
  source.addEventListener("open", () => {
    if (broken) lookSoon();
    broken = false;
  });
}

async function look(page: Document): Promise<void> {
  const list = listOf(page);
  if (!list) return;
  const answer = await fetch(list, { headers: { "HX-Request": "true", "HX-Target": "app" } });
  if (!answer.ok || answer.redirected || listOf(page) !== list) return;
  update(page, new DOMParser().parseFromString(await answer.text(), "text/html"));
}

/** Takes over what is new: counts at once, rows only while nobody is at them; else a button offers them. */
export function update(page: Document, fresh: Document): void {
  for (const place of [".side", "#count"]) swap(page, fresh, place);
  const arrived = ids(fresh).filter((id) => !ids(page).includes(id));
  if (!isInUse(page)) return showRows(page, fresh);
  if (arrived.length > 0) offer(page, fresh, arrived.length);
}

function showRows(page: Document, fresh: Document): void {
  page.querySelector(".news")?.remove();
  swap(page, fresh, "#rows");
  const opened = page.querySelector<HTMLElement>(".letter")?.dataset["id"];
  for (const row of page.querySelectorAll(".row")) {
    if (row.querySelector("input")?.value !== opened) continue;
    row.classList.add("open");
    row.classList.remove("new-mail");
    row.querySelector(".what a")?.setAttribute("aria-current", "true");
  }
}

function offer(page: Document, fresh: Document, count: number): void {
  const rows = page.querySelector<HTMLElement>("#rows");
  const words = count === 1 ? rows?.dataset["newsOne"] : rows?.dataset["newsMany"];
  if (!rows || !words) return;
  const button = page.createElement("button");
  button.type = "button";
  button.textContent = words.replace("#", String(count));
  button.addEventListener("click", () => {
    showRows(page, fresh);
    page.querySelector<HTMLElement>("#rows")?.focus();
  });
  const news = page.createElement("p");
  news.className = "news";
  news.setAttribute("role", "status");
  news.append(button);
  page.querySelector(".news")?.remove();
  rows.before(news);
}

/** Whether somebody reads, points or types in the list, or has chosen rows of it. */
function isInUse(page: Document): boolean {
  const rows = page.querySelector("#rows");
  return (
    rows !== null &&
    (rows.scrollTop > 0 ||
      rows.matches(":hover") ||
      rows.contains(page.activeElement) ||
      rows.querySelector("input:checked") !== null)
  );
}

function swap(page: Document, fresh: Document, place: string): void {
  const now = page.querySelector(place);
  const then = fresh.querySelector(place);
  if (!now || !then) return;
  const taken = page.importNode(then, true);
  now.replaceWith(taken);
  page.defaultView?.htmx?.process(taken);
}

function ids(page: Document): string[] {
  return [...page.querySelectorAll<HTMLInputElement>(".row .pick input")].map((box) => box.value);
}

function listOf(page: Document): string {
  return page.querySelector<HTMLInputElement>("#bulk [name=list]")?.value ?? "";
}

declare global {
  interface Window {
    htmx?: { process(element: Element): void };
  }
}
