import { describe, expect, it } from "vitest";
import { settleBoundaries } from "./settle-boundaries.mjs";

const runtime = "$RB=[];$RV=function(a){};\n$RC=function(a,b){};";
const clock = "<script>requestAnimationFrame(function(){$RT=performance.now()});</script>";

function page(body: string) {
  return `<!DOCTYPE html><html><head><meta charSet="utf-8"/></head><body>${body}</body></html>`;
}

describe("settleBoundaries(html)", () => {
  it("puts the content into its place, in React's form of a complete boundary", () => {
    const html = page(
      '<main><!--$?--><template id="B:0"></template><i>wait</i><!--/$--><p>after</p></main>' +
        `${clock}<script>next.push(1)</script><div hidden id="S:0"><b>figure</b></div>` +
        `<script>${runtime}$RC("B:0","S:0")</script>`,
    );
    expect(settleBoundaries(html)).toBe(
      page("<main><!--$--><b>figure</b><!--/$--><p>after</p></main><script>next.push(1)</script>"),
    );
  });

  it("settles several, with the instructions of the first", () => {
    const html = page(
      '<!--$?--><template id="B:0"></template><!--/$-->-<!--$?--><template id="B:1"></template><!--/$-->' +
        `<div hidden id="S:0">a</div><script>${runtime}$RC("B:0","S:0")</script>` +
        '<div hidden id="S:1">b</div><script>$RC("B:1","S:1")</script>',
    );
    expect(settleBoundaries(html)).toBe(page("<!--$-->a<!--/$-->-<!--$-->b<!--/$-->"));
  });

  it("settles a boundary within another, and fallbacks that have boundaries", () => {
    const html = page(
      '<!--$?--><template id="B:0"></template><!--$-->wait<!--/$--><!--/$-->' +
        '<div hidden id="S:0">a<!--$?--><template id="B:1"></template><!--/$-->c</div>' +
        `<script>${runtime}$RC("B:0","S:0")</script>` +
        '<div hidden id="S:1">b</div><script>$RC("B:1","S:1")</script>',
    );
    expect(settleBoundaries(html)).toBe(page("<!--$-->a<!--$-->b<!--/$-->c<!--/$-->"));
  });

  it("settles segments that came late within a boundary", () => {
    const html = page(
      '<!--$?--><template id="B:0"></template><!--/$-->' +
        '<div hidden id="S:0">a<template id="P:1"></template>c</div><div hidden id="S:1">b</div>' +
        `<script>$RS=function(a,b){};$RS("S:1","P:1")</script><script>${runtime}$RC("B:0","S:0")</script>`,
    );
    expect(settleBoundaries(html)).toBe(page("<!--$-->abc<!--/$-->"));
  });

  it("leaves a page without them as it is", () => {
    const html = page('<!--$--><p id="S">x</p><!--/$--><script>self.f.push("$RC")</script>');
    expect(settleBoundaries(html)).toBe(html);
  });

  it("refuses an instruction that it does not know", () => {
    const html = page(
      '<!--$?--><template id="B:0"></template><!--/$--><div hidden id="S:0">a</div>' +
        '<script>$RR=function(){};$RR("B:0","S:0",[["/late.css"]])</script>',
    );
    expect(() => settleBoundaries(html)).toThrow(/template id="B:0".* style sheet/);
  });
});
