/** Changes the colours at once, and tells the server, which remembers them. Without it the form loads a page. */
export function startTheme(page: Document): void {
  page.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    if (!(form instanceof HTMLFormElement) || !(button instanceof HTMLButtonElement) || button.name !== "theme") return;
    event.preventDefault();
    show(page, button.value);
    void fetch(form.action, { method: "POST", body: new URLSearchParams(pairs(form, button)), redirect: "manual" });
  });
}

function show(page: Document, theme: string): void {
  if (theme === "system") delete page.documentElement.dataset["theme"];
  else page.documentElement.dataset["theme"] = theme;
  for (const choice of page.querySelectorAll<HTMLButtonElement>(".looks [name=theme]")) {
    choice.setAttribute("aria-pressed", String(choice.value === theme));
  }
}

function pairs(form: HTMLFormElement, button: HTMLButtonElement): [string, string][] {
  const pairs: [string, string][] = [[button.name, button.value]];
  new FormData(form).forEach((value, name) => pairs.push([name, String(value)]));
  return pairs;
}
