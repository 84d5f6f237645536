import { describe, expect, it } from "vitest";
import { linkAddress } from "../src/behaviours/rich-link";

describe("the address of a link", () => {
  it("is taken as it is where it is whole", () => {
    expect(linkAddress(" https://boats.example/a?b=c ")).toBe("https://boats.example/a?b=c");
    expect(linkAddress("http://boats.example")).toBe("http://boats.example");
    expect(linkAddress("mailto:ada@vale.example")).toBe("mailto:ada@vale.example");
  });

  it("is made whole where it is clear what is meant", () => {
    expect(linkAddress("boats.example/harbour")).toBe("https://boats.example/harbour");
    expect(linkAddress("ada@vale.example")).toBe("mailto:ada@vale.example");
  });

  it.each(["", "boats", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https:// x", "JaVaScRiPt:x", "vbscript:x"])(
    "is refused where a message must not link there: %s",
    (typed) => {
      expect(linkAddress(typed)).toBeNull();
    },
  );
});
