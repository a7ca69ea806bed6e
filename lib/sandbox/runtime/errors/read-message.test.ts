import { describe, expect, it } from "vitest";
import { parseStack } from "./parse-stack";
import { readMessage, shortenMessage, stripMessage } from "./read-message";

describe("parseStack(stack)", () => {
  // Each as the browser gave it, for the same code.
  it("reads V8", () => {
    const stack = `TypeError: Cannot read properties of undefined (reading 'b')
    at inner (descent-cell-3.js:3:6)
    at eval (descent-cell-3.js:4:27)
    at Array.map (<anonymous>)
    at async descent-cell-2.js:4:17
    at eval (eval at evaluate (:370:30), <anonymous>:2:26)`;
    expect(parseStack(stack)).toEqual([
      { cell: 3, line: 3, column: 6 },
      { cell: 3, line: 4, column: 27 },
      { cell: 2, line: 4, column: 17 },
    ]);
  });

  it("reads SpiderMonkey", () => {
    const stack = `inner@descent-cell-3.js:3:2
r<@descent-cell-3.js:4:32
async*@descent-cell-12.js:4:17
@debugger eval code line 2 > eval:2:25
`;
    expect(parseStack(stack)).toEqual([
      { cell: 3, line: 3, column: 2 },
      { cell: 3, line: 4, column: 32 },
      { cell: 12, line: 4, column: 17 },
    ]);
  });

  it("finds nothing where JavaScriptCore names nothing", () => {
    expect(
      parseStack("inner@\n@\nmap@[native code]\n@\nonmessage@data:text/javascript,x:1:138"),
    ).toEqual([]);
  });
});

describe("readMessage(message)", () => {
  it.each([
    [
      'can\'t access property "length", w.nope is undefined',
      { property: "length", object: "w.nope" },
    ],
    ['can\'t access property "foo" of null', { property: "foo" }],
    ["Cannot read properties of null (reading 'b')", { property: "b" }],
    ["Cannot set properties of undefined (setting 'b')", { property: "b" }],
    ["undefined is not an object (evaluating 'w.nope.length')", { text: "w.nope.length" }],
    ["f is not a function. (In 'f(3)', 'f' is 5)", { text: "f(3)" }],
    ["model.fitt is not a function", { text: "model.fitt" }],
    ["x is not defined", { text: "x" }],
    ["anything else", undefined],
  ])("reads %s", (message, expected) => {
    expect(readMessage(message)).toEqual(expected);
  });
});

describe("shortenMessage(stripMessage(message))", () => {
  it.each([
    ["$n.model.fitt is not a function", "model.fitt is not a function"],
    ["(0 , $n.f) is not a function", "f is not a function"],
    ["(0,$n.f) is not a function", "f is not a function"],
    ["f is not a function. (In 'f(3)', 'f' is 5)", "f is not a function"],
    ["[1]\n  .map(x)\n  .nope is not a function", "[1].map(x).nope is not a function"],
    ["Can't find variable: x", "x is not defined"],
    ["The price is $5.", "The price is $5."],
  ])("makes %s plain", (message, expected) => {
    expect(shortenMessage(stripMessage(message))).toBe(expected);
  });
});
