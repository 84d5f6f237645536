import type { WriteSheet } from "./write-sheet";

/** The panels below the sheet close as people expect, another writer signs at once, and templates go to the caret. */
export function startPanels(sheet: WriteSheet, signal: AbortSignal): void {
  const panels = (): NodeListOf<HTMLDetailsElement> => sheet.querySelectorAll<HTMLDetailsElement>(".write-foot details[open]");
  document.addEventListener("click", (event) => {
    for (const panel of panels()) if (event.target instanceof Node && !panel.contains(event.target)) panel.open = false;
  }, { signal });
  sheet.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const panel of panels()) {
      event.stopPropagation();
      panel.open = false;
      panel.querySelector("summary")?.focus();
    }
  }, { signal });
  const from = sheet.querySelector<HTMLSelectElement>("#identity");
  from?.addEventListener("change", (event) => {
    event.stopPropagation();
    sheet.form?.requestSubmit(sheet.querySelector<HTMLButtonElement>(".write-foot [value=save]"));
  }, { signal });
  const insert = sheet.querySelector<HTMLButtonElement>(".write-foot [value=template]");
  insert?.addEventListener("click", (event) => {
    const chosen = sheet.querySelector<HTMLSelectElement>("#template")?.value;
    if (!chosen || !navigator.onLine) return;
    event.preventDefault();
    void putIn(sheet, chosen).finally(() => panels().forEach((panel) => (panel.open = false)));
  }, { signal });
}

async function putIn(sheet: WriteSheet, template: string): Promise<void> {
  const answer = await fetch(`/write/templates/${encodeURIComponent(template)}`);
  if (!answer.ok) return;
  const words = (await answer.json()) as { subject: string; text: string };
  const subject = sheet.field("subject");
  if (subject && subject.value.trim() === "") subject.value = words.subject;
  const rich = sheet.querySelector<HTMLElement>(".rich");
  const plain = sheet.field("text");
  if (rich) {
    if (!rich.contains(getSelection()?.anchorNode ?? null)) getSelection()?.setPosition(rich, 0);
    rich.focus();
    document.execCommand("insertText", false, words.text);
  } else if (plain instanceof HTMLTextAreaElement) {
    plain.setRangeText(words.text, plain.selectionStart, plain.selectionEnd, "end");
    plain.focus();
  }
  sheet.touch(0);
}
