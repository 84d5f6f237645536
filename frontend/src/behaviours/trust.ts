const OURS = /<script defer src="\/assets\/[\w.-]+"><\/script>/g;
const FOREIGN = /<(script|base|object|embed|applet|frame|portal)\b/i;

/**
 * Markup that came from our server and in which no script stands but ours. Where one does, nothing of it is taken. What
 * mail says is escaped before it gets here, so that no subject can look like this; handlers in attributes the policy of
 * the page refuses anyway.
 */
export function trusted(markup: string): string {
  if (FOREIGN.test(markup.replace(OURS, ""))) throw new TypeError("Markup with a script in it is not taken");
  return markup;
}

/**
 * The one place where text becomes part of the page (Trusted Types). There is no way for text to become a script: the
 * policy has none, so the browser refuses it.
 */
export function startTrust(page: Window): void {
  const types = (page as Window & { trustedTypes?: Factory }).trustedTypes;
  types?.createPolicy("default", { createHTML: trusted });
}

interface Factory {
  createPolicy(name: string, rules: { createHTML(markup: string): string }): unknown;
}
