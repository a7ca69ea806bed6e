import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { startTestRuntime } from "../testing-runtime";
import { transformCell } from "./transform-cell";

/** Runs the cells one after the other in a new kernel, and gives what the last one shows. */
async function runCells(...cells: string[]): Promise<string | undefined> {
  const { run } = startTestRuntime();
  let last: Awaited<ReturnType<typeof run>> | undefined;
  for (const code of cells) last = await run(code);
  return last?.error ? `${last.error.ename}: ${last.error.evalue}` : last?.result;
}

describe("names of a notebook", () => {
  it.each<[fact: string, cells: string[], result: string | undefined]>([
    ["live across cells", ["const a = 1; let b = 2; var c = 3", "[a, b, c]"], "[ 1, 2, 3 ]"],
    [
      "come from functions and classes",
      ["function f() { return 1 } class A { x = 2 }", "[f(), new A().x]"],
      "[ 1, 2 ]",
    ],
    [
      "come from patterns",
      [
        "const { a, b: [c = 5, ...d], ...e } = { a: 1, b: [undefined, 2, 3], f: 4 }",
        "[a, c, d, e]",
      ],
      "[ 1, 5, [ 2, 3 ], { f: 4 } ]",
    ],
    [
      "are assigned to by patterns",
      ["let a = 1, b = 2", "[a, b] = [b, a]; ({ a, x: b = 9 } = { a: a + 1 }); [a, b]"],
      "[ 3, 9 ]",
    ],
    [
      "can be declared anew, as another kind",
      ["const a = 1", "let a = 2; a += 1", "class a {}", "typeof a"],
      "'function'",
    ],
    ["can be declared anew by the same cell", ["const a = 1", "const a = 1; a"], "1"],
    [
      "may be used by functions before they are declared",
      ["const f = () => later + 1", "const later = 1", "f()"],
      "2",
    ],
    [
      "are seen by functions as they are now",
      ["let n = 1; const read = () => n", "n = 5; read()"],
      "5",
    ],
    [
      "are changed by functions",
      ["let n = 1; const add = () => { n += 1 }", "add(); add(); n"],
      "3",
    ],
    [
      "hoist with their functions",
      ["const v = f(); function f() { return g() } function g() { return 7 }", "v"],
      "7",
    ],
    ["hoist with var", ["x; var x = 1", "x"], "1"],
    ["keep the value of a var that is declared again", ["var x = 1", "var x; x"], "1"],
    [
      "come from var in blocks and loops",
      ["for (var i = 0; i < 3; i++) { var last = i } if (true) { var y = 4 }", "[i, last, y]"],
      "[ 3, 2, 4 ]",
    ],
    ["come from var in for…of", ["for (var [k, v] of [[1, 2]]) {}", "[k, v]"], "[ 1, 2 ]"],
    [
      "do not come from blocks",
      ["{ let hidden = 1; function g() {} }", "[typeof hidden, typeof g]"],
      "[ 'undefined', 'undefined' ]",
    ],
    ["do not come from loops", ["for (let i = 0; i < 3; i++) {}", "typeof i"], "'undefined'"],
    ["may be those of standard globals", ["const Math = { PI: 3 }", "Math.PI"], "3"],
    ["leave standard globals alone", ["const Math = { PI: 3 }; globalThis.Math.PI > 3.1"], "true"],
    [
      "may be strange",
      [
        "const __proto__ = 1; let constructor = 2; let toString = 3",
        "[__proto__, constructor, toString]",
      ],
      "[ 1, 2, 3 ]",
    ],
    ["may be written with escapes", ["const \\u0061b = 1", "ab + \\u0061b"], "2"],
    [
      "may look like the kernel's own",
      [
        "let $n = 1, $r = 2, $u = 3, $t1 = 4; for (let $l = 0; $l < 2; $l++) { $n += $l }",
        "[$n, $r, $u, $t1]",
      ],
      "[ 2, 2, 3, 4 ]",
    ],
    [
      "are known to typeof",
      ["const a = 1; [typeof a, typeof missing]"],
      "[ 'number', 'undefined' ]",
    ],
    [
      "work as shorthand",
      ["const a = 1; const f = () => 2", "const o = { a, f }; [o.a, o.f()]"],
      "[ 1, 2 ]",
    ],
    [
      "stay out of exports' way",
      [
        "export const a = 1; export function f() { return a } export default class B {} export { a as c }",
        "[f(), typeof B]",
      ],
      "[ 1, 'function' ]",
    ],
    [
      "keep what a stopped initialiser left",
      ["let a = 1", "let a = (() => { throw 5 })()", "a"],
      "1",
    ],
    ["are unknown until declared", ["missing"], "ReferenceError: missing is not defined"],
    [
      "cannot be assigned to before they are declared",
      ["missing = 1"],
      "ReferenceError: missing is not defined",
    ],
    [
      "cannot be used before the line that declares them",
      ["early; let early = 1"],
      "ReferenceError: early is not defined",
    ],
    [
      "are not changed by what inner scopes declare",
      [
        "let a = 1; { let a = 2 } (function (a) { a = 3 })(); try { throw 4 } catch (a) { a = 5 } for (let a of [6]) {} a",
      ],
      "1",
    ],
  ])("%s", async (_, cells, result) => {
    expect(await runCells(...cells)).toBe(result);
  });

  it.each([
    ["const a = 1; a = 2"],
    ["const a = 1; a++"],
    ["const a = 1; [a] = [2]"],
    ["const a = 1; for (a of [2]) {}"],
    ["const a = 1; (() => { a += 2 })()"],
    ["const a = 1; try { a = 2 } catch (e) { throw e }"],
  ])("cannot be assigned to if constant: %s", async (code) => {
    const message = "TypeError: Assignment to constant variable.";
    expect(await runCells(code)).toBe(message);
    const [first = "", ...rest] = code.split("; ");
    expect(await runCells(first, rest.join("; "))).toBe(message);
    expect(await runCells(first, rest.join("; "), "a")).toBe("1");
  });
});

