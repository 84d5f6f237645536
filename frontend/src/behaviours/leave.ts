/** Who signs out leaves no words behind in this tab. */
export function startLeaving(page: Document): void {
  page.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.action.endsWith("/logout")) return;
    page.dispatchEvent(new Event("write:leave"));
    for (const key of Object.keys(sessionStorage)) if (key.startsWith("draft ")) sessionStorage.removeItem(key);
  });
}
