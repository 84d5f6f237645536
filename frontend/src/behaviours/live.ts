import { follow } from "./feed";
import { FreshPart } from "./fresh";
import { touched } from "./hands";
import { NewsOfList } from "./news";

const TOGETHER = 8;
const APART = 450;
const LOOKS_ANYWAY_EVERY = 60_000;

/** Shows what changed in the list that is open, and in the folders, by itself. */
export function startLive(page: Document): void {
  const status = page.querySelector<HTMLElement>("#status[data-since]");
  if (!status || !page.defaultView) return;
  const news = new NewsOfList(page);
  const looks = new Looks(page, news);
  const part = new FreshPart(page);
  const accounts = new Map<string, string>();
  let open = false;
  const paint = () => paintAccounts(page, open, accounts);
  touched(page, () => news.showWhenFree());

  follow(page.defaultView, status.dataset["since"] ?? "", {
    happened(type, data) {
      if (type.startsWith("pop3.") || type === "account.signInRequired") part.soon(data.account);
      if (type.startsWith("operation.")) return part.soon(data.account);
      if (type.startsWith("pop3.")) return;
      if (type.startsWith("account.") && data.account) {
        accounts.set(data.account, type);
        paint();
      } else looks.soon();
    },
    stands(now) {
      open = now;
      paint();
    },
  });
  page.addEventListener("htmx:afterSettle", paint);
  setInterval(() => {
    if (!open) looks.soon();
  }, LOOKS_ANYWAY_EVERY);
}

/** Says beside each account whether it is live. */
export function paintAccounts(page: Document, open: boolean, accounts: Map<string, string>): void {
  for (const head of page.querySelectorAll<HTMLElement>(".acct[data-account]")) {
    const told = accounts.get(head.dataset["account"] ?? "");
    const state = told === "account.signInRequired" ? "ended" : !open || told === "account.waiting" ? "waiting" : told && "live";
    const words = head.querySelector("p");
    if (!state || !words || head.dataset["state"] === state) continue;
    head.dataset["state"] = state;
    words.textContent = head.dataset[state] ?? words.textContent;
  }
}

/** Looks at the list again: soon, never twice at once, and not too often. */
class Looks {
  #due: ReturnType<typeof setTimeout> | undefined;
  #last = 0;
  #looking = false;
  #again = false;

  constructor(
    private readonly page: Document,
    private readonly news: NewsOfList,
  ) {}

  soon(): void {
    if (this.#looking) this.#again = true;
    else this.#due ??= setTimeout(() => void this.#look(), Math.max(TOGETHER, this.#last + APART - Date.now()));
  }

  async #look(): Promise<void> {
    this.#due = undefined;
    this.#looking = true;
    this.#last = Date.now();
    const list = listOf(this.page);
    const fresh = list ? await read(list) : null;
    // Somebody may have gone elsewhere meanwhile.
    if (fresh && listOf(this.page) === list && listOf(fresh) === list) this.news.take(fresh);
    this.#looking = false;
    if (this.#again) {
      this.#again = false;
      this.soon();
    }
  }
}

async function read(list: string): Promise<Document | null> {
  try {
    const answer = await fetch(list, { headers: { "HX-Request": "true", "HX-Target": "app", "Lettergate-By-Itself": "1" }, redirect: "error" });
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null;
  }
}

function listOf(page: Document): string {
  return page.querySelector<HTMLInputElement>("#bulk [name=list]")?.value ?? "";
}