describe("a cell's code", () => {
  it.each<[fact: string, code: string, result: string | undefined]>([
    ["shows its last expression", "1; 2", "2"],
    ["shows it with a semicolon and a comment too", "2; // two", "2"],
    ["shows an expression in brackets, in lines", "(\n1,\n2\n)", "2"],
    ["shows a string, though it looks like a directive", '"use strict"', "'use strict'"],
    ["shows what is assigned", "let a; a = 5", "5"],
    ["shows nothing for undefined", "undefined", undefined],
    ["shows nothing for a statement", "1; if (true) { 2 }", undefined],
    ["needs no semicolons", "const a = 1\nconst f = () => a\nf()\n;[1, 2].map(f)", "[ 1, 1 ]"],
    [
      "needs none before brackets that the kernel adds",
      "let r = []\nconst push = (x) => r.push(x)\nlet a = 1\npush(a)\nlet [b] = [2]\npush(b)\nr",
      "[ 1, 2 ]",
    ],
    ["needs none after do", "let n = 0\ndo n++\nwhile (n < 3)\nn", "3"],
    ["has if without braces", "const f = () => 1\nlet r\nif (true) r = f()\nelse r = 2\nr", "1"],
    [
      "has loops without braces in it",
      "let s = 0\nif (true) for (const x of [1, 2]) s += x\nelse while (false) s++\ns",
      "3",
    ],
    [
      "has loops with heads of all kinds",
      "let s = '', i = 0; for (;;) { if (i++ > 2) break } for (i = 5; ; ) { break } for (; i < 7; i++) s += i; for (const k in { a: 1 }) s += k; do { s += '.' } while (i-- > 6); while (i-- > 3) s += i; s",
      "'56a..54.3'".replace("..54.3", "..43"),
    ],
    [
      "has continue and labels",
      "let s = ''; outer: for (let i = 0; i < 3; i++) { for (let j = 0; j < 3; j++) { if (j === 1) continue outer; if (i === 2) break outer; s += i } } for (let k = 0; k < 4; k++) { if (k % 2) continue; s += k } s",
      "'0102'",
    ],
    [
      "has closures over the variables of a loop",
      "const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i); fs.map(f => f())",
      "[ 0, 1, 2 ]",
    ],
    [
      "evaluates the head of a loop as often as it runs",
      "let n = 0; const test = (i) => { n++; return i < 3000 }; for (let i = 0; test(i); i++) {} n",
      "3001",
    ],
    [
      "has switch",
      "let x = 2, r; switch (x) { case 1: r = 1; break; case 2: { let x = 5; r = x; break } default: r = 0 } r",
      "5",
    ],
    [
      "names its functions",
      "const f = () => 1, g = function () {}, H = class {}; let k; k = () => 2; const { m = () => 3 } = {}; [f, g, H, k, m].map(x => x.name)",
      "[ 'f', 'g', 'H', 'k', 'm' ]",
    ],
    [
      "names functions that others refer to",
      "const f = () => 1; const g = () => f; let h = async () => g; [f.name, h.name]",
      "[ 'f', 'h' ]",
    ],
    [
      "calls functions without this",
      "function f() { return this } const o = { g() { return this === o } }; [f(), o.g(), f?.(), (f)()]",
      "[ undefined, true, undefined, undefined ]",
    ],
    [
      "tags templates without this",
      "function tag(s) { return [this, s.raw[0]] } tag`x`",
      "[ undefined, 'x' ]",
    ],
    ["has no this and no arguments", "[this, typeof arguments]", "[ undefined, 'undefined' ]"],
    ["is strict", "(function () { return this })()", undefined],
    ["awaits", "const a = await 1; const b = await Promise.resolve(2); [a, b]", "[ 1, 2 ]"],
    ["awaits in expressions", "1 + await (1, Promise.resolve(2)) * await 3", "7"],
    [
      "awaits in arrow functions",
      "const f = async x => await x, g = async () => ({ a: await 2 }); [await f(1), await g()]",
      "[ 1, { a: 2 } ]",
    ],
    [
      "awaits in for",
      "let s = 0; for await (const x of [1, Promise.resolve(2)]) s += x; async function* g() { yield 3; yield await Promise.resolve(4) } for await (const x of g()) s += x; s",
      "10",
    ],
    [
      "leaves for await as JavaScript does",
      "let closed = 0; const g = async function* () { try { yield 1; yield 2 } finally { closed++ } }; for await (const x of g()) break; closed",
      "1",
    ],
    [
      "has generators",
      "function* g() { for (let i = 0; i < 3; i++) yield i } [...g()]",
      "[ 0, 1, 2 ]",
    ],
    [
      "has classes with everything",
      "class A { static #n = 1; static { for (let i = 0; i < 3; i++) A.#n++ } get n() { return A.#n } static of() { return new A() } } class B extends A { constructor() { super(); this.m = super.n } } [B.of().n, new B().m]",
      "[ 4, 4 ]",
    ],
    [
      "has classes that know themselves",
      "class A { self() { return A } } const B = A; A = undefined; new B().self() === B",
      "true",
    ],
    [
      "has try in loops",
      "let n = 0; for (let i = 0; i < 3; i++) { try { if (i === 1) throw new Error('x'); n++ } catch { n += 10 } finally { n += 100 } } n",
      "312",
    ],
    [
      "has getters, computed keys and spread",
      "const k = 'a', o = { [k]: 1, get b() { return k }, ...{ c: 2 } }; [o.a, o.b, o.c]",
      "[ 1, 'a', 2 ]",
    ],
    [
      "has defaults that refer to names",
      "const d = 5; const f = (x = d, { y = d } = {}) => x + y; f()",
      "10",
    ],
    [
      "has optional chains",
      "const o = { a: { f: () => 1 } }; [o?.a?.f?.(), o.b?.c.d]",
      "[ 1, undefined ]",
    ],
    [
      "has import() of nothing that is not offered",
      "await import('fs').catch(e => e.message)",
      "'There is no module \"fs\" here. Cells can import no modules.'",
    ],
    [
      "has eval that sees nothing of the kernel",
      "eval('typeof $r + typeof $u + typeof arguments')",
      "'undefinedundefinedundefined'",
    ],
    ["may begin with a hash bang and end in a comment", "#!/usr/bin/env node\n5 // five", "5"],
    ["may be empty", "", undefined],
    ["may be types alone", "interface A { b: number }", undefined],
    [
      "has types in all places",
      "interface P { x: number } const p = { x: 1 } as P; const f = <T,>(t: T): T => t!; class A<T> { private v?: T; constructor(v: T) { this.v = v } get(): T { return this.v as T } } [f<number>(p.x), new A<string>('s').get()]",
      "[ 1, 's' ]",
    ],
  ])("%s", async (_, code, result) => {
    expect(await runCells(code)).toBe(result);
  });

  it("keeps its lines", () => {
    const known = { isStandard: () => false, isVariable: () => false, isCaptured: () => false };
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            "f(x)",
            "let y$ = 1",
            "",
            "for (;;) {\n}",
            "type A$ = {\n a: 1 }",
            "// c",
          ),
        ),
        (parts) => {
          const source = parts.map((part, index) => part.replace("$", String(index))).join("\n");
          const { code } = transformCell(source, 1, known);
          // One more for the bracket at the end.
          expect(code.split("\n").length).toBe(source.split("\n").length + 1);
        },
      ),
    );
  });
});
