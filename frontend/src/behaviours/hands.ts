const IDLE_AFTER = 2_000;

let last = 0;

/** Notes when somebody touches the page, and calls back when nobody has for a while. */
export function touched(page: Document, idle: () => void): void {
  let due: ReturnType<typeof setTimeout> | undefined;
  const note = () => {
    last = Date.now();
    clearTimeout(due);
    due = setTimeout(idle, IDLE_AFTER);
  };
  for (const type of ["pointermove", "pointerdown", "pointerup", "keydown", "wheel", "scroll"]) {
    page.addEventListener(type, note, { capture: true, passive: true });
  }
}

/** Whether somebody reads, points or types in the list, or has chosen rows of it, so that nothing in it may move. */
export function isInUse(rows: HTMLElement): boolean {
  return (
    Date.now() - last < IDLE_AFTER ||
    rows.scrollTop > 0 ||
    rows.matches(":hover") ||
    rows.contains(rows.ownerDocument.activeElement) ||
    rows.querySelector("input:checked") !== null
  );
}
