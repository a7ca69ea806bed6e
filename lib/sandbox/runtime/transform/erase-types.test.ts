import { describe, expect, it } from "vitest";
import { eraseTypes } from "./erase-types";
import { parseCell } from "./parse-cell";
import { TextEdits } from "./text-edits";

function erase(source: string): string {
  const edits = new TextEdits(source);
  eraseTypes(parseCell(source), source, edits);
  return edits.apply().text;
}

/** Spaces do not matter here, lines do. */
function squeeze(text: string): string {
  return text
    .replace(/[ \t]+/g, " ")
    .replace(/ ?([(){}[\],;=<>:!?.]) ?/g, "$1")
    .trim();
}

const cases: [typescript: string, javascript: string][] = [
  ["let x: number = 1", "let x = 1"],
  ["let x!: number", "let x"],
  ["const { a, b }: { a: number; b: string } = o", "const { a, b } = o"],
  ["function f(a: number, b?: string, ...c: number[]): void {}", "function f(a, b, ...c) {}"],
  ["function f(this: Window, a: number) {}", "function f(a) {}"],
  ["function f(this: Window) {}", "function f() {}"],
  ["function f(a: number): void; function f(a: any) {}", "function f(a) {}"],
  ["const f = <T,>(x: T): T => x", "const f = (x) => x"],
  ["const f = async <T>(x: T): Promise<T> => x", "const f = async (x) => x"],
  ["const f = (x): x is string => true", "const f = (x) => true"],
  ["function f(x): asserts x is string {}", "function f(x) {}"],
  ["x as any as number", "x"],
  ["(x as any).y", "(x).y"],
  ["((x)) as any", "((x))"],
  ["x /* as */ as any", "x /* as */"],
  ["x satisfies Y", "x"],
  ["x!.y![0]!", "x.y[0]"],
  ["<any>x", "x"],
  ["f<string>(x)", "f(x)"],
  ["new Map<string, number>()", "new Map()"],
  ["tag<string>`x`", "tag `x`"],
  ["const g = f<string>", "const g = f"],
  ["interface A { b: number }", ""],
  ["type A<T> = T extends infer U ? U : never", ""],
  ["declare const x: number", ""],
  ["declare function f(): void", ""],
  ["declare module 'x' {}", ""],
  ["export type { A }", ""],
  ["export interface A {}", ""],
  ["export default interface A {}", ""],
  ["class A<T> extends B<T> implements C, D<T> {}", "class A extends B {}"],
  ["abstract class A { abstract x: number; abstract f(): void; g() {} }", "class A { g() {} }"],
  [
    "class A { private readonly x: number = 1; static y?: string; declare z: number }",
    "class A { x = 1; static y; }",
  ],
  ["class A extends B { override x?: string }", "class A extends B { x; }"],
  ["class A { x!: number; [key: string]: any; #p?: number }", "class A { x; #p; }"],
  ["class A { public async f?(x: number): Promise<void> {} }", "class A { async f(x) {} }"],
  ["class A { f(): void; f(x?: any) {} }", "class A { f(x) {} }"],
  ["class A { constructor(); constructor(x?: any) {} }", "class A { constructor(x) {} }"],
  ["class A { private static x: number\n['y'] = 1 }", "class A { static x;\n['y'] = 1; }"],
  ["try {} catch (e: unknown) {}", "try {} catch (e) {}"],
  ["for (const x of xs as number[]) {}", "for (const x of xs) {}"],
  ["let x = y as const", "let x = y"],
  ["a < b; c > d", "a < b; c > d"],
  ["const o = { f<T>(this: T, x: number): void {} }", "const o = { f(x) {} }"],
];

describe("eraseTypes(program, source, edits)", () => {
  it.each(cases)("makes JavaScript of %s", (typescript, javascript) => {
    expect(squeeze(erase(typescript))).toBe(squeeze(javascript));
  });

  it("leaves every character that stays in its line and column", () => {
    const source = "const a: number = 1, b: string =\n  c as string;";
    expect(erase(source)).toBe("const a         = 1, b         =\n  c          ;");
  });

  it("lets no line begin between the brackets of an arrow function and its arrow", () => {
    const source = "const f = (x): {\n  y: number;\n} => x, g = <\n  T\n>(x: T) => x";
    expect(new Function(`${erase(source)}; return [f(1), g(2)]`)()).toEqual([1, 2]);
    expect(erase(source).split("\n").length).toBe(source.split("\n").length);
  });

  it.each([
    ["enum Color { Red }", "An enum cannot run in a cell. Write an object instead: const Color ="],
    ["namespace A { export const b = 1 }", "A namespace cannot run"],
    ["class A { constructor(private x: number) {} }", "A parameter cannot declare a property"],
    ["import a = require('a')", "This form of import or export"],
    ["return1(<any>\n  x)", "A type in front of a value"],
  ])("refuses %s", (source, sentence) => {
    expect(() => erase(source)).toThrow(sentence);
  });
});
