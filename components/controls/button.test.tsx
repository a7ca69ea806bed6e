import type { ReactElement } from "react";
import { renderToString } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import { Button, type ButtonProps } from "./button";

/** What a click on the button does: whether it is handled, and whether the browser may go on. */
function click(props: ButtonProps) {
  const onClick = vi.fn();
  const button = Button({ ...props, onClick }) as ReactElement<{ onClick: typeof onClick }>;
  const preventDefault = vi.fn();
  button.props.onClick({ preventDefault });
  return {
    isHandled: onClick.mock.calls.length > 0,
    isStopped: preventDefault.mock.calls.length > 0,
  };
}

describe("<Button>", () => {
  it("handles clicks", () => {
    expect(click({})).toEqual({ isHandled: true, isStopped: false });
    expect(renderToString(<Button>Step</Button>)).not.toContain("disabled");
  });

  it("ignores clicks while it is unavailable, also one that would submit", () => {
    expect(click({ isUnavailable: true })).toEqual({ isHandled: false, isStopped: true });
  });

  it("says that it is unavailable, but keeps the focus, as the disabled attribute would not", () => {
    const html = renderToString(<Button isUnavailable>Step</Button>);
    expect(html).toContain('aria-disabled="true"');
    expect(html).not.toMatch(/ disabled/);
  });
});
