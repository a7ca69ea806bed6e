import { renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Slider } from "./slider";

const html = renderToString(
  <Slider
    label="Learning rate"
    symbol="α"
    value={0.45454}
    min={0.01}
    max={1}
    scale="log"
    onChange={() => {}}
    marks={[{ value: 0.5, label: "limit 0.5" }]}
  />,
);

describe("<Slider>", () => {
  it("is named by its label alone, and reads out its value", () => {
    const id = /<label[^>]*for="([^"]+)"[^>]*>Learning rate<\/label>/.exec(html)?.[1];
    expect(id).toBeDefined();
    expect(html).toContain(`id="${id}" type="range"`);
    expect(html).toContain('aria-valuetext="0.45454"');
  });

  it("keeps a typed value between its stops, in a field that the label does not name", () => {
    expect(html).toContain('aria-label="Exact value of α"');
    expect(html).toContain('value="0.45454"');
  });

  it("has no style attribute, which a strict content security policy would drop", () => {
    expect(html).not.toContain("style=");
  });
});
