/**
 * Makes or uses a passkey, and sends what the browser gave by the form inside. Without scripts, or where the browser
 * knows no passkeys or the site cannot have any, it stays hidden: there is another way beside it.
 */
export class PasskeyStep extends HTMLElement {
  #listening = new AbortController();

  connectedCallback(): void {
    this.#listening = new AbortController();
    const form = this.querySelector("form");
    if (!form || !isAble()) return;
    this.hidden = false;
    form.addEventListener("submit", (event) => this.#onSubmit(event, form), { signal: this.#listening.signal });
  }

  disconnectedCallback(): void {
    this.#listening.abort();
  }

  #onSubmit(event: Event, form: HTMLFormElement): void {
    const answer = form.querySelector<HTMLInputElement>("[name=credential]");
    if (!answer || answer.value) return;
    event.preventDefault();
    void this.#ask(form, answer);
  }

  async #ask(form: HTMLFormElement, answer: HTMLInputElement): Promise<void> {
    this.#say("");
    try {
      const given = await ask(this.dataset["ask"] ?? "", JSON.parse(this.dataset["options"] ?? "{}"), this.#listening.signal);
      answer.value = JSON.stringify(given);
      form.requestSubmit();
    } catch {
      this.#say(this.dataset["failed"] ?? "");
    }
  }

  #say(words: string): void {
    const alert = this.querySelector<HTMLElement>("[role=alert]");
    if (!alert) return;
    alert.hidden = words === "";
    alert.textContent = words;
  }
}

/** A site that is known by a number cannot have passkeys, nor can one without encryption. */
function isAble(): boolean {
  return (
    window.isSecureContext &&
    !/^[\d.]+$|^\[/.test(location.hostname) &&
    typeof PublicKeyCredential === "function" &&
    "parseRequestOptionsFromJSON" in PublicKeyCredential
  );
}

type Options = PublicKeyCredentialCreationOptionsJSON & PublicKeyCredentialRequestOptionsJSON;

async function ask(what: string, options: Options, signal: AbortSignal): Promise<Credential | null> {
  return what === "create"
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options), signal })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options), signal });
}

customElements.define("passkey-step", PasskeyStep);
