import { expect, it } from "vitest";
import { keepZone } from "../src/behaviours/zone";

it("tells the server the reader's time zone", () => {
  keepZone(document);

  expect(document.cookie).toContain(`zone=${Intl.DateTimeFormat().resolvedOptions().timeZone}`);
});
