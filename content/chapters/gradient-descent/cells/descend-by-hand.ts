const alpha = 0.2;

let w = 10;
const path = [w];
for (let step = 1; step <= 10; step += 1) {
  const slope = 2 * w;
  w = w - alpha * slope;
  path.push(w);
}

await plot({ w: path }, { xLabel: "step" });
w;
