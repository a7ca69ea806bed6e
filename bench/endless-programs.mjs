// @ts-check

/** Programs that end only when the reader presses Stop, and whether the notebook's names outlive it. */
export const endlessPrograms = {
  "an await that never settles": { code: "await new Promise(() => {})", keepsNames: true },
  "a loop at the top level": { code: "while (true) {}", keepsNames: true },
  "a loop in an async function": {
    code: "async function f() { for (;;) {} }\nawait f()",
    keepsNames: true,
  },
  "a loop in a callback": { code: "[1].forEach(() => { while (true) {} })", keepsNames: false },
  "a recursion that catches its own end": {
    code: "const f = () => f();\nconst g = () => { while (true) try { f() } catch {} };\ng()",
    keepsNames: false,
  },
  "memory that grows": {
    code: "const all = [];\nconst grow = () => { for (;;) all.push(new Float64Array(1e5)) };\ngrow()",
    keepsNames: false,
  },
  "a flood of output": { code: "while (true) console.log('x'.repeat(1000))", keepsNames: true },
};
